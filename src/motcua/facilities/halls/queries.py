from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from motcua.directory.agencies.models import Counter, OneStop, ServicePoint
from motcua.directory.procedures.models import ProcedureVersion
from motcua.facilities.halls.models import Group, Hall, HallCounter
from motcua.facilities.halls.rules import plan_from
from motcua.kernel.prepared import Given, Prepared


def halls_of_agencies(agency_ids: Collection[int] | None) -> QuerySet[Hall]:
    """Halls of these one-stops' agencies (None: all), with names at hand."""
    found = Hall.objects.select_related("one_stop__serves", "service_point", "agency")
    return found if agency_ids is None else found.filter(agency_id__in=agency_ids)


_PLACE = Prepared(
    lambda: HallCounter.objects.select_related("hall__one_stop").filter(pk=Given("id")).order_by()
)


def hall_of_counter(counter_id: int) -> HallCounter | None:
    """A counter's place in its hall, with the hall."""
    return _PLACE.first(id=counter_id)


_SEAT = Prepared(
    lambda: (
        HallCounter.objects.select_related("hall__one_stop", "counter")
        .filter(officer_id=Given("officer"))
        .order_by("counter__number")[:1]
    )
)


def seat_of(officer_id: int) -> HallCounter | None:
    """The counter at which an officer sits now."""
    return _SEAT.first(officer=officer_id)


def group_for(hall_id: int, version: ProcedureVersion) -> Group | None:
    """The group in which a procedure waits: named there itself, else by its sector; None when neither."""
    groups = list(Group.objects.filter(hall_id=hall_id, is_closed=False))
    codes = {version.procedure.code, version.procedure.national_code}
    sectors = {text for row in version.version_sectors.all() for text in (row.sector.code, row.sector.name)}
    named = [group for group in groups if codes & set(group.procedures)]
    by_sector = [group for group in groups if sectors & set(group.sectors)]
    return next(iter([*named, *by_sector]), None)


@dataclass(frozen=True)
class Place:
    """A one-stop or a service point, with its hall where it has one."""

    one_stop: OneStop
    service_point: ServicePoint | None
    hall: Hall | None

    @property
    def name(self) -> str:
        return self.service_point.name if self.service_point else self.one_stop.name


def places_within(agency_ids: Collection[int] | None, on: date) -> list[Place]:
    """Every place of these agencies (None: of all) that receives on a day, one-stops before their points."""
    one_stops = OneStop.objects.on(on).select_related("agency").order_by("agency__code")
    if agency_ids is not None:
        one_stops = one_stops.filter(agency_id__in=agency_ids)
    points: dict[int, list[ServicePoint]] = defaultdict(list)
    for point in ServicePoint.objects.on(on).filter(one_stop__in=one_stops):
        points[point.one_stop_id].append(point)
    halls = {(hall.one_stop_id, hall.service_point_id): hall for hall in Hall.objects.all()}
    found = []
    for one_stop in one_stops:
        found.append(Place(one_stop, None, halls.get((one_stop.pk, None))))
        for point in points[one_stop.pk]:
            found.append(Place(one_stop, point, halls.get((one_stop.pk, point.pk))))
    return found


@dataclass(frozen=True)
class PlannedCounter:
    """A counter of a hall with the letters it serves, in order, and its hours by weekday."""

    counter: Counter
    letters: str
    plan: tuple[str, ...]


def counters_with_plans(hall: Hall, groups: Collection[Group], on: date) -> list[PlannedCounter]:
    """Every counter in force at the hall's place, planned or not yet."""
    letters = {group.pk: group.letter for group in groups}
    rows = {row.pk: row for row in HallCounter.objects.filter(hall=hall)}
    counters = Counter.objects.on(on).filter(one_stop_id=hall.one_stop_id)
    found = []
    for counter in counters.filter(service_point_id=hall.service_point_id).order_by("number"):
        row = rows.get(counter.pk)
        served = ", ".join(letters[pk] for pk in row.group_ids if pk in letters) if row else ""
        plan = plan_from(row.plan) if row else ()
        found.append(PlannedCounter(counter, served, tuple(str(hours) for hours in plan)))
    return found


def coming_rules(hall: Hall, on: date) -> list[tuple[int, date]]:
    """Number and first day of each version that does not hold yet."""
    versions = [(one["number"], date.fromisoformat(one["valid_from"])) for one in hall.rules_versions]
    return [(number, day) for number, day in versions if day > on]
