"""What an administrator lays down for a hall: that it exists, its rules, groups and counters."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction

from motcua.directory.agencies.models import Counter, OneStop, ServicePoint
from motcua.facilities.halls.actions.recording import By, HallRefusal, hold, record_hall
from motcua.facilities.halls.events import CounterPlanned, GroupSaved, HallOpened, RulesPublished
from motcua.facilities.halls.models import Group, Hall
from motcua.facilities.halls.rules import HallRules, ticket_day
from motcua.kernel.calendar.week import Hours


class AlreadyHall(HallRefusal):
    """Nơi này đã có sảnh lấy số."""


class ValidInThePast(HallRefusal):
    """Quy định chỉ áp dụng từ hôm nay trở đi: số đã phát giữ nguyên quy định của ngày đó."""


class LetterTaken(HallRefusal):
    """Chữ này đã dùng cho một nhóm khác của sảnh."""


class CounterElsewhere(HallRefusal):
    """Quầy này không thuộc sảnh."""


class GroupElsewhere(HallRefusal):
    """Nhóm này không thuộc sảnh."""


@transaction.atomic
def open_hall(*, one_stop: OneStop, by: By, service_point: ServicePoint | None = None) -> Hall:
    """Begin a hall with the counters that are in force there. Raises AlreadyHall."""
    if Hall.objects.filter(one_stop=one_stop, service_point=service_point).exists():
        raise AlreadyHall
    try:
        with transaction.atomic():
            hall = Hall.objects.create(
                one_stop=one_stop, service_point=service_point, agency_id=one_stop.agency_id, opened_at=by.at
            )
    except IntegrityError:
        raise AlreadyHall from None
    counters = Counter.objects.on(ticket_day(by.at)).filter(one_stop=one_stop, service_point=service_point)
    stated = HallOpened(
        one_stop_id=one_stop.pk,
        service_point_id=service_point.pk if service_point else None,
        counter_ids=tuple(counters.values_list("pk", flat=True)),
    )
    record_hall(hold(hall.pk), stated, by)
    return hall


@transaction.atomic
def publish_rules(*, hall_id: int, rules: HallRules, valid_from: date, by: By) -> int:
    """Lay down rules from a day on; the number of the version. Raises ValidInThePast."""
    hall = hold(hall_id)
    if valid_from < ticket_day(by.at):
        raise ValidInThePast
    number = len(hall.rules_versions) + 1
    stated = RulesPublished(number=number, valid_from=valid_from.isoformat(), rules=rules.to_json())
    record_hall(hall, stated, by)
    return number


@dataclass(frozen=True)
class NewGroup:
    """What is said of a group."""

    letter: str
    name: str
    minutes: int = 10
    sectors: tuple[str, ...] = ()
    procedures: tuple[str, ...] = ()
    is_closed: bool = False


@transaction.atomic
def save_group(*, hall_id: int, new: NewGroup, by: By, group_id: int | None = None) -> Group:
    """Make a group or change one. A closed group gives no numbers; whoever waits in it is still called.

    Raises LetterTaken, GroupElsewhere.
    """
    hall = hold(hall_id)
    others = Group.objects.filter(hall=hall, letter=new.letter).exclude(pk=group_id or 0)
    if others.exists():
        raise LetterTaken
    if group_id is None:
        group = Group.objects.create(hall=hall, letter=new.letter, name=new.name, minutes=new.minutes)
    else:
        group = _group_of(hall, group_id)
    record_hall(hall, GroupSaved(group_id=group.pk, **vars(new)), by)
    group.refresh_from_db()
    return group


@transaction.atomic
def plan_counter(
    *, hall_id: int, counter_id: int, group_ids: tuple[int, ...], plan: tuple[Hours, ...], by: By
) -> None:
    """Say which groups a counter serves, in order, and when it is open by plan.

    A counter opened since joins its hall so. Raises CounterElsewhere, GroupElsewhere.
    """
    hall = hold(hall_id)
    counters = Counter.objects.on(ticket_day(by.at)).filter(pk=counter_id, one_stop_id=hall.one_stop_id)
    if not counters.filter(service_point_id=hall.service_point_id).exists():
        raise CounterElsewhere
    known = set(Group.objects.filter(hall=hall).values_list("pk", flat=True))
    if not known.issuperset(group_ids):
        raise GroupElsewhere
    days = tuple(day.intervals for day in plan)
    once = tuple(dict.fromkeys(group_ids))
    record_hall(hall, CounterPlanned(counter_id=counter_id, group_ids=once, plan=days), by)


def _group_of(hall: Hall, group_id: int) -> Group:
    group = Group.objects.filter(hall=hall, pk=group_id).first()
    if group is None:
        raise GroupElsewhere
    return group
