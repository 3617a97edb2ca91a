from importlib import import_module

from django.apps import AppConfig


class JointConfig(AppConfig):
    name = "motcua.casework.joint"
    label = "joint"

    def ready(self) -> None:
        import_module("motcua.casework.joint.projections").install()
        import_module("motcua.casework.joint.queries").install()
        import_module("motcua.casework.joint.menu").register()
        import_module("motcua.casework.joint.receipt").install()
        import_module("motcua.casework.joint.listing").install()
