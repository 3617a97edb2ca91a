"""Counting what strangers may do only so often: tickets, codes typed, ratings, letters in a box."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import connection, transaction
from django.db.models import F
from django.utils.crypto import salted_hmac

from motcua.kernel.limits.models import Count

LONGEST = timedelta(days=1)
_COUNT = """
INSERT INTO limits_count (key, since, number) VALUES (%s, %s, 1)
ON CONFLICT (key) DO UPDATE SET
 number = CASE WHEN limits_count.since <= %s THEN 1 ELSE limits_count.number + 1 END,
 since = CASE WHEN limits_count.since <= %s THEN EXCLUDED.since ELSE limits_count.since END
RETURNING number
"""


def within_limit(*, purpose: str, caller: str, most: int, span: timedelta, at: datetime) -> bool:
    """Count one more try of `caller` at `purpose`; whether it is at most the `most`-th within `span`.

    The span begins with the first try and begins anew when it is over. Tries made together all
    count: the row is locked until the transaction ends. `span` is at most a day. The caller (an
    address, a code) is kept as a hash under the installation's secret, for no longer than a day.
    """
    adapt = connection.ops.adapt_datetimefield_value
    over = adapt(at - min(span, LONGEST))
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_COUNT, [_key(purpose, caller), adapt(at), over, over])
        return cursor.fetchone()[0] <= most


def give_back(*, purpose: str, caller: str) -> None:
    """What turned out to be right is no try."""
    Count.objects.filter(key=_key(purpose, caller), number__gt=0).update(number=F("number") - 1)


def forget_counts(at: datetime) -> None:
    """Drop counts older than a day; a periodic duty."""
    Count.objects.filter(since__lt=at - LONGEST).delete()


def _key(purpose: str, caller: str) -> str:
    said = f"{purpose}\0{caller}".encode(errors="replace").decode(errors="replace")
    return salted_hmac("motcua.kernel.limits", said, algorithm="sha256").hexdigest()
