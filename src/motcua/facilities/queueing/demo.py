"""A hall to try the product with: three groups, people served, called, waiting and absent within the last hour."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from motcua.directory.agencies.choices import CounterKind
from motcua.directory.agencies.models import Agency, Officer, OneStop
from motcua.facilities.halls import actions as halls
from motcua.facilities.halls.actions import By, NewGroup
from motcua.facilities.halls.models import Group, Hall, HallCounter
from motcua.facilities.halls.rules import HallRules, instant_on, ticket_day
from motcua.facilities.queueing import actions
from motcua.facilities.queueing.actions import Asked, NobodyWaits
from motcua.facilities.queueing.choices import AT_COUNTER, LeftReason
from motcua.facilities.queueing.models import ServiceRequest, Visit
from motcua.kernel import clock
from motcua.kernel.calendar.week import MINUTES_A_DAY, Hours, Week

# Open round the clock, so that it can be tried at any hour of any day.
RULES = HallRules(
    issuing=Week((Hours(((0, MINUTES_A_DAY),)),) * 7),
    follows_calendar=False,
    day_ends=MINUTES_A_DAY - 1,
    most_a_day=20,
)
GROUPS = (
    NewGroup("A", "Chứng thực, hộ tịch", 8, sectors=("Chứng thực", "Hộ tịch")),
    NewGroup("B", "Đất đai, xây dựng", 20, sectors=("Đất đai", "Hoạt động xây dựng")),
    NewGroup("C", "Trả kết quả, việc khác", 4),
)
_LETTERS = {
    CounterKind.GENERAL.value: ("AC", "BA"),
    CounterKind.PRIORITY.value: ("ABC",),
    CounterKind.RETURN.value: ("C",),
    CounterKind.SUPPORT.value: ("CA",),
}
# Minutes before now, letter, class: who comes.
_ARRIVALS = (
    (56, "A", ""), (54, "B", ""), (51, "C", ""), (47, "A", ""), (44, "A", "elderly"), (40, "B", ""),
    (35, "C", ""), (31, "A", ""), (27, "B", "pregnant"), (24, "A", ""), (19, "A", ""), (17, "B", ""),
    (14, "C", ""), (11, "A", ""), (9, "B", ""), (7, "A", "child"), (6, "A", ""), (4, "A", ""),
    (3, "B", ""), (1, "A", ""),
)  # fmt: skip
_ABSENT = frozenset({"A004"})
_HOUR = timedelta(minutes=57)


@dataclass
class _Seat:
    """One officer at a counter through the hour."""

    counter_id: int
    officer: Officer
    free_at: datetime
    serving: int | None = None


def prepare(center: Agency, officers: Sequence[Officer], at: datetime) -> Hall:
    """Make the hall of a one-stop unless it stands, and people in it unless there are some today."""
    hall = Hall.objects.filter(agency=center, service_point=None).first() or _lay_down(center, at)
    if not Visit.objects.filter(hall=hall, day=ticket_day(at)).exists():
        _end_earlier_days(hall, at)
        begin = max(at - _HOUR, instant_on(ticket_day(at), 0))
        _play(hall, officers, begin, at)
    return hall


def _end_earlier_days(hall: Hall, at: datetime) -> None:
    """Whoever was left standing when the product was last tried has gone home since."""
    for row in ServiceRequest.objects.filter(hall=hall, state__in=AT_COUNTER):
        actions.leave(request_id=row.pk, reason=LeftReason.DAY_END.value, by=By(None, at))
    actions.close_day(hall_id=hall.pk, day=ticket_day(at) - timedelta(days=1), by=By(None, at))


def _lay_down(center: Agency, at: datetime) -> Hall:
    one_stop = OneStop.objects.get(agency=center)
    by = By(None, at)
    hall = halls.open_hall(one_stop=one_stop, by=by)
    halls.publish_rules(hall_id=hall.pk, rules=RULES, valid_from=ticket_day(at), by=by)
    ids = {new.letter: halls.save_group(hall_id=hall.pk, new=new, by=by).pk for new in GROUPS}
    seen: dict[str, int] = {}
    for row in HallCounter.objects.filter(hall=hall).select_related("counter"):
        kind = row.counter.kind
        letters = _LETTERS[kind][seen.get(kind, 0) % len(_LETTERS[kind])]
        seen[kind] = seen.get(kind, 0) + 1
        chosen = tuple(ids[letter] for letter in letters)
        halls.plan_counter(hall_id=hall.pk, counter_id=row.pk, group_ids=chosen, plan=(), by=by)
    return hall


def _play(hall: Hall, officers: Sequence[Officer], begin: datetime, end: datetime) -> None:
    """Minute by minute with the actions of the product, on a clock of its own."""
    groups = dict(Group.objects.filter(hall=hall).values_list("letter", "pk"))
    seats = []
    with clock.frozen_at(begin):
        counters = HallCounter.objects.filter(hall=hall).order_by("counter__number")
        for row, officer in zip(counters, officers, strict=False):
            actions.take_counter(counter_id=row.pk, by=By(officer.pk, begin))
            seats.append(_Seat(row.pk, officer, begin))
    for at in _minutes(begin, end):
        with clock.frozen_at(at):
            for before, letter, priority in _ARRIVALS:
                if at == _minute(end) - timedelta(minutes=before):
                    asked = Asked(groups[letter], priority=priority)
                    visit = actions.issue(hall_id=hall.pk, asked=asked, by=By(None, at))
                    actions.confirm(visit_id=visit.pk, by=By(None, at))
            for seat in seats:
                _work(seat, at)


def _minutes(begin: datetime, end: datetime) -> Iterator[datetime]:
    at = _minute(begin)
    while at <= end:
        yield at
        at += timedelta(minutes=1)


def _minute(at: datetime) -> datetime:
    return at.replace(second=0, microsecond=0)


def _work(seat: _Seat, at: datetime) -> None:
    """What an officer does at a minute: end what is over, then call the next."""
    if at < seat.free_at:
        return
    by = By(seat.officer.pk, at)
    if seat.serving is not None:
        actions.finish(request_id=seat.serving, by=by)
        seat.serving = None
    try:
        row = actions.call_next(counter_id=seat.counter_id, by=by)
    except NobodyWaits:
        return
    if row.label in _ABSENT:
        _call_in_vain(row, seat, at)
        return
    actions.start(request_id=row.pk, by=by)
    seat.serving = row.pk
    minutes = row.group.minutes + len(row.label) * (row.pk % 3)
    seat.free_at = at + timedelta(minutes=minutes)


def _call_in_vain(row: ServiceRequest, seat: _Seat, at: datetime) -> None:
    for seconds in (40, 80):
        later = at + timedelta(seconds=seconds)
        actions.recall(request_id=row.pk, by=By(seat.officer.pk, later))
    gone = at + timedelta(minutes=2)
    with clock.frozen_at(gone):
        actions.absent(request_id=row.pk, by=By(seat.officer.pk, gone))
    seat.free_at = gone + timedelta(minutes=1)
