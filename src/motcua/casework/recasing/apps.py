from importlib import import_module

from django.apps import AppConfig


class RecasingConfig(AppConfig):
    name = "motcua.casework.recasing"
    label = "recasing"

    def ready(self) -> None:
        import_module("motcua.casework.recasing.queries").install()
        import_module("motcua.casework.recasing.projections").install()
