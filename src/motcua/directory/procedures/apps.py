from importlib import import_module

from django.apps import AppConfig


class ProceduresConfig(AppConfig):
    name = "motcua.directory.procedures"
    label = "procedures"

    def ready(self) -> None:
        import_module("motcua.directory.procedures.projections").install()
        import_module("motcua.directory.procedures.menu").register()
