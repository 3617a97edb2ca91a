"""How often a hall called somebody before their turn: counted for publication."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q

from motcua.facilities.halls.models import Hall
from motcua.facilities.halls.rules import instant_on
from motcua.facilities.queueing.choices import Reason, State
from motcua.facilities.queueing.models import Period


@dataclass(frozen=True)
class CallShare:
    """Calls of one hall in a span of days, and those out of order, by reason."""

    hall_id: int
    calls: int
    out_of_order: int
    by_reason: dict[str, int]

    @property
    def percent(self) -> Decimal | None:
        """With one decimal; None when nobody was called."""
        if not self.calls:
            return None
        return (Decimal(100 * self.out_of_order) / self.calls).quantize(Decimal("0.1"))


def call_shares(first: date, last: date) -> dict[int, CallShare]:
    """By hall, over the days from `first` to `last`; halls that called nobody are left out."""
    calls = Period.objects.filter(
        state=State.CALLED,
        from_at__gte=instant_on(first, 0),
        from_at__lt=instant_on(last + timedelta(days=1), 0),
    )
    counted = {reason.value: Count("pk", filter=Q(reason=reason.value)) for reason in Reason}
    rows: Iterable[Any] = calls.order_by().values("hall_id").annotate(calls=Count("pk"), **counted)
    found = {}
    for row in rows:
        by_reason = {reason: row[reason] for reason in counted if row[reason]}
        found[row["hall_id"]] = CallShare(row["hall_id"], row["calls"], sum(by_reason.values()), by_reason)
    return found


@dataclass(frozen=True)
class PublishedShare:
    """One line of the public table."""

    name: str
    share: CallShare
    reasons: tuple[tuple[str, int], ...]


def published_shares(first: date, last: date) -> list[PublishedShare]:
    """Every hall that called somebody, by name, with reasons in words."""
    shares = call_shares(first, last)
    halls = Hall.objects.select_related("one_stop", "service_point").filter(pk__in=shares)
    found = []
    for hall in halls:
        share = shares[hall.pk]
        reasons = tuple((str(Reason(code).label), number) for code, number in share.by_reason.items())
        found.append(PublishedShare(str(hall), share, reasons))
    return sorted(found, key=lambda one: one.name)
