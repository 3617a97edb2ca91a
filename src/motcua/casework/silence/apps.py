from importlib import import_module

from django.apps import AppConfig


class SilenceConfig(AppConfig):
    name = "motcua.casework.silence"
    label = "silence"

    def ready(self) -> None:
        import_module("motcua.casework.silence.projections").install()
        import_module("motcua.casework.silence.duties").install()
        import_module("motcua.casework.silence.menu").register()
