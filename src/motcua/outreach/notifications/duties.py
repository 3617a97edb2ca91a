"""What the worker does for messages as time goes by."""

from __future__ import annotations

from datetime import datetime, timedelta

from motcua.kernel import clock
from motcua.kernel.events.periodic import DAILY, Duty, register
from motcua.outreach.notifications import mailing, queries
from motcua.outreach.notifications.actions import remind_holders, send_mails
from motcua.outreach.notifications.carrying import carry

EVERY = timedelta(seconds=5)


def install() -> None:
    """Called once when the app is ready."""
    register(Duty("notifications.send_mails", EVERY, send_due))
    # Law: NĐ 118/2025, Điều 19.6: whoever will be late apologises a day before (T9)
    register(Duty("notifications.remind_holders", DAILY, remind_holders, hour=6, minute=30))


def send_due(at: datetime) -> None:
    """Send what is due. A server that answers slowly must not hold up the worker: it gets a thread of its own."""
    mailers = mailing.mailers()
    if mailers is None or not queries.due_mails(at).exists():
        return
    if not mailers.real.is_remote:
        send_mails(at=at, mailers=mailers)
        return
    carry("mails", lambda stop: send_mails(at=clock.now(), mailers=mailers, stop=stop))
