"""Rounds of letters through the one mail server, whichever app they are of: it is known in one place when it is down."""

from __future__ import annotations

import logging
import time
from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Generic, TypeVar

from django.db import transaction
from django.db.models import Model, QuerySet

from motcua.outreach.notifications import queries
from motcua.outreach.notifications.actions.leasing import take_up
from motcua.outreach.notifications.models import MailOutage
from motcua.outreach.notifications.ports import (
    Mail,
    Mailer,
    PermanentFailure,
    ServerUnavailable,
    TemporaryFailure,
)
from motcua.outreach.notifications.rules import MOST_ATTEMPTS, outage_pause, pause_after

BATCH = 20
LONGEST_SECONDS = 60.0
# A letter taken up and not settled (the machine stopped) is taken up again after this.
LEASE = timedelta(minutes=10)

_log = logging.getLogger(__name__)
Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True)
class Ready:
    """A letter as it goes out now, and who carries it; `is_real`: the server that may be down."""

    mail: Mail
    mailer: Mailer
    is_real: bool = True


@dataclass
class Tally:
    """What one round did."""

    sent: int = 0
    failed: int = 0
    dropped: int = 0


class Letters(ABC, Generic[Row]):
    """Letters of one app. Their rows have `attempts`, `next_at` and `last_error`.

    What becomes of a row is written in a transaction of its own, the row locked and still waiting.
    """

    @abstractmethod
    def due(self, at: datetime) -> QuerySet[Row]:
        """Rows that may go now, longest due first."""

    @abstractmethod
    def ready(self, row: Row, at: datetime) -> Ready | str:
        """The letter with the address of this moment, or why there is none."""

    @abstractmethod
    def locked(self, row_id: int) -> Row | None:
        """The row, ours until the transaction ends; None when it waits no longer."""

    @abstractmethod
    def sent(self, row: Row, at: datetime) -> None:
        """It is out: in the row and in the log."""

    @abstractmethod
    def dropped(self, row: Row, why: str, at: datetime) -> None:
        """There was no letter to send; `why` is what `ready` said."""

    @abstractmethod
    def refused(self, row: Row, why: str, at: datetime) -> None:
        """It will never be taken, however often it is tried."""

    @abstractmethod
    def exhausted(self, row: Row, why: str, at: datetime) -> None:
        """It was tried often enough."""


def post(
    letters: Letters[Row], *, at: datetime, limit: int = BATCH, stop: Callable[[], bool] = lambda: False
) -> Tally:
    """Send what is due, each letter by itself: taken up in one transaction, sent in none, settled in another.

    While the server takes nothing at all, letters of every app wait without losing an attempt, and
    the server is asked again after a growing pause.
    """
    tally, began = Tally(), time.monotonic()
    if _is_resting(at):
        return tally
    for _ in range(limit):
        row = take_up(letters.due(at), at, LEASE)
        if row is None or stop() or time.monotonic() - began > LONGEST_SECONDS:
            break
        if not _post(letters, row, at, tally):
            break
    return tally


def _is_resting(at: datetime) -> bool:
    trouble = queries.outage()
    return trouble is not None and trouble.next_at > at


def _post(letters: Letters[Row], row: Row, at: datetime, tally: Tally) -> bool:
    """Whether the round may go on: not when the server is down."""
    ready = letters.ready(row, at)
    if isinstance(ready, str):
        _settle(letters, row, lambda found: letters.dropped(found, ready, at))
        tally.dropped += 1
        return True
    try:
        ready.mailer.send(ready.mail)
    except ServerUnavailable as failure:
        _server_down(letters, row, failure.why, at)
        return False
    except TemporaryFailure as failure:
        _put_back(letters, row, failure.why, at)
    except PermanentFailure as failure:
        why = failure.why
        _settle(letters, row, lambda found: letters.refused(found, why, at))
    except Exception as failure:  # a fault of the adapter's must not stop the letters behind this one
        _log.warning("%s %s: %s", row._meta.label, row.pk, type(failure).__name__)
        _put_back(letters, row, type(failure).__name__, at)
    else:
        _sent(letters, row, at, server_answers=ready.is_real)
        tally.sent += 1
        return True
    tally.failed += 1
    return True


@transaction.atomic
def _settle(letters: Letters[Row], row: Row, settle: Callable[[Row], None]) -> None:
    found = letters.locked(row.pk)
    if found is not None:
        settle(found)


@transaction.atomic
def _sent(letters: Letters[Row], row: Row, at: datetime, *, server_answers: bool) -> None:
    """A server that took it is not down."""
    _settle(letters, row, lambda found: letters.sent(found, at))
    if server_answers:
        MailOutage.objects.all().delete()


def _put_back(letters: Letters[Row], row: Row, why: str, at: datetime) -> None:
    """Refused for now: again after a growing pause, until it was tried often enough."""

    def settle(found: Row) -> None:
        attempts: int = found.attempts  # type: ignore[attr-defined]  # rows to be sent have all three
        if attempts >= MOST_ATTEMPTS:
            letters.exhausted(found, why, at)
            return
        found.last_error, found.next_at = why[:200], at + pause_after(attempts)  # type: ignore[attr-defined]
        found.save(update_fields=["last_error", "next_at"])

    _settle(letters, row, settle)


@transaction.atomic
def _server_down(letters: Letters[Row], row: Row, why: str, at: datetime) -> None:
    """Nothing is wrong with the letter: it waits with its attempts as they were."""
    _log.warning("mail server takes nothing: %s", why)
    found = letters.locked(row.pk)
    if found is not None:
        found.attempts, found.next_at = max(found.attempts - 1, 0), at  # type: ignore[attr-defined]
        found.save(update_fields=["attempts", "next_at"])
    trouble = queries.outage()
    attempts = trouble.attempts + 1 if trouble else 1
    said = {"attempts": attempts, "next_at": at + outage_pause(attempts), "last_error": why[:200]}
    MailOutage.objects.update_or_create(pk=1, defaults=said, create_defaults=said | {"since": at})
