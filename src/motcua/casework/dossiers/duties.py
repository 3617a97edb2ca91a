"""What the worker does for dossiers as time goes by."""

from __future__ import annotations

from datetime import timedelta

from motcua.casework.dossiers import reading
from motcua.casework.dossiers.actions.fire_timers import fire_timers
from motcua.casework.dossiers.actions.look_up import forget_attempts
from motcua.casework.dossiers.actions.recompute_due_dates import recompute_due_dates
from motcua.kernel.events.periodic import DAILY, Duty, register


def install() -> None:
    """Called once when the app is ready."""
    register(Duty("dossiers.forget_reads", DAILY, reading.forget_old, hour=1))
    register(Duty("dossiers.recompute_due_dates", timedelta(seconds=5), recompute_due_dates))
    register(Duty("dossiers.fire_timers", timedelta(seconds=30), fire_timers))
    register(Duty("dossiers.forget_lookup_attempts", timedelta(hours=1), forget_attempts))
