from importlib import import_module

from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "motcua.channels.desk"
    label = "desk"

    def ready(self) -> None:
        # Loaded by name: this module is read before the models are.
        import_module("motcua.channels.desk.entries").install()
