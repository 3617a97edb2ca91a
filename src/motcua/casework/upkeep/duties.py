"""What the worker does for dossiers as time goes by."""

from __future__ import annotations

from datetime import timedelta

from motcua.casework.upkeep.actions.fire_timers import fire_timers
from motcua.casework.upkeep.actions.recompute_due_dates import recompute_due_dates
from motcua.kernel.events.periodic import Duty, register


def install() -> None:
    """Called once when the app is ready."""
    register(Duty("upkeep.recompute_due_dates", timedelta(seconds=5), recompute_due_dates))
    register(Duty("upkeep.fire_timers", timedelta(seconds=30), fire_timers))
