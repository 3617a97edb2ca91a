"""What a counter and whoever runs a hall look at."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import QuerySet

from motcua.directory.agencies import permissions as rights
from motcua.directory.agencies import queries as agencies
from motcua.directory.agencies.choices import Role
from motcua.directory.agencies.models import Officer
from motcua.directory.devices.models import Device
from motcua.facilities.halls import queries as halls
from motcua.facilities.halls.models import Hall, HallCounter
from motcua.facilities.halls.permissions import may_supervise
from motcua.facilities.queueing.choices import State
from motcua.facilities.queueing.models import Period, ServiceRequest
from motcua.facilities.queueing.queries import CounterLine, GroupLine, Snapshot, Ticket, snapshot
from motcua.kernel.prepared import Given, Prepared

NEXT_SHOWN = 6
REOPENED_WITHIN = timedelta(minutes=2)


@dataclass(frozen=True)
class Bar:
    """A counter with its officer: whom it serves, who comes next, whom it missed."""

    seat: HallCounter
    seen: Snapshot
    now: Ticket | None
    coming: tuple[Ticket, ...]
    waiting: int
    missed: tuple[Ticket, ...]
    held: tuple[Ticket, ...]
    groups: tuple[GroupLine, ...]
    just_done: ServiceRequest | None

    @property
    def hall(self) -> Hall:
        return self.seat.hall


def bar_of(officer: Officer, at: datetime) -> Bar | None:
    """The bar of the counter an officer sits at; None for who sits at none."""
    seat = halls.seat_of(officer.pk)
    seen = snapshot(seat.hall_id, at) if seat else None
    line = seen.counter(seat.pk) if seat and seen else None
    if seat is None or seen is None or line is None:
        return None
    groups = [found for pk in line.group_ids if (found := seen.group(pk))]
    coming = [one for group in groups for one in group.waiting]
    own = {group.id for group in groups}
    return Bar(
        seat=seat,
        seen=seen,
        now=line.now,
        coming=tuple(coming[:NEXT_SHOWN]),
        waiting=len(coming),
        missed=tuple(one for one in seen.missed if one.group_id in own),
        held=tuple(one for one in seen.held if one.counter_id in (None, seat.pk) or one.group_id in own),
        groups=seen.groups,
        just_done=_just_done(seat.pk, at) if line.now is None else None,
    )


_ENDED = Prepared(
    lambda: ServiceRequest.objects.filter(
        counter_id=Given("counter"), ended_at__gte=Given("since"), state__in=(State.DONE, State.LEFT)
    ).order_by("-ended_at")[:1]
)


def _just_done(counter_id: int, at: datetime) -> ServiceRequest | None:
    """The number this counter ended last, while that can still be undone."""
    return _ENDED.first(counter=counter_id, since=at - REOPENED_WITHIN)


def free_counters(officer: Officer, on: date) -> list[HallCounter]:
    """Counters this officer may take now."""
    own = rights.agencies_of(officer, on=on, roles=(Role.INTAKE_OFFICER,))
    rows = HallCounter.objects.filter(hall__agency_id__in=own, officer_id__isnull=True)
    rows = rows.select_related("counter", "hall__one_stop", "hall__service_point").order_by("counter__number")
    return [row for row in rows if row.counter.is_valid_on(on)]


def supervised(officer: Officer, on: date) -> list[Hall]:
    """Halls this officer runs."""
    known = Hall.objects.select_related("one_stop__serves", "service_point", "agency").order_by("pk")
    return [hall for hall in known if may_supervise(officer, hall, on)]


@dataclass(frozen=True)
class Seated:
    """A counter with who sits there."""

    line: CounterLine
    officer: str


@dataclass(frozen=True)
class Floor:
    """A hall as whoever runs it sees it."""

    hall: Hall
    seen: Snapshot
    counters: tuple[Seated, ...]
    machines: QuerySet[Device]
    out_of_order: list[Period]


def floor_of(hall: Hall, at: datetime, today: date) -> Floor | None:
    """Lines, counters, machines that call for help, and who was called before their turn today."""
    seen = snapshot(hall.pk, at)
    if seen is None:
        return None
    names = agencies.officer_names_on({(one.officer_id, today) for one in seen.counters if one.officer_id})
    machines = Device.objects.filter(
        one_stop_id=hall.one_stop_id, service_point_id=hall.service_point_id, revoked_at__isnull=True
    ).exclude(token_sha256="")
    passed = Period.objects.filter(hall=hall, state=State.CALLED, request__day=today).exclude(reason="")
    return Floor(
        hall=hall,
        seen=seen,
        counters=tuple(Seated(one, names.get((one.officer_id or 0, today), "")) for one in seen.counters),
        machines=machines,
        out_of_order=list(passed.select_related("request").order_by("-id")[:20]),
    )
