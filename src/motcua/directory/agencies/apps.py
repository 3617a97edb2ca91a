from importlib import import_module

from django.apps import AppConfig


class AgenciesConfig(AppConfig):
    name = "motcua.directory.agencies"
    label = "agencies"

    def ready(self) -> None:
        import_module("motcua.directory.agencies.events")
        import_module("motcua.directory.agencies.projections").install()
        import_module("motcua.directory.agencies.one_stop_projection").install()
        import_module("motcua.directory.agencies.menu").register()
