"""How promises follow from the log, for `audit verify`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from motcua.facilities.promises.models import Promise, subject_of
from motcua.kernel.events import projections
from motcua.kernel.events.models import Event
from motcua.kernel.events.projections import Difference, Log, Projection

_COLUMNS = ("visit_id", "group_id", "low", "high", "promised", "middle", "basis", "ahead")


def install() -> None:
    """Called once by the app's `AppConfig.ready`."""
    projections.register(Projection("promises.promises", "promise", check, _subjects, check_many))


def _subjects() -> Iterator[str]:
    for visit_id in Promise.objects.order_by("visit_id").values_list("visit_id", flat=True).iterator():
        yield subject_of(visit_id)


def check(subject: str, events: list[Event]) -> Iterator[Difference]:
    """What was told, against the row."""
    return check_many({subject: events})


def check_many(log: Log) -> Iterator[Difference]:
    """`check` for many at once."""
    ids = [int(subject.partition(":")[2]) for subject in log]
    rows = {subject_of(row.visit_id): row for row in Promise.objects.filter(visit_id__in=ids)}
    for subject, events in log.items():
        row = rows.get(subject)
        if row is None or not events:
            yield Difference(
                subject, "khoảng chờ", "có" if events else "không có", "có" if row else "không có"
            )
            continue
        found: dict[str, Any] = {name: getattr(row, name) for name in _COLUMNS} | {"told_at": row.told_at}
        yield from projections.compare(subject, events[0].facts | {"told_at": events[0].happened_at}, found)
