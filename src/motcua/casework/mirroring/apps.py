from importlib import import_module

from django.apps import AppConfig


class MirroringConfig(AppConfig):
    name = "motcua.casework.mirroring"
    label = "mirroring"

    def ready(self) -> None:
        import_module("motcua.casework.mirroring.queries").install()
        import_module("motcua.casework.mirroring.desk.panel").install()
