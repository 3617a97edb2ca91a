from importlib import import_module

from django.apps import AppConfig


class UnitsConfig(AppConfig):
    name = "motcua.directory.units"
    label = "units"

    def ready(self) -> None:
        import_module("motcua.directory.units.events")
