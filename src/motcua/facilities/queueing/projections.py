"""Rows of visits follow from the log, for `audit verify`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from motcua.facilities.queueing import state
from motcua.facilities.queueing.models import Period, ServiceRequest, Visit
from motcua.facilities.queueing.models.visit import REQUEST_COLUMNS, VISIT_COLUMNS
from motcua.facilities.queueing.rules.tickets import fingerprint
from motcua.kernel.events.models import Event
from motcua.kernel.events.projections import Difference, Log, Projection, compare, register

_STRETCH = (
    "group_id", "state", "from_at", "to_at", "counter_id", "officer_id", "is_preferred", "passed", "reason",
)  # fmt: skip


def install() -> None:
    """Called once by the app's `AppConfig.ready`."""
    register(Projection("queueing.visits", "visit", check_visit, subjects, check_visits))


def subjects() -> Iterator[str]:
    for pk in Visit.objects.order_by("pk").values_list("pk", flat=True).iterator(chunk_size=2000):
        yield f"visit:{pk}"


def _id(subject: str) -> int:
    return int(subject.partition(":")[2])


def check_visit(subject: str, events: list[Event]) -> Iterator[Difference]:
    """A visit, its requests and every period of theirs against its events."""
    return check_visits({subject: events})


def check_visits(log: Log) -> Iterator[Difference]:
    """`check_visit` for some hundred visits at once, in three reads."""
    ids = [_id(subject) for subject in log]
    visits = Visit.objects.in_bulk(ids)
    requests: dict[int, list[ServiceRequest]] = {}
    for row in ServiceRequest.objects.filter(visit_id__in=ids).order_by("place"):
        requests.setdefault(row.visit_id, []).append(row)
    periods: dict[int, list[tuple[int, Period]]] = {}
    for one in Period.objects.filter(request__visit_id__in=ids).select_related("request").order_by("pk"):
        periods.setdefault(one.request.visit_id, []).append((one.request.place, one))
    for subject, events in log.items():
        visit = visits.get(_id(subject))
        if visit is None:
            yield Difference(subject, "lượt đến", "có dòng", "không có")
            continue
        yield from _visit(subject, events, visit, requests.get(visit.pk, []))
        yield from _periods(subject, events, periods.get(visit.pk, []))


def _visit(
    subject: str, events: list[Event], visit: Visit, rows: list[ServiceRequest]
) -> Iterator[Difference]:
    after = state.replay(events)
    yield from compare(subject, _columns(after, VISIT_COLUMNS), _columns(visit, VISIT_COLUMNS))
    stated = [event.facts["token_sha256"] for event in events if "token_sha256" in event.facts]
    if stated != [fingerprint(visit.token)]:
        yield Difference(subject, "token", "như khi cấp", "khác khi cấp")
    if [row.place for row in rows] != [one.place for one in after.requests]:
        yield Difference(subject, "yêu cầu", str(len(after.requests)), str(len(rows)))
        return
    for one, row in zip(after.requests, rows, strict=True):
        of_visit = {name: getattr(after, name) for name in ("hall_id", "agency_id", "day")}
        expected = _columns(one, REQUEST_COLUMNS) | of_visit
        yield from compare(f"{subject} yêu cầu {one.place}", expected, _columns(row, tuple(expected)))


def _periods(subject: str, events: list[Event], rows: list[tuple[int, Period]]) -> Iterator[Difference]:
    expected = [(one.place, _columns(one, _STRETCH)) for one in state.stretches(events)]
    found = [(place, _columns(row, _STRETCH)) for place, row in rows]
    if expected != found:
        yield Difference(subject, "khoảng thời gian", repr(expected), repr(found))


def _columns(one: Any, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: getattr(one, name) for name in names}
