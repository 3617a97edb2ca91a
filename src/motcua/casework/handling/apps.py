from importlib import import_module

from django.apps import AppConfig


class HandlingConfig(AppConfig):
    name = "motcua.casework.handling"
    label = "handling"

    def ready(self) -> None:
        import_module("motcua.casework.handling.menu").register()
        import_module("motcua.casework.handling.desk.papers").install()
