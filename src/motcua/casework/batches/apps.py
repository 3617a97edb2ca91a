from importlib import import_module

from django.apps import AppConfig


class BatchesConfig(AppConfig):
    name = "motcua.casework.batches"
    label = "batches"

    def ready(self) -> None:
        import_module("motcua.casework.batches.menu").register()
