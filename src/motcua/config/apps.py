from importlib import import_module

from django.apps import AppConfig


class ConfigConfig(AppConfig):
    name = "motcua.config"
    label = "config"

    def ready(self) -> None:
        # Loaded by name: this module is read before the models are.
        routes = import_module("motcua.kernel.events.routes")
        routes.install(import_module("motcua.config.events").ROUTES)
        import_module("motcua.config.duties").install()
