from importlib import import_module

from django.apps import AppConfig


class HandoversConfig(AppConfig):
    name = "motcua.casework.handovers"
    label = "handovers"

    def ready(self) -> None:
        import_module("motcua.casework.handovers.projections").install()
        import_module("motcua.casework.handovers.queries").install()
        import_module("motcua.casework.handovers.menu").register()
