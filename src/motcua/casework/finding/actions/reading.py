"""Who looked at which dossier: kept in memory for a moment, written in batches.

Reads must stay fast, so entries are gathered and written when there are enough of them or
when they are a second old, by the next read or by a timer thread.

Law: TCVN 14423:2026: time, account, source address, object and result, kept 12 months.
"""

from __future__ import annotations

import atexit
import logging
import threading
from datetime import datetime, timedelta

from django.db import connection

from motcua.casework.finding.models import AccessEntry

MOST_WAITING = 50
LONGEST_WAIT_SECONDS = 1.0
KEEP = timedelta(days=366)

_log = logging.getLogger(__name__)
_lock = threading.Lock()
_waiting: list[AccessEntry] = []
_timer: threading.Timer | None = None


def note(
    *, dossier_id: int | None, officer_id: int | None, address: str, what: str, at: datetime, why: str = ""
) -> None:
    """Put down one read; it is in the table within about a second."""
    entry = AccessEntry(
        at=at,
        dossier_id=dossier_id,
        officer_id=officer_id,
        address=address[:45],
        what=what[:40],
        why=why[:80],
    )
    with _lock:
        _waiting.append(entry)
        # Once per full batch: while the table cannot be written, readers must not wait for it each time.
        full = len(_waiting) % MOST_WAITING == 0
        if not full:
            _start_timer()
    if full:
        flush()


def _start_timer() -> None:
    global _timer
    if _timer is None:
        _timer = threading.Timer(LONGEST_WAIT_SECONDS, _flush_in_thread)
        _timer.daemon = True
        _timer.start()


def _flush_in_thread() -> None:
    try:
        flush()
    finally:
        connection.close()


def flush() -> int:
    """Write what waits; how many. What could not be written is kept for the next try."""
    global _timer
    with _lock:
        batch, _waiting[:] = list(_waiting), []
        if _timer is not None:
            _timer.cancel()
            _timer = None
    if not batch:
        return 0
    try:
        AccessEntry.objects.bulk_create(batch)
    except Exception:
        _log.exception("access log not written, %d entries kept", len(batch))
        with _lock:
            _waiting[:0] = batch
            _start_timer()
        return 0
    return len(batch)


def forget_old(at: datetime) -> None:
    """Drop entries older than 12 months; a daily duty."""
    AccessEntry.objects.filter(at__lt=at - KEEP).delete()


atexit.register(flush)


def opened_since(dossier_id: int, at: datetime, *, but: int | None) -> bool:
    """Whether anybody else has opened the dossier after an instant."""
    flush()
    return AccessEntry.objects.filter(dossier_id=dossier_id, at__gt=at).exclude(officer_id=but).exists()
