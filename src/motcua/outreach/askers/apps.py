from importlib import import_module

from django.apps import AppConfig


class AskersConfig(AppConfig):
    name = "motcua.outreach.askers"
    label = "askers"

    def ready(self) -> None:
        import_module("motcua.outreach.askers.projections").install()
        import_module("motcua.outreach.askers.duties").install()
        import_module("motcua.outreach.askers.menu").register()
