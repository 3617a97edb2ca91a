from importlib import import_module

from django.apps import AppConfig


class BookingConfig(AppConfig):
    name = "motcua.facilities.booking"
    label = "booking"

    def ready(self) -> None:
        import_module("motcua.facilities.booking.projections").install()
        import_module("motcua.facilities.booking.duties").install()
        import_module("motcua.facilities.booking.menu").register()
