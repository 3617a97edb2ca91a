from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import transaction

from motcua.outreach.askers import letters, queries
from motcua.outreach.askers.actions.recording import call_of, instead, locked, told
from motcua.outreach.askers.models import Notice
from motcua.outreach.notifications.actions.leasing import take_up
from motcua.outreach.notifications.ports import (
    Mail,
    Mailer,
    PermanentFailure,
    ServerUnavailable,
    TemporaryFailure,
)
from motcua.outreach.notifications.rules import MOST_ATTEMPTS, outage_pause, pause_after

BATCH = 20
# A letter taken up and not settled (the machine stopped) is taken up again after this.
LEASE = timedelta(minutes=10)

_log = logging.getLogger(__name__)


def send_letters(
    *,
    at: datetime,
    mailer: Mailer,
    base_url: str,
    limit: int = BATCH,
    stop: Callable[[], bool] = lambda: False,
) -> int:
    """Send what is due; how many went out. Each is taken up in one transaction, sent in none, settled in another."""
    sent = 0
    for _ in range(limit):
        notice = None if stop() else take_up(queries.due_letters(at), at, LEASE)
        if notice is None:
            break
        mail = letters.letter(notice, base_url)
        if mail is None:
            _give_up(notice.pk, "không còn địa chỉ")
            continue
        outcome = _send(notice, mail, mailer, at)
        if outcome is None:
            break
        sent += outcome
    return sent


def _send(notice: Notice, mail: Mail, mailer: Mailer, at: datetime) -> bool | None:
    """Whether it went out; None when the server takes nothing at all, and the round ends."""
    try:
        mailer.send(mail)
    except ServerUnavailable as failure:
        _put_back(notice.pk, failure.why, at + outage_pause(notice.attempts), counts=False)
        return None
    except PermanentFailure as failure:
        _give_up(notice.pk, failure.why)
    except TemporaryFailure as failure:
        _put_back(notice.pk, failure.why, at + pause_after(notice.attempts))
    except Exception as failure:  # a fault of the adapter's must not stop the letters behind this one
        _log.warning("letter to asker %s: %s", notice.pk, type(failure).__name__)
        _put_back(notice.pk, type(failure).__name__, at + pause_after(notice.attempts))
    else:
        return _sent(notice.pk, at)
    return False


@transaction.atomic
def _sent(notice_id: int, at: datetime) -> bool:
    notice = locked(notice_id)
    if notice is not None:
        told(notice, at=at)
    return True


@transaction.atomic
def _put_back(notice_id: int, why: str, next_at: datetime, *, counts: bool = True) -> None:
    notice = locked(notice_id)
    if notice is None:
        return
    if counts and notice.attempts >= MOST_ATTEMPTS:
        _call_instead(notice, why)
        return
    notice.attempts -= not counts
    notice.last_error, notice.next_at = why[:200], next_at
    notice.save(update_fields=["attempts", "last_error", "next_at"])


@transaction.atomic
def _give_up(notice_id: int, why: str) -> None:
    notice = locked(notice_id)
    if notice is not None:
        _call_instead(notice, why)


def _call_instead(notice: Notice, why: str) -> None:
    instead(notice, why)
    if queries.question_of(notice).get("phone"):
        call_of(notice)
