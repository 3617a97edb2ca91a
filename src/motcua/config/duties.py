"""What the worker does by the clock on behalf of the kernel; apps register duties of their own."""

from __future__ import annotations

from motcua.config import production
from motcua.kernel.doctor import checkup
from motcua.kernel.events import once, retry, seals
from motcua.kernel.events.periodic import DAILY, Duty, register


def install() -> None:
    """Called once at start-up."""
    # Law: TCVN 14423:2026, system logs are protected against being changed
    register(Duty("events.daily_seal", DAILY, lambda at: seals.take_seal(at=at), hour=0, minute=10))
    register(Duty("events.forget_done", DAILY, retry.forget_done, hour=1))
    register(Duty("events.forget_requests", DAILY, once.forget_old, hour=1, minute=10))
    checkup.register("thiết lập", production.examine)
