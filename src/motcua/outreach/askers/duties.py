"""What the worker does for askers as time goes by."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from django.conf import settings

from motcua.kernel import clock
from motcua.kernel.events.periodic import Duty, register
from motcua.outreach.askers import actions, queries
from motcua.outreach.notifications import carrying, mailing
from motcua.outreach.notifications.ports import Mailer

EVERY = timedelta(seconds=15)


def install() -> None:
    """Called once when the app is ready."""
    register(Duty("askers.send_letters", EVERY, send_due))


def send_due(at: datetime) -> None:
    """Send what is due; a slow server gets a thread of its own."""
    mailer = mailing.mailer()
    if mailer is None or not queries.due_letters(at).exists():
        return
    if mailer.is_remote:
        carrying.carry("askers", lambda stop: _send(clock.now(), mailer, stop))
    else:
        _send(at, mailer)


def _send(at: datetime, mailer: Mailer, stop: Callable[[], bool] = lambda: False) -> None:
    actions.send_letters(at=at, mailer=mailer, base_url=settings.PUBLIC_URL, stop=stop)
