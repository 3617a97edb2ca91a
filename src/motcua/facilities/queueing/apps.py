from importlib import import_module

from django.apps import AppConfig


class QueueingConfig(AppConfig):
    name = "motcua.facilities.queueing"
    label = "queueing"

    def ready(self) -> None:
        import_module("motcua.facilities.queueing.projections").install()
        import_module("motcua.facilities.queueing.duties").install()
        import_module("motcua.facilities.queueing.menu").register()
