"""What the worker does in halls as time goes by."""

from __future__ import annotations

from datetime import timedelta

from motcua.facilities.queueing.actions.days import close_days
from motcua.facilities.queueing.actions.issuing import forget_contacts, forget_people, void_unprinted
from motcua.kernel.events.periodic import DAILY, Duty, register


def install() -> None:
    """Called once when the app is ready."""
    register(Duty("queueing.void_unprinted", timedelta(seconds=30), void_unprinted))
    register(Duty("queueing.close_days", timedelta(minutes=1), close_days))
    register(Duty("queueing.forget_contacts", timedelta(minutes=10), forget_contacts))
    register(Duty("queueing.forget_people", DAILY, forget_people, hour=1))
