"""How notices that were told follow from the log, for `audit verify`."""

from __future__ import annotations

from collections.abc import Iterator

from motcua.kernel.events.models import Event
from motcua.kernel.events.projections import Difference, Projection, compare, register
from motcua.outreach.askers.choices import State
from motcua.outreach.askers.models import Notice


def check(subject: str, events: list[Event]) -> Iterator[Difference]:
    """Who was told about one dialogue, and when: in the log and in the rows."""
    told = {event.facts["notice_id"]: (event.facts["way"], event.happened_at) for event in events}
    rows = Notice.objects.filter(dialogue_id=int(subject.partition(":")[2]), state=State.TOLD.value)
    found = {row.pk: (row.way, row.told_at) for row in rows}
    for pk in sorted(told.keys() | found.keys()):
        yield from compare(f"{subject} tin {pk}", {"đã báo": told.get(pk)}, {"đã báo": found.get(pk)})


def subjects() -> Iterator[str]:
    rows = Notice.objects.filter(state=State.TOLD.value).order_by("dialogue_id")
    for pk in rows.values_list("dialogue_id", flat=True).distinct().iterator(chunk_size=2000):
        yield f"asker:{pk}"


def install() -> None:
    register(Projection(name="askers", subject_type="asker", check=check, subjects=subjects))
