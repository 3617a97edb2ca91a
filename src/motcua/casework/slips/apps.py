from importlib import import_module

from django.apps import AppConfig


class SlipsConfig(AppConfig):
    name = "motcua.casework.slips"
    label = "slips"

    def ready(self) -> None:
        import_module("motcua.casework.slips.standard").install()
        import_module("motcua.casework.slips.menu").register()
