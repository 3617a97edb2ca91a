"""How silences follow from the log, for `audit verify`."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from motcua.casework.silence.models import Silence
from motcua.kernel.events.models import Event
from motcua.kernel.events.projections import Difference, Projection, compare, register


def check(subject: str, events: list[Event]) -> Iterator[Difference]:
    """Every limit that passed and every word to the one-stop, against what was stated."""
    rows = Silence.objects.filter(dossier=int(subject.partition(":")[2])).order_by("id")
    found = [(row.number, row.asked_agency_id, row.answer_by, row.noted_at, row.told_at) for row in rows]
    yield from compare(
        subject, {"quá hạn trả lời ý kiến": _stated(events)}, {"quá hạn trả lời ý kiến": found}
    )


def _stated(events: list[Event]) -> list[tuple[int, int, datetime, datetime, datetime | None]]:
    """In the order in which they were noted; what was told is told of the latest silence at that place."""
    noted: list[tuple[int, int, datetime, datetime, datetime | None]] = []
    for event in events:
        if not event.kind.startswith("silence."):
            continue
        facts = event.facts
        key = (facts["spot"], facts["asked_agency_id"], datetime.fromisoformat(facts["answer_by"]))
        if event.kind == "silence.limit_passed":
            noted.append((*key, event.happened_at, None))
            continue
        place = max(n for n, one in enumerate(noted) if one[:3] == key)
        noted[place] = (*key, noted[place][3], event.happened_at)
    return noted


def subjects() -> Iterator[str]:
    ids = Silence.objects.order_by("dossier_id").values_list("dossier_id", flat=True).distinct()
    for pk in ids.iterator(chunk_size=2000):
        yield f"dossier:{pk}"


def install() -> None:
    """Called once when the app is ready."""
    register(Projection("silences", "dossier", check, subjects))
