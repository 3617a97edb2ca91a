"""A number comes to be: taken, then in the visitor's hand, or void because no paper came."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import connection, transaction
from django.db.models import F, Q

from motcua.directory.agencies.calendars import calendar_of
from motcua.facilities.halls.actions import By, HallRefusal, hold
from motcua.facilities.halls.models import Group, Hall
from motcua.facilities.halls.rules import ticket_day
from motcua.facilities.queueing.actions.recording import (
    IllegalMove,
    NoSuchTicket,
    Stay,
    begin,
    read,
    record,
)
from motcua.facilities.queueing.choices import Channel, State
from motcua.facilities.queueing.events import (
    ProcedureAdded,
    TicketConfirmed,
    TicketFollowed,
    TicketIssued,
    TicketVoided,
)
from motcua.facilities.queueing.models import PersonDay, ServiceRequest, Visit, VisitStatement
from motcua.facilities.queueing.rules.tickets import fingerprint, label
from motcua.kernel.calendar import is_working_day

UNPRINTED = timedelta(minutes=2)
_NEXT_NUMBER = """
INSERT INTO queueing_daynumber (group_id, day, last) VALUES (%s, %s, 1)
ON CONFLICT (group_id, day) DO UPDATE SET last = queueing_daynumber.last + 1
RETURNING last
"""
_TAKEN = """
INSERT INTO queueing_personday (key, day, taken) VALUES (%s, %s, 1)
ON CONFLICT (key) DO UPDATE SET taken = queueing_personday.taken + 1
RETURNING taken
"""


class NotIssuing(HallRefusal):
    """Hiện không phát số."""


class NoSuchGroup(HallRefusal):
    """Nhóm thủ tục này không lấy số tại đây."""


class NoSuchClass(HallRefusal):
    """Diện ưu tiên này không áp dụng tại đây."""


class TooManyToday(HallRefusal):
    """Ông/bà đã lấy đủ số lượt cho phép trong hôm nay. Cần thêm số: mời gặp cán bộ hướng dẫn."""


class AlreadyEnded(HallRefusal):
    """Lượt này đã kết thúc. Mời lấy số mới."""


@dataclass(frozen=True)
class Asked:
    """What a visitor comes for. `person_key` is set only where they have said who they are."""

    group_id: int
    procedure_id: int | None = None
    priority: str = ""
    channel: str = Channel.KIOSK.value
    person_key: str = ""


@transaction.atomic
def issue(*, hall_id: int, asked: Asked, by: By) -> Visit:
    """Take the next number of a group. It is called only once it was confirmed.

    Raises NotIssuing, NoSuchGroup, NoSuchClass, TooManyToday.
    """
    hall = hold(hall_id)
    refuse_unless_issuing(hall, by.at)
    if asked.person_key and not count_person(hall, asked.person_key, ticket_day(by.at)):
        raise TooManyToday
    return issue_in(hall, asked, by).visit


def issue_in(hall: Hall, asked: Asked, by: By, *, appointment: tuple[int, datetime] | None = None) -> Stay:
    """`issue` in a hall that is held and open; for an appointment with its id and time."""
    group = open_group(hall, asked.group_id)
    day = ticket_day(by.at)
    number = _next_number(group, by.at)
    stay = begin(hall.agency_id, hall.pk, day, by.at)
    request = said_of(hall, group, asked, by.at, 1, label(group.letter, number))
    if appointment:
        request["appointment_at"] = appointment[1].isoformat()
    stated = TicketIssued(
        hall_id=hall.pk,
        day=day.isoformat(),
        channel=asked.channel,
        token_sha256=fingerprint(stay.visit.token),
        letter=group.letter,
        number=number,
        request=request,
        appointment_id=appointment[0] if appointment else None,
    )
    record(stay, stated, by)
    return stay


def said_of(hall: Hall, group: Group, asked: Asked, at: datetime, place: int, shown: str) -> dict[str, Any]:
    """What a fact says of a new request. Raises NoSuchClass."""
    rank = hall.rules_on(ticket_day(at)).rank_of(asked.priority)
    if rank is None:
        raise NoSuchClass
    return {
        "place": place,
        "label": shown,
        "group_id": group.pk,
        "procedure_id": asked.procedure_id,
        "priority": asked.priority,
        "rank": rank,
        "first_arrival_at": at.isoformat(),
        "appointment_at": None,
    }


def why_not_issuing(hall: Hall, at: datetime) -> str:
    """Why no number can be taken at this moment; "" when one can. The rules' own message where they have one."""
    day = ticket_day(at)
    rules = hall.rules_on(day)
    closed = rules.closing_message or NotIssuing.__doc__ or ""
    if hall.paused_at is not None or hall.closed_day == day or not rules.issues_at(at):
        return closed
    if rules.follows_calendar and not _is_working_day(hall, at):
        return closed
    return ""


def refuse_unless_issuing(hall: Hall, at: datetime) -> None:
    """Raise NotIssuing with what the hall says of itself unless numbers are issued now."""
    if reason := why_not_issuing(hall, at):
        raise NotIssuing(reason)


def _is_working_day(hall: Hall, at: datetime) -> bool:
    return is_working_day(ticket_day(at), calendar_of(hall.agency, at))


