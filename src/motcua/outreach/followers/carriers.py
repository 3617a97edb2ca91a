"""Which carriers are plugged in: those the settings name, fakes in evaluation, or none."""

from __future__ import annotations

from django.conf import settings
from django.utils.module_loading import import_string

from motcua.outreach.followers.actions import Carriers
from motcua.outreach.followers.fake import FakeTexter
from motcua.outreach.followers.ports import Texter
from motcua.outreach.notifications import mailing


def texter() -> Texter | None:
    """The plugged-in gateway; None where an office has not set one up."""
    if settings.TEXTER:
        return import_string(settings.TEXTER)()
    return FakeTexter() if settings.DEMO_ALLOWED else None


def can_text() -> bool:
    return bool(settings.TEXTER) or settings.DEMO_ALLOWED


def can_mail() -> bool:
    return mailing.can_mail()


def carriers() -> Carriers:
    return Carriers(mailing.mailer(), texter(), settings.PUBLIC_URL)
