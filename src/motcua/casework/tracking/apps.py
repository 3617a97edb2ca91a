from importlib import import_module

from django.apps import AppConfig


class TrackingConfig(AppConfig):
    name = "motcua.casework.tracking"
    label = "tracking"

    def ready(self) -> None:
        import_module("motcua.casework.tracking.menu").register()
