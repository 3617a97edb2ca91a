from importlib import import_module

from django.apps import AppConfig


class ReceptionConfig(AppConfig):
    name = "motcua.directory.reception"
    label = "reception"

    def ready(self) -> None:
        import_module("motcua.directory.reception.menu").register()
