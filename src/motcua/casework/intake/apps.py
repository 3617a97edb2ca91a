from importlib import import_module

from django.apps import AppConfig


class IntakeConfig(AppConfig):
    name = "motcua.casework.intake"
    label = "intake"

    def ready(self) -> None:
        import_module("motcua.casework.intake.menu").register()
