from importlib import import_module

from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    name = "motcua.outreach.notifications"
    label = "notifications"

    def ready(self) -> None:
        import_module("motcua.outreach.notifications.projections").install()
        import_module("motcua.outreach.notifications.duties").install()
        import_module("motcua.outreach.notifications.jobs").install()
        import_module("motcua.outreach.notifications.menu").register()
        import_module("motcua.outreach.notifications.examinations").install()
