"""Carries out what events owe: reactions, in order per subject, at least once.

A dispatch is claimed with its row locked (SKIP LOCKED on PostgreSQL; SQLite has one
writer anyway). Each runs in its own savepoint, so a dead portal never blocks the SMS.
Failure moves it back with a growing pause; after MOST_ATTEMPTS it is stuck and waits
for a person's Retry.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Event as Signal

from django.db import connection, transaction
from django.db.models import F
from django.db.models.lookups import In
from django.db.utils import DatabaseError

from motcua.kernel import clock
from motcua.kernel.events import periodic, routes
from motcua.kernel.events.failures import describe
from motcua.kernel.events.models import Dispatch
from motcua.kernel.events.models.dispatch import DispatchState
from motcua.kernel.prepared import PreparedIn, write

MOST_ATTEMPTS = 8
FIRST_PAUSE = timedelta(seconds=10)
LONGEST_PAUSE = timedelta(hours=1)
IDLE_SECONDS = 1.0

_log = logging.getLogger(__name__)

_READY = """
SELECT d.id FROM events_dispatch d
WHERE d.state = 'waiting' AND d.next_at <= %s
  AND NOT EXISTS (SELECT 1 FROM events_dispatch e WHERE e.subject = d.subject AND e.reaction = d.reaction
                  AND e.id < d.id AND e.state <> 'done')
ORDER BY d.next_at, d.id LIMIT %s
"""
_WITH_EVENTS = PreparedIn(
    lambda ids: Dispatch.objects.filter(In(F("id"), ids)).select_related("event").order_by(), "ids"
)


@dataclass
class Tally:
    """What one round of the worker did."""

    done: int = 0
    failed: int = 0

    def __bool__(self) -> bool:
        return bool(self.done or self.failed)


def pause_after(attempts: int) -> timedelta:
    """How long to wait after so many failed attempts: 10 s doubling up to an hour."""
    doublings = min(max(attempts - 1, 0), 10)
    return min(FIRST_PAUSE * 2**doublings, LONGEST_PAUSE)


def run_round(*, at: datetime, limit: int | None = None) -> Tally:
    """Claim and carry out up to `limit` dispatches in one transaction.

    On SQLite the transaction holds the only write lock, so a round there is one dispatch,
    and none is begun while nothing is due.
    """
    postgres = connection.vendor == "postgresql"
    limit = limit or (25 if postgres else 1)
    tally = Tally()
    if not postgres and not _ready(at, 1):
        return tally
    with transaction.atomic():
        for dispatch in _claim(at, limit):
            if _carry_out(dispatch, at):
                tally.done += 1
            else:
                tally.failed += 1
    return tally


def _ready(at: datetime, limit: int, locking: str = "") -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(_READY + locking, [connection.ops.adapt_datetimefield_value(at), limit])
        return [row[0] for row in cursor.fetchall()]


def _claim(at: datetime, limit: int) -> list[Dispatch]:
    locking = " FOR UPDATE OF d SKIP LOCKED" if connection.features.has_select_for_update_skip_locked else ""
    ids = _ready(at, limit, locking)
    found = {dispatch.pk: dispatch for dispatch in _WITH_EVENTS(ids=ids)}
    return [found[i] for i in ids]


def _carry_out(dispatch: Dispatch, at: datetime) -> bool:
    """Run one reaction in a savepoint and write down how it went."""
    try:
        with transaction.atomic():
            routes.reaction(dispatch.reaction)(dispatch.event)
    except Exception as failure:
        if isinstance(failure, DatabaseError) and not _still_usable():
            raise  # the database itself is in trouble: the round is rolled back and tried again
        _put_back(dispatch, failure, at)
        return False
    write(dispatch, {"state": DispatchState.DONE.value, "done_at": at, "last_error": ""})
    return True


def _still_usable() -> bool:
    """Whether the failure was the reaction's alone: its savepoint is undone and the connection answers."""
    return not connection.needs_rollback and connection.is_usable()


def _put_back(dispatch: Dispatch, failure: Exception, at: datetime) -> None:
    attempts = dispatch.attempts + 1
    stuck = attempts >= MOST_ATTEMPTS
    # The message may quote personal data; only its type is logged, the row shows the rest to administrators.
    _log.warning("dispatch %s of %s failed: %s", dispatch.pk, dispatch.reaction, type(failure).__name__)
    Dispatch.objects.filter(pk=dispatch.pk).update(
        attempts=attempts,
        state=DispatchState.STUCK if stuck else DispatchState.WAITING,
        next_at=at + pause_after(attempts),
        last_error=describe(failure),
    )


def drain(*, at: datetime) -> Tally:
    """Carry out everything that is due now; for tests, demo data and `motcua worker --once`."""
    total = Tally()
    while round_ := run_round(at=at):
        total.done += round_.done
        total.failed += round_.failed
    return total


def run_for_ever(stop: Signal) -> None:
    """The worker process: rounds while there is work, periodic duties between, until `stop` is set."""
    while not stop.is_set():
        try:
            busy = run_round(at=clock.now())
            periodic.run_due(at=clock.now())
        except Exception:
            _log.exception("worker round failed")
            connection.close()
            busy = Tally()
        if not busy:
            stop.wait(IDLE_SECONDS)
    connection.close()
