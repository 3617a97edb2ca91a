from importlib import import_module

from django.apps import AppConfig


class DesignerConfig(AppConfig):
    name = "motcua.facilities.designer"
    label = "designer"

    def ready(self) -> None:
        import_module("motcua.facilities.designer.menu").register()
