"""Opening a dossier from outside: by the QR's token, or by code and PIN under a limit."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta

from django.db import connection, transaction
from django.db.models import F, Q

from motcua.casework.dossiers.models import Dossier
from motcua.casework.finding.numbers import pin as pin_of
from motcua.casework.tracking.models import LookupAttempt

MOST_PER_DOSSIER = 5
MOST_PER_ADDRESS = 20
SPAN = timedelta(minutes=15)
_NOBODY = "0" * 32
_COUNT = """
INSERT INTO dossiers_lookupattempt (key, since, wrong) VALUES (%s, %s, 1), (%s, %s, 1)
ON CONFLICT (key) DO UPDATE SET
 wrong = CASE WHEN dossiers_lookupattempt.since < %s THEN 1 ELSE dossiers_lookupattempt.wrong + 1 END,
 since = CASE WHEN dossiers_lookupattempt.since < %s THEN EXCLUDED.since ELSE dossiers_lookupattempt.since END
RETURNING key, wrong
"""


class TooManyTries(Exception):
    """Nhập sai quá nhiều lần. Hãy đợi 15 phút, hoặc gọi bộ phận một cửa ghi trên giấy hẹn."""

    def __str__(self) -> str:
        return self.__doc__ or ""


class NotFound(Exception):
    """Mã hồ sơ hoặc mã tra cứu không đúng. Xem lại trên giấy hẹn, hoặc quét mã QR."""

    def __str__(self) -> str:
        return self.__doc__ or ""


def look_up(*, code: str, pin: str, address: str, at: datetime) -> int:
    """Id of the dossier that code (or barcode number) and PIN open together.

    A wrong code and a wrong PIN do the same work and give the same answer. Raises
    NotFound, and TooManyTries once the limit per dossier or per address is reached.
    """
    with transaction.atomic():
        found = _named(code)
        # A code and a barcode number of one dossier share one count; what names no dossier has its own.
        keys = (f"a:{_digest(address)}", f"d:{found.pk if found else _digest(code)}")
        tries = _count(keys, at)
        allowed = tries[keys[0]] <= MOST_PER_ADDRESS and tries[keys[1]] <= MOST_PER_DOSSIER
        expected = pin_of(found.lookup_token if found else _NOBODY, found.pin_serial if found else 0)
        right = secrets.compare_digest(expected.encode(), pin.encode(errors="replace"))
        opened = found is not None and right and found.pin_serial > 0
        if opened or not allowed:
            _give_back(keys)
    if not allowed:
        raise TooManyTries
    if found is None or not opened:
        raise NotFound
    return found.pk


def _named(code: str) -> Dossier | None:
    text = code.replace("\0", "")[:48]
    return Dossier.objects.filter(Q(code=text) | Q(barcode=text)).only("lookup_token", "pin_serial").first()


def _digest(text: str) -> str:
    """Addresses and codes are not kept as they are."""
    return hashlib.sha256(text.encode(errors="replace")).hexdigest()[:40]


def _count(keys: tuple[str, str], at: datetime) -> dict[str, int]:
    """Count one try for each key before looking at the PIN, so that tries made together count too.

    The rows stay locked until the transaction ends; always in one order, so nobody waits in a ring.
    """
    adapt = connection.ops.adapt_datetimefield_value
    now, old = adapt(at), adapt(at - SPAN)
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, [keys[0], now, keys[1], now, old, old])
        return dict(cursor.fetchall())


def _give_back(keys: tuple[str, str]) -> None:
    """A right PIN is no wrong try, and what was refused unread is none either."""
    LookupAttempt.objects.filter(key__in=keys).update(wrong=F("wrong") - 1)


def forget_attempts(at: datetime) -> None:
    """Drop counts whose span is over; a periodic duty."""
    LookupAttempt.objects.filter(since__lt=at - SPAN).delete()
