from django.apps import AppConfig
from django.db.models.signals import post_migrate

from motcua.kernel.events import append_only_signal


class EventsConfig(AppConfig):
    name = "motcua.kernel.events"
    label = "events"

    def ready(self) -> None:
        # Sent once per app after all tables stand; once is enough.
        post_migrate.connect(append_only_signal.reinstall, sender=self, dispatch_uid="motcua.append_only")
