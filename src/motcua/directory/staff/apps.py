from importlib import import_module

from django.apps import AppConfig


class StaffConfig(AppConfig):
    name = "motcua.directory.staff"
    label = "staff"

    def ready(self) -> None:
        import_module("motcua.directory.staff.events")
        import_module("motcua.directory.staff.projections").install()
        import_module("motcua.directory.staff.menu").register()
