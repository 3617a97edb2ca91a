"""How links of visits follow from the log, for `audit verify`."""

from __future__ import annotations

from collections.abc import Iterator

from motcua.casework.visits.models import VisitDossier
from motcua.kernel.events.models import Event
from motcua.kernel.events.projections import Difference, Projection, compare, register


def install() -> None:
    """Called once by the app's `AppConfig.ready`."""
    register(Projection("visits", "thread", check, _subjects))


def _subjects() -> Iterator[str]:
    for pk in VisitDossier.objects.order_by("pk").values_list("dossier_id", flat=True).iterator():
        yield f"thread:{pk}"


def check(subject: str, events: list[Event]) -> Iterator[Difference]:
    """The visit is the one that was stated, and the row is there if and only if it was."""
    row = VisitDossier.objects.filter(dossier_id=int(subject.partition(":")[2])).first()
    if row is None or not events:
        yield Difference(subject, "lượt đến", "có" if events else "không có", "có" if row else "không có")
        return
    expected = {"visit_id": events[0].facts["visit_id"], "linked_at": events[0].happened_at}
    yield from compare(subject, expected, {"visit_id": row.visit_id, "linked_at": row.linked_at})
