"""Duties of the worker that come round with the clock: the daily seal, clearing what is past its time."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.db import connection

from motcua.kernel.clock import VIETNAM
from motcua.kernel.events.failures import describe
from motcua.kernel.events.models import PeriodicRun

_log = logging.getLogger(__name__)

DAILY = timedelta(days=1)
PAUSE_AFTER_FAILURE = timedelta(minutes=10)


@dataclass(frozen=True)
class Duty:
    """`act(at)` runs when `every` has passed since it last ran; a daily duty not before `hour:minute` (Viet Nam).

    `act` is idempotent and runs outside a transaction: it opens its own, as short as it can.
    """

    name: str
    every: timedelta
    act: Callable[[datetime], object]
    hour: int = 0
    minute: int = 0


_duties: dict[str, Duty] = {}


def register(duty: Duty) -> None:
    """Called once by the app's `AppConfig.ready`."""
    _duties[duty.name] = duty


def registered() -> list[Duty]:
    return [_duties[name] for name in sorted(_duties)]


def is_due(duty: Duty, last_at: datetime | None, at: datetime) -> bool:
    """Whether the duty has to run at `at`; a daily one once per calendar day of Viet Nam."""
    if duty.every < DAILY:
        return last_at is None or at - last_at >= duty.every
    local = at.astimezone(VIETNAM)
    if local.time() < time(duty.hour, duty.minute):
        return False
    return last_at is None or local.date() - last_at.astimezone(VIETNAM).date() >= duty.every


def run_due(*, at: datetime) -> list[str]:
    """Run every duty that is due; which ones ran well. A failure is written down and tried again later."""
    rows = PeriodicRun.objects.in_bulk()
    return [duty.name for duty in registered() if _may_run(duty, rows.get(duty.name), at) and _run(duty, at)]


def _may_run(duty: Duty, row: PeriodicRun | None, at: datetime) -> bool:
    if row is None:
        return is_due(duty, None, at)
    resting = row.failed_at is not None and at - row.failed_at < PAUSE_AFTER_FAILURE
    return not resting and is_due(duty, row.last_at, at)


def _run(duty: Duty, at: datetime) -> bool:
    with _alone(duty.name) as alone:
        if not alone or not _may_run(duty, PeriodicRun.objects.filter(name=duty.name).first(), at):
            return False  # another worker has it, or just had it
        try:
            duty.act(at)
        except Exception as failure:
            _log.exception("periodic duty %s failed", duty.name)
            PeriodicRun.objects.update_or_create(
                name=duty.name, defaults={"failed_at": at, "last_error": describe(failure)}
            )
            return False
        PeriodicRun.objects.update_or_create(
            name=duty.name, defaults={"last_at": at, "failed_at": None, "last_error": ""}
        )
        return True


@contextmanager
def _alone(name: str) -> Iterator[bool]:
    """Whether no other worker is at this duty. A lock of the session, so no transaction is held open for it;
    SQLite is served by one worker.
    """
    if connection.vendor != "postgresql":
        yield True
        return
    key = int.from_bytes(hashlib.sha256(f"duty {name}".encode()).digest()[:8], signed=True)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [key])
        alone = cursor.fetchone()[0]
        try:
            yield alone
        finally:
            if alone:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [key])
