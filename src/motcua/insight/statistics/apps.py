from importlib import import_module

from django.apps import AppConfig


class StatisticsConfig(AppConfig):
    name = "motcua.insight.statistics"
    label = "statistics"

    def ready(self) -> None:
        import_module("motcua.insight.statistics.menu").register()