def open_group(hall: Hall, group_id: int) -> Group:
    group = Group.objects.filter(hall=hall, pk=group_id, is_closed=False).first()
    if group is None:
        raise NoSuchGroup
    return group


def _next_number(group: Group, at: datetime) -> int:
    """Without gaps: the row moves with the transaction that uses the number, or not at all."""
    with connection.cursor() as cursor:
        cursor.execute(_NEXT_NUMBER, [group.pk, _day_value(at)])
        return cursor.fetchone()[0]


def _day_value(at: datetime) -> Any:
    return connection.ops.adapt_datefield_value(ticket_day(at))


def count_person(hall: Hall, key: str, day: date) -> bool:
    """One more number of a day for a person who has said who they are; whether the hall allows that many."""
    with connection.cursor() as cursor:
        cursor.execute(_TAKEN, [key, connection.ops.adapt_datefield_value(day)])
        return cursor.fetchone()[0] <= hall.rules_on(day).most_a_day


def uncount_person(key: str) -> None:
    """A number that was promised was never given."""
    PersonDay.objects.filter(key=key, taken__gt=0).update(taken=F("taken") - 1)


@transaction.atomic
def confirm(*, visit_id: int, by: By) -> Visit:
    """The ticket is printed or on a phone: from now on it can be called. Again: nothing more happens.

    Raises NoSuchTicket, IllegalMove when it was voided.
    """
    stay = held_visit(visit_id)
    first = stay.state.request(1)
    if first.state == State.VOID:
        raise IllegalMove
    if first.state == State.ISSUING:
        record(stay, TicketConfirmed(), by)
    return stay.visit


@transaction.atomic
def void(*, visit_id: int, by: By) -> Visit:
    """The ticket was not printed: nobody holds it, so nobody is ever called by it.

    Raises NoSuchTicket, IllegalMove once it was confirmed.
    """
    stay = held_visit(visit_id)
    first = stay.state.request(1)
    if first.state == State.VOID:
        return stay.visit
    if first.state != State.ISSUING:
        raise IllegalMove
    record(stay, TicketVoided(), by)
    return stay.visit


def void_unprinted(at: datetime) -> int:
    """Void what nobody confirmed in two minutes (a machine that died while printing); a periodic duty."""
    stale = ServiceRequest.objects.filter(state=State.ISSUING, since__lt=at - UNPRINTED)
    voided = 0
    for visit_id in list(stale.values_list("visit_id", flat=True)):
        try:
            void(visit_id=visit_id, by=By(None, at))
        except IllegalMove:
            continue  # its paper came out at this very moment
        voided += 1
    return voided


@transaction.atomic
def add_procedure(*, visit_id: int, asked: Asked, by: By) -> ServiceRequest:
    """One more procedure for a person who is here: the same number, the same arrival.

    It waits until what they came for first is done. Raises NoSuchTicket, NoSuchGroup,
    AlreadyEnded.
    """
    stay = held_visit(visit_id)
    if stay.visit.day != ticket_day(by.at) or stay.state.request(1).state in (State.VOID, State.ISSUING):
        raise AlreadyEnded
    hall = stay.visit.hall
    group = open_group(hall, asked.group_id)
    first = stay.state.request(1)
    place = len(stay.state.requests) + 1
    request = said_of(hall, group, asked, by.at, place, first.label)
    request |= {"first_arrival_at": first.first_arrival_at.isoformat(), "priority": first.priority}
    record(stay, ProcedureAdded(request=request | {"rank": first.rank}), by)
    return stay.row(place)


@transaction.atomic
def follow(*, visit_id: int, phone: str = "", email: str = "", by: By) -> Visit:
    """Tell this visitor when their turn is near; what they leave stands in a statement until the visit is over."""
    stay = held_visit(visit_id)
    if stay.state.ended_at:
        raise AlreadyEnded
    said = []
    if phone or email:
        body = {"phone": phone, "email": email}
        said = [VisitStatement.write(subject=stay.visit.subject, purpose="contact", body=body)]
    if said or not stay.state.is_followed:
        record(stay, TicketFollowed(), by, said)
    return stay.visit


def forget_contacts(at: datetime) -> int:
    """Erase what visitors left to be told by, once their visit or its day is over; a periodic duty."""
    kept = list(VisitStatement.objects.filter(erased_at=None))
    ids = {int(one.subject.partition(":")[2]) for one in kept}
    over = Q(ended_at__isnull=False) | Q(day__lt=ticket_day(at))
    done = {f"visit:{pk}" for pk in Visit.objects.filter(over, pk__in=ids).values_list("pk", flat=True)}
    for one in kept:
        if one.subject in done:
            one.erase(at=at)
    return len(done)


def held_visit(visit_id: int) -> Stay:
    """A visit with its hall held. Raises NoSuchTicket."""
    hall_id = Visit.objects.filter(pk=visit_id).values_list("hall_id", flat=True).first()
    if hall_id is None:
        raise NoSuchTicket
    hold(hall_id)
    return read(visit_id)


def forget_people(at: datetime) -> None:
    """Drop the counts of days that are over; a periodic duty."""
    PersonDay.objects.filter(day__lt=ticket_day(at)).delete()
