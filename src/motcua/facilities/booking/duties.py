"""What the worker does for appointments."""

from __future__ import annotations

from datetime import timedelta

from motcua.facilities.booking.actions import expire
from motcua.kernel.events.periodic import Duty, register


def install() -> None:
    """Called once when the app is ready."""
    register(Duty("booking.expire", timedelta(minutes=5), expire))
