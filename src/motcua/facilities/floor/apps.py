from importlib import import_module

from django.apps import AppConfig


class FloorConfig(AppConfig):
    name = "motcua.facilities.floor"
    label = "floor"

    def ready(self) -> None:
        import_module("motcua.facilities.floor.menu").register()
