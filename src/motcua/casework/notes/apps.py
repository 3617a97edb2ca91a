from importlib import import_module

from django.apps import AppConfig


class NotesConfig(AppConfig):
    name = "motcua.casework.notes"
    label = "notes"

    def ready(self) -> None:
        import_module("motcua.casework.notes.projections").install()
        import_module("motcua.casework.notes.menu").register()
