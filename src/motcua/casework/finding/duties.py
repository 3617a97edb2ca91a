"""What the worker does for the log of reads."""

from __future__ import annotations

from motcua.casework.finding.actions import reading
from motcua.kernel.events.periodic import DAILY, Duty, register


def install() -> None:
    """Called once when the app is ready."""
    register(Duty("finding.forget_reads", DAILY, reading.forget_old, hour=1))
