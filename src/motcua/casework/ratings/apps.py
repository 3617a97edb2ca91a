from importlib import import_module

from django.apps import AppConfig


class RatingsConfig(AppConfig):
    name = "motcua.casework.ratings"
    label = "ratings"

    def ready(self) -> None:
        import_module("motcua.casework.ratings.projections").install()
        import_module("motcua.casework.ratings.menu").register()
