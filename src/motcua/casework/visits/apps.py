from importlib import import_module

from django.apps import AppConfig


class VisitsConfig(AppConfig):
    name = "motcua.casework.visits"
    label = "visits"

    def ready(self) -> None:
        import_module("motcua.casework.visits.projections").install()
        import_module("motcua.casework.visits.menu").register()
