from importlib import import_module

from django.apps import AppConfig


class DevicesConfig(AppConfig):
    name = "motcua.directory.devices"
    label = "devices"

    def ready(self) -> None:
        for module in ("projections", "examination", "menu"):
            import_module(f"motcua.directory.devices.{module}").install()
