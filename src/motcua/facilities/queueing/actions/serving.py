"""A person at the counter: served, held, sent on, done, gone."""

from __future__ import annotations

from django.db import transaction

from motcua.facilities.halls.actions import By, HallRefusal
from motcua.facilities.halls.models import Group, HallCounter
from motcua.facilities.halls.rules import ticket_day
from motcua.facilities.queueing.actions.calling import (
    NotAtThisCounter,
    at_counter,
    refuse_if_busy,
    seat,
)
from motcua.facilities.queueing.actions.issuing import Asked, open_group, said_of
from motcua.facilities.queueing.actions.recording import IllegalMove, Stay, begin, record, stay_of
from motcua.facilities.queueing.choices import AT_COUNTER, ENDED, OPEN, LeftReason, State
from motcua.facilities.queueing.events import (
    QuickServed,
    RequestFinished,
    RequestHeld,
    RequestReopened,
    RequestResumed,
    RequestTransferred,
    ServingStarted,
    VisitorLeft,
)
from motcua.facilities.queueing.models import ServiceRequest
from motcua.facilities.queueing.rules.order import UNDO_TIME
from motcua.facilities.queueing.rules.tickets import fingerprint

_ON_THE_WAY = frozenset({State.CALLED.value, State.WALKING.value})
_SERVING = frozenset({State.SERVING.value})


class NotOfThisHall(HallRefusal):
    """Nhóm hoặc quầy được chọn không thuộc sảnh này, hoặc đã đóng."""


class TooLateToReopen(HallRefusal):
    """Chỉ mở lại trong 2 phút sau khi kết thúc. Mời người dân lấy số mới hoặc phục vụ ngay."""


class BusyElsewhere(HallRefusal):
    """Người này đang ở một quầy khác."""


@transaction.atomic
def start(*, request_id: int, by: By) -> ServiceRequest:
    """The person is at the counter. Raises NoSuchTicket, IllegalMove, NotAtThisCounter."""
    stay, row = at_counter(request_id, by, _ON_THE_WAY)
    record(stay, ServingStarted(place=row.place, counter_id=row.counter_id or 0), by)
    return stay.row(row.place)


@transaction.atomic
def put_on_hold(*, request_id: int, by: By) -> ServiceRequest:
    """Goes to copy a paper, fills in a form: the counter is free, the person keeps their turn. Raises as `start`."""
    stay, row = at_counter(request_id, by, _SERVING)
    record(stay, RequestHeld(place=row.place), by)
    return stay.row(row.place)


@transaction.atomic
def resume(*, request_id: int, counter_id: int, by: By) -> ServiceRequest:
    """Go on with a person who was on hold. Raises NotAtThisCounter, CounterBusy, IllegalMove, BusyElsewhere."""
    counter = seat(counter_id, by)
    refuse_if_busy(counter)
    stay, row = stay_of(request_id, of_hall=counter.hall_id)
    if row.state != State.HELD:
        raise IllegalMove
    _refuse_if_elsewhere(stay)
    record(stay, RequestResumed(place=row.place, counter_id=counter.pk), by)
    return stay.row(row.place)


@transaction.atomic
def transfer(
    *, request_id: int, group_id: int, by: By, for_counter_id: int | None = None, by_supervisor: bool = False
) -> ServiceRequest:
    """Send a person to another group, or to one counter; their first arrival counts on.

    A supervisor moves whoever waits. Raises NoSuchTicket, IllegalMove, NotAtThisCounter, NotOfThisHall.
    """
    if by_supervisor:
        stay, row = stay_of(request_id)
        if row.state not in (State.WAITING, State.MISSED, State.HELD):
            raise IllegalMove
    else:
        stay, row = at_counter(request_id, by, AT_COUNTER)
    groups = Group.objects.filter(pk=group_id, hall_id=row.hall_id, is_closed=False)
    counters = HallCounter.objects.filter(pk=for_counter_id, hall_id=row.hall_id)
    if not groups.exists() or (for_counter_id is not None and not counters.exists()):
        raise NotOfThisHall
    stated = RequestTransferred(place=row.place, group_id=group_id, for_counter_id=for_counter_id)
    record(stay, stated, by)
    return stay.row(row.place)


