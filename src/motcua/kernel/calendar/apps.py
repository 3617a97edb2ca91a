from importlib import import_module

from django.apps import AppConfig


class CalendarConfig(AppConfig):
    name = "motcua.kernel.calendar"
    label = "calendar"

    def ready(self) -> None:
        import_module("motcua.kernel.calendar.events")
        import_module("motcua.kernel.calendar.projections").install()
