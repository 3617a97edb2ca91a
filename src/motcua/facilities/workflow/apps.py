from importlib import import_module

from django.apps import AppConfig


class WorkflowConfig(AppConfig):
    name = "motcua.facilities.workflow"
    label = "workflow"

    def ready(self) -> None:
        import_module("motcua.facilities.workflow.events")
        import_module("motcua.facilities.workflow.projections").install()