@transaction.atomic
def move_group(*, hall_id: int, from_group_id: int, to_group_id: int, by: By) -> int:
    """Everybody who waits in one group waits in another, where their arrival puts them; how many.

    Raises NotOfThisHall.
    """
    if not Group.objects.filter(pk=to_group_id, hall_id=hall_id, is_closed=False).exists():
        raise NotOfThisHall
    waiting = ServiceRequest.objects.filter(
        hall_id=hall_id, group_id=from_group_id, state__in=(State.WAITING, State.MISSED, State.HELD)
    )
    ids = list(waiting.order_by("pk").values_list("pk", flat=True))
    for request_id in ids:
        transfer(request_id=request_id, group_id=to_group_id, by=by, by_supervisor=True)
    return len(ids)


@transaction.atomic
def finish(*, request_id: int, by: By) -> ServiceRequest:
    """Served. Raises NoSuchTicket, IllegalMove, NotAtThisCounter."""
    stay, row = at_counter(request_id, by, AT_COUNTER)
    stated = RequestFinished(
        place=row.place, counter_id=row.counter_id, group_id=row.group_id, is_last=_is_last(stay, row)
    )
    record(stay, stated, by)
    return stay.row(row.place)


@transaction.atomic
def leave(*, request_id: int, reason: str, by: By) -> ServiceRequest:
    """Goes without being served, from wherever they stand. Raises NoSuchTicket, IllegalMove.

    The door says who may: the visitor by the ticket's token, the counter, a supervisor.
    """
    stay, row = stay_of(request_id)
    if row.state not in OPEN or reason not in LeftReason.values:
        raise IllegalMove
    record(stay, VisitorLeft(place=row.place, reason=reason, is_last=_is_last(stay, row)), by)
    return stay.row(row.place)


def _is_last(stay: Stay, row: ServiceRequest) -> bool:
    """Whether nothing else of this visit is open: then it ends."""
    return all(one.ended_at for one in stay.state.requests if one.place != row.place)


@transaction.atomic
def reopen(*, request_id: int, counter_id: int, by: By) -> ServiceRequest:
    """Undo "finish" or "leave" pressed by mistake, within two minutes, at the same counter.

    Raises NotAtThisCounter, CounterBusy, IllegalMove, TooLateToReopen, BusyElsewhere.
    """
    counter = seat(counter_id, by)
    refuse_if_busy(counter)
    stay, row = stay_of(request_id, of_hall=counter.hall_id)
    if row.state not in ENDED or row.state == State.VOID:
        raise IllegalMove
    if row.counter_id != counter.pk:
        raise NotAtThisCounter
    if row.ended_at is None or by.at - row.ended_at > UNDO_TIME:
        raise TooLateToReopen
    _refuse_if_elsewhere(stay)
    record(stay, RequestReopened(place=row.place, counter_id=counter.pk), by)
    return stay.row(row.place)


def _refuse_if_elsewhere(stay: Stay) -> None:
    if any(one.state in AT_COUNTER for one in stay.state.requests):
        raise BusyElsewhere


@transaction.atomic
def quick_serve(*, counter_id: int, asked: Asked, by: By) -> ServiceRequest:
    """Serve somebody at once who took no number (nobody waits, or a question of a minute).

    Raises NotAtThisCounter, CounterBusy, NoSuchGroup.
    """
    counter = seat(counter_id, by)
    refuse_if_busy(counter)
    hall = counter.hall
    group = open_group(hall, asked.group_id)
    day = ticket_day(by.at)
    stay = begin(hall.agency_id, hall.pk, day, by.at)
    stated = QuickServed(
        hall_id=hall.pk,
        day=day.isoformat(),
        token_sha256=fingerprint(stay.visit.token),
        request=said_of(hall, group, asked, by.at, 1, ""),
        counter_id=counter.pk,
    )
    record(stay, stated, by)
    return stay.row(1)
