from importlib import import_module

from django.apps import AppConfig


class DoctorConfig(AppConfig):
    name = "motcua.kernel.doctor"
    label = "doctor"

    def ready(self) -> None:
        # Loaded by name: this module is read before the models are.
        import_module("motcua.kernel.doctor.examinations").install()
