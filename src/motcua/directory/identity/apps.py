from importlib import import_module

from django.apps import AppConfig


class IdentityConfig(AppConfig):
    name = "motcua.directory.identity"
    label = "identity"

    def ready(self) -> None:
        import_module("motcua.directory.identity.events")
        import_module("motcua.directory.identity.projections").install()
        import_module("motcua.directory.identity.duties").register()
        import_module("motcua.directory.identity.menu").register()
