"""What the worker does for messages as time goes by."""

from __future__ import annotations

import logging
import threading
from datetime import datetime, timedelta

from django.db import connection

from motcua.kernel import clock
from motcua.kernel.events.periodic import DAILY, Duty, register
from motcua.outreach.notifications import mailing, queries
from motcua.outreach.notifications.actions import Mailers, remind_holders, send_mails

EVERY = timedelta(seconds=5)

_log = logging.getLogger(__name__)
_carrier: list[threading.Thread] = []


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
    if not any(thread.is_alive() for thread in _carrier):
        _carrier[:] = [threading.Thread(target=_carry, args=[mailers], name="mails")]
        _carrier[0].start()


def _carry(mailers: Mailers) -> None:
    try:
        send_mails(at=clock.now(), mailers=mailers, stop=_is_ending)
    except Exception:
        _log.exception("letters not sent; they wait for the next round")
    finally:
        connection.close()


def _is_ending() -> bool:
    """Whether the worker is stopping: what is left is sent when it runs again."""
    return not threading.main_thread().is_alive()
