"""Which mailer is plugged in: the one the settings name, the fake in evaluation, or none."""

from __future__ import annotations

from django.conf import settings
from django.utils.module_loading import import_string

from motcua.outreach.notifications.actions import Mailers
from motcua.outreach.notifications.fake import FakeMailer
from motcua.outreach.notifications.ports import Mailer


def mailer() -> Mailer | None:
    """The plugged-in mailer; None where an office has not set one up."""
    if settings.MAILER:
        return import_string(settings.MAILER)()
    return FakeMailer() if settings.DEMO_ALLOWED else None


def can_mail() -> bool:
    return bool(settings.MAILER) or settings.DEMO_ALLOWED


def is_fake() -> bool:
    """Whether letters are only kept for the screen."""
    return not settings.MAILER and settings.DEMO_ALLOWED


def mailers() -> Mailers | None:
    real = mailer()
    return Mailers(real, FakeMailer(), settings.PUBLIC_URL) if real else None
