"""How rows of dialogues follow from the log, for `audit verify`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict

from motcua.casework.dialogue.models import Dialogue
from motcua.casework.dialogue.state import fold
from motcua.kernel.events.models import Event
from motcua.kernel.events.projections import Difference, Projection, compare, register


def check(subject: str, events: list[Event]) -> Iterator[Difference]:
    """One dialogue with its questions and promises against its events."""
    row = Dialogue.objects.filter(pk=int(subject.partition(":")[2])).first()
    if row and not events:
        yield Difference(subject, "hội nghị đối thoại", "không có", "có")
    if events:
        yield from compare(subject, asdict(fold(events)), asdict(row.now()) if row else {})


def subjects() -> Iterator[str]:
    for pk in Dialogue.objects.order_by("id").values_list("pk", flat=True).iterator(chunk_size=2000):
        yield f"dialogue:{pk}"


def install() -> None:
    register(Projection(name="dialogue", subject_type="dialogue", check=check, subjects=subjects))
