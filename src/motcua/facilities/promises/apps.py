from importlib import import_module

from django.apps import AppConfig


class PromisesConfig(AppConfig):
    name = "motcua.facilities.promises"
    label = "promises"

    def ready(self) -> None:
        import_module("motcua.facilities.promises.menu").register()
        import_module("motcua.facilities.promises.projections").install()
