"""How the recordings of a one-stop follow from the log, for `audit verify`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from motcua.facilities.voice.models import Recording, subject_of
from motcua.kernel.events import projections
from motcua.kernel.events.models import Event
from motcua.kernel.events.projections import Difference, Projection


def install() -> None:
    """Called once by the app's `AppConfig.ready`."""
    projections.register(Projection("voice.recordings", "voice", check, _subjects))


def _subjects() -> Iterator[str]:
    ids = Recording.objects.order_by("one_stop_id").values_list("one_stop_id", flat=True).distinct()
    for one_stop_id in ids.iterator():
        yield subject_of(one_stop_id)


def check(subject: str, events: list[Event]) -> Iterator[Difference]:
    """Every recording: its clip, its content, from when to when it is played."""
    rows = Recording.objects.filter(one_stop_id=int(subject.partition(":")[2]))
    expected, found = _stated(events), {row.pk: _columns(row) for row in rows}
    for pk in sorted(expected.keys() | found.keys()):
        what = f"bản ghi {pk}"
        if pk not in expected or pk not in found:
            has = ("có" if pk in expected else "không có", "có" if pk in found else "không có")
            yield Difference(subject, what, *has)
            continue
        for difference in projections.compare(subject, expected[pk], found[pk]):
            yield Difference(subject, f"{what}, {difference.what}", difference.expected, difference.found)


def _stated(events: list[Event]) -> dict[int, dict[str, Any]]:
    rows: dict[int, dict[str, Any]] = {}
    for event in events:
        facts = event.facts
        for row in rows.values():
            if row["clip"] == facts["clip"] and row["ended_at"] is None:
                row["ended_at"] = event.happened_at
        if event.kind == "voice.clip_recorded":
            rows[facts["recording_id"]] = {
                "clip": facts["clip"],
                "sha256": facts["sha256"],
                "recorded_at": event.happened_at,
                "recorded_by": event.actor_id,
                "ended_at": None,
            }
    return rows


def _columns(row: Recording) -> dict[str, Any]:
    return {
        "clip": row.clip,
        "sha256": row.file_id,
        "recorded_at": row.recorded_at,
        "recorded_by": row.recorded_by_id,
        "ended_at": row.ended_at,
    }
