"""How published calendars follow from the log, for `audit verify`."""

from __future__ import annotations

from collections.abc import Iterator

from motcua.kernel.calendar.models import CalendarVersion
from motcua.kernel.calendar.models.calendar_version import subject_of
from motcua.kernel.events.models import Event
from motcua.kernel.events.projections import Difference, Projection, compare, register


def install() -> None:
    """Called once by the app's `AppConfig.ready`."""
    register(Projection("calendar.versions", "calendar", check_versions, _subjects))


def _subjects() -> Iterator[str]:
    for key in CalendarVersion.objects.order_by("key").values_list("key", flat=True).distinct():
        yield subject_of(key)


def check_versions(subject: str, events: list[Event]) -> Iterator[Difference]:
    """Every version stated is there, whole and unaltered, and no other."""
    stated = {e.facts["number"]: e for e in events if e.kind == "calendar.version_published"}
    rows = {row.number: row for row in CalendarVersion.objects.filter(key=subject.partition(":")[2])}
    for number in sorted(stated.keys() | rows.keys()):
        event, row = stated.get(number), rows.get(number)
        what = f"{subject} phiên bản {number}"
        if event is None or row is None:
            yield Difference(what, "lịch làm việc", _there(event), _there(row))
            continue
        yield from compare(
            what,
            {
                "digest": event.facts["digest"],
                "fingerprint": event.facts["digest"],
                "published_at": event.happened_at,
            },
            {"digest": row.digest, "fingerprint": row.fingerprint(), "published_at": row.published_at},
        )


def _there(thing: object) -> str:
    return "không có" if thing is None else "có"
