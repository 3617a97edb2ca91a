"""What the worker does for followers as time goes by."""

from __future__ import annotations

from datetime import datetime, timedelta

from motcua.kernel import clock
from motcua.kernel.events.periodic import Duty, register
from motcua.outreach.followers import actions, carriers, queries
from motcua.outreach.notifications import carrying

EVERY = timedelta(seconds=5)  # turns come soon


def install() -> None:
    """Called once when the app is ready."""
    register(Duty("followers.send_alerts", EVERY, send_due))


def send_due(at: datetime) -> None:
    """Send what is due; slow servers get a thread of their own."""
    if not queries.due(at).exists():
        return
    known = carriers.carriers()
    if any(one is not None and one.is_remote for one in (known.mailer, known.texter)):
        carrying.carry(
            "followers", lambda stop: actions.send_alerts(at=clock.now(), carriers=known, stop=stop)
        )
    else:
        actions.send_alerts(at=at, carriers=known)
