from importlib import import_module

from django.apps import AppConfig


class UpkeepConfig(AppConfig):
    name = "motcua.casework.upkeep"
    label = "upkeep"

    def ready(self) -> None:
        import_module("motcua.casework.upkeep.projections").install()
        import_module("motcua.casework.upkeep.duties").install()
        keep_clock = import_module("motcua.casework.upkeep.actions.keep_clock").keep_clock
        import_module("motcua.casework.dossiers.ports").follow_moves(keep_clock)
