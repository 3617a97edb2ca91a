from importlib import import_module

from django.apps import AppConfig


class PapersConfig(AppConfig):
    name = "motcua.facilities.papers"
    label = "papers"

    def ready(self) -> None:
        import_module("motcua.facilities.papers.duties").install()
        import_module("motcua.facilities.papers.slip_projection").install()
