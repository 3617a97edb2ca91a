from importlib import import_module

from django.apps import AppConfig


class DossiersConfig(AppConfig):
    name = "motcua.casework.dossiers"
    label = "dossiers"

    def ready(self) -> None:
        import_module("motcua.casework.dossiers.projections").install()
        import_module("motcua.casework.dossiers.duties").install()
