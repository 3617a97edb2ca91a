from importlib import import_module

from django.apps import AppConfig


class LimitsConfig(AppConfig):
    name = "motcua.kernel.limits"
    label = "limits"

    def ready(self) -> None:
        import_module("motcua.kernel.limits.duties").install()
