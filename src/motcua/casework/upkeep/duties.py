"""What the worker does for dossiers as time goes by."""

from __future__ import annotations

from datetime import timedelta

from motcua.casework.upkeep.actions.carry_on import carry_on
from motcua.casework.upkeep.actions.recompute_due_dates import recompute_due_dates
from motcua.facilities.workflow.actions import forget_settled
from motcua.kernel.events.periodic import DAILY, Duty, register


def install() -> None:
    """Called once when the app is ready."""
    register(Duty("upkeep.recompute_due_dates", timedelta(seconds=5), recompute_due_dates))
    register(Duty("upkeep.carry_on", timedelta(seconds=5), carry_on))
    register(Duty("upkeep.forget_settled", DAILY, forget_settled, hour=1))
