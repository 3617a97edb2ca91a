"""How one-stops, their service points and counters follow from the log, for `audit verify`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from motcua.directory.agencies.models import AgencyStatement, Counter, OneStop, ServicePoint
from motcua.kernel.events.models import Event
from motcua.kernel.events.projections import Difference, Projection, register

Row = dict[str, Any]
KEYS = {"one_stop": "one_stop_id", "service_point": "service_point_id", "counter": "counter_id"}
WORDS = {"one_stop": "Một cửa", "service_point": "điểm tiếp nhận", "counter": "quầy"}
BEGINNINGS = ("opened", "added")
TEXTS = ("name", "phone", "address")
UNSAID = object()


@dataclass
class Places:
    """Rows by kind and id; a column that nobody stated is UNSAID and not compared."""

    one_stop: dict[int, Row] = field(default_factory=dict)
    service_point: dict[int, Row] = field(default_factory=dict)
    counter: dict[int, Row] = field(default_factory=dict)

    def of(self, kind: str) -> dict[int, Row]:
        return getattr(self, kind)


def install() -> None:
    """Called once by the app's `AppConfig.ready`."""
    register(Projection("agencies.one_stops", "agency", check, _subjects))


def _subjects() -> Iterator[str]:
    for pk in OneStop.objects.values_list("agency_id", flat=True).order_by("agency_id").iterator():
        yield f"agency:{pk}"


def check(subject: str, events: list[Event]) -> Iterator[Difference]:
    """Every place of the agency's one-stop: its days, what it is, what it is called."""
    expected, found = stated(subject, events), _standing(int(subject.partition(":")[2]))
    for kind, word in WORDS.items():
        said, rows = expected.of(kind), found.of(kind)
        for pk in sorted(said.keys() | rows.keys()):
            yield from _differences(subject, f"{word} {pk}", said.get(pk), rows.get(pk))


def _differences(subject: str, what: str, said: Row | None, row: Row | None) -> Iterator[Difference]:
    if said is None or row is None:
        yield Difference(subject, what, "có" if said else "không có", "có" if row else "không có")
        return
    for column, value in said.items():
        if value is not UNSAID and row[column] != value:
            yield Difference(subject, f"{what}, {column}", repr(value), repr(row[column]))


def stated(subject: str, events: list[Event]) -> Places:
    """The places as the log tells them."""
    texts = {str(s.pk): s.body for s in AgencyStatement.objects.filter(subject=subject)}
    places = Places()
    for event in events:
        _apply(places, event, [texts[key] for key in event.statements if key in texts])
    return places


def _apply(places: Places, event: Event, said: list[Mapping[str, str]]) -> None:
    kind, _, verb = event.kind.removeprefix("agencies.").rpartition("_")
    if event.kind == "agencies.agency_ended":
        _end_all(places, event.facts["valid_to"])
    elif event.kind == "agencies.contact_changed":
        for row in places.one_stop.values():
            row |= {"phone": UNSAID, "address": UNSAID}
    elif kind in KEYS:
        rows, pk = places.of(kind), event.facts[KEYS[kind]]
        if verb in BEGINNINGS:
            rows[pk] = {"valid_to": None} | dict.fromkeys(_texts_of(kind), UNSAID)
        if pk in rows:
            rows[pk] |= _columns(event.facts, kind)
            rows[pk] |= dict(said[0]) if said else {}
            # A text erased by law leaves nothing to compare with.
            if event.statements and not (said and said[0]):
                rows[pk] |= dict.fromkeys(_texts_of(kind), UNSAID)


def _texts_of(kind: str) -> tuple[str, ...]:
    return ("name",) if kind == "counter" else TEXTS


def _columns(facts: Mapping[str, Any], kind: str) -> Row:
    """Facts under the names of the columns they project to."""
    said = {name: value for name, value in facts.items() if name != KEYS[kind]}
    if "counter_kind" in said:
        said["kind"] = said.pop("counter_kind")
    return said


def _end_all(places: Places, day: str) -> None:
    """An agency that ends takes along what stood in its one-stop that day."""
    for kind in KEYS:
        for row in places.of(kind).values():
            if row["valid_from"] <= day and (row["valid_to"] is None or row["valid_to"] > day):
                row["valid_to"] = day


def _standing(agency_id: int) -> Places:
    one_stops = OneStop.objects.filter(agency_id=agency_id)
    points = ServicePoint.objects.filter(one_stop__agency_id=agency_id)
    counters = Counter.objects.filter(one_stop__agency_id=agency_id)
    return Places(
        one_stop={row.pk: _row(row, "serves_id", *TEXTS) for row in one_stops},
        service_point={row.pk: _row(row, "one_stop_id", *TEXTS) for row in points},
        counter={
            row.pk: _row(row, "one_stop_id", "service_point_id", "number", "kind", "name") for row in counters
        },
    )


def _row(place: OneStop | ServicePoint | Counter, *columns: str) -> Row:
    return {
        "valid_from": place.valid_from.isoformat(),
        "valid_to": place.valid_to.isoformat() if place.valid_to else None,
    } | {column: getattr(place, column) for column in columns}
