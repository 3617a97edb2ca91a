"""How rows of feedback follow from the log, for `audit verify`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict

from motcua.casework.feedback.models import Feedback
from motcua.casework.feedback.state import fold
from motcua.kernel.events.models import Event
from motcua.kernel.events.projections import Difference, Projection, compare, register


def check(subject: str, events: list[Event]) -> Iterator[Difference]:
    """One feedback's columns and files against its events."""
    row = Feedback.objects.filter(pk=int(subject.partition(":")[2])).first()
    if row and not events:
        yield Difference(subject, "phản ánh", "không có", "có")
    if events:
        yield from compare(subject, asdict(fold(events)), asdict(row.now()) if row else {})
        sent = [one for event in events for one in event.facts.get("files", [])]
        kept = list(row.attachments.values_list("stored_id", flat=True)) if row else []
        yield from compare(subject, {"tệp": sent}, {"tệp": kept})


def subjects() -> Iterator[str]:
    for pk in Feedback.objects.order_by("id").values_list("pk", flat=True).iterator(chunk_size=2000):
        yield f"feedback:{pk}"


def install() -> None:
    register(Projection(name="feedback", subject_type="feedback", check=check, subjects=subjects))
