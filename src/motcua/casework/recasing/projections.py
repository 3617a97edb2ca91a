"""How differences of fees follow from the log, for `audit verify`."""

from __future__ import annotations

from collections.abc import Iterator

from motcua.casework.recasing.models import FeeDifference
from motcua.casework.recasing.rules import fee_differences
from motcua.kernel.events.models import Event
from motcua.kernel.events.projections import Difference, Projection, compare, register


def check(subject: str, events: list[Event]) -> Iterator[Difference]:
    """Each difference against the fees stated before and after it."""
    rows = FeeDifference.objects.filter(dossier=int(subject.partition(":")[2]))
    found = sorted((row.event_id, row.kind, row.amount_vnd, row.noted_at) for row in rows)
    yield from compare(subject, {"chênh lệch phí": sorted(_stated(events))}, {"chênh lệch phí": found})


def _stated(events: list[Event]) -> Iterator[tuple[int, str, int, object]]:
    before: list[dict] = []
    for event in events:
        if event.kind == "dossiers.case_changed":
            for kind, amount in fee_differences(before, event.facts["fees"]).items():
                yield event.pk, kind, amount, event.happened_at
        if event.kind in ("dossiers.accepted", "dossiers.case_changed"):
            before = event.facts["fees"]


def subjects() -> Iterator[str]:
    ids = FeeDifference.objects.order_by("dossier_id").values_list("dossier_id", flat=True).distinct()
    for pk in ids.iterator(chunk_size=2000):
        yield f"dossier:{pk}"


def install() -> None:
    """Called once when the app is ready."""
    register(Projection("fee_differences", "dossier", check, subjects))
