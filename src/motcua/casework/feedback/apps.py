from importlib import import_module

from django.apps import AppConfig


class FeedbackConfig(AppConfig):
    name = "motcua.casework.feedback"
    label = "feedback"

    def ready(self) -> None:
        import_module("motcua.casework.feedback.projections").install()
        import_module("motcua.casework.feedback.menu").register()
