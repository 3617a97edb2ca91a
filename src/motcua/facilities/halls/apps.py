from importlib import import_module

from django.apps import AppConfig


class HallsConfig(AppConfig):
    name = "motcua.facilities.halls"
    label = "halls"

    def ready(self) -> None:
        import_module("motcua.facilities.halls.projections").install()
        import_module("motcua.facilities.halls.menu").register()
