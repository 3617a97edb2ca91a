from importlib import import_module

from django.apps import AppConfig


class FindingConfig(AppConfig):
    name = "motcua.casework.finding"
    label = "finding"

    def ready(self) -> None:
        import_module("motcua.casework.finding.duties").install()
