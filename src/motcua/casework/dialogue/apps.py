from importlib import import_module

from django.apps import AppConfig


class DialogueConfig(AppConfig):
    name = "motcua.casework.dialogue"
    label = "dialogue"

    def ready(self) -> None:
        import_module("motcua.casework.dialogue.projections").install()
        import_module("motcua.casework.dialogue.menu").register()
