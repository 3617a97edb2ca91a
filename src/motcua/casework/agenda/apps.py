from importlib import import_module

from django.apps import AppConfig


class AgendaConfig(AppConfig):
    name = "motcua.casework.agenda"
    label = "agenda"

    def ready(self) -> None:
        import_module("motcua.casework.agenda.menu").register()
