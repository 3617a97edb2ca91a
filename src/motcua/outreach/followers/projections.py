"""How messages that were sent follow from the log, for `audit verify`."""

from __future__ import annotations

from collections.abc import Iterator

from motcua.kernel.events.models import Event
from motcua.kernel.events.projections import Difference, Projection, compare, register
from motcua.outreach.followers.choices import State
from motcua.outreach.followers.models import Alert


def check(subject: str, events: list[Event]) -> Iterator[Difference]:
    """One message against what was stated of it."""
    row = Alert.objects.filter(pk=int(subject.partition(":")[2]), state=State.SENT.value).first()
    told = [(e.facts["about"], e.facts["way"], e.happened_at) for e in events]
    found = [(row.about, row.way, row.told_at)] if row else []
    yield from compare(subject, {"đã nhắn": told}, {"đã nhắn": found})


def subjects() -> Iterator[str]:
    rows = Alert.objects.filter(state=State.SENT.value).order_by("pk").values_list("pk", flat=True)
    for pk in rows.iterator(chunk_size=2000):
        yield f"alert:{pk}"


def install() -> None:
    register(Projection(name="followers", subject_type="alert", check=check, subjects=subjects))
