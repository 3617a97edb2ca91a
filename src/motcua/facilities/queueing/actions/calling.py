"""A counter calls: the next in order, or by hand with a reason; again; back into line; absent."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from motcua.facilities.halls.actions import By, HallRefusal, hold_around
from motcua.facilities.halls.models import HallCounter
from motcua.facilities.queueing import queries
from motcua.facilities.queueing.actions.recording import (
    IllegalMove,
    NoSuchTicket,
    Stay,
    read,
    record,
    stay_of,
    stay_with,
)
from motcua.facilities.queueing.choices import AT_COUNTER, Reason, State
from motcua.facilities.queueing.events import (
    RequestCalled,
    RequestMissed,
    RequestPutBack,
    RequestRecalled,
    RequestReturned,
    TurnNear,
    VisitorComing,
)
from motcua.facilities.queueing.models import ServiceRequest
from motcua.facilities.queueing.queries.lines import heads_of, lines_of
from motcua.facilities.queueing.rules.order import BACK_IN_TIME, Waiting, choose, is_missed, passed_over
from motcua.kernel.prepared import Given, Prepared

NEAR = 3


class NotAtThisCounter(HallRefusal):
    """Ông/bà chưa ngồi vào quầy này, hoặc quầy đã có người khác nhận."""


class CounterBusy(HallRefusal):
    """Quầy đang có người: hãy kết thúc, tạm dừng hoặc chuyển trước khi gọi tiếp."""


class NobodyWaits(HallRefusal):
    """Không còn ai chờ ở các nhóm của quầy này."""


class ReasonNeeded(HallRefusal):
    """Số này chưa đến lượt: hãy chọn lý do gọi trước. Tỷ lệ gọi trước được công khai."""


class CallAgainFirst(HallRefusal):
    """Chỉ ghi vắng sau ít nhất 3 lần gọi trong 2 phút."""


def seat(counter_id: int, by: By) -> HallCounter:
    """The counter this officer sits at, its hall held. Raises NotAtThisCounter."""
    row = hold_around(counter_id)
    if row is None or by.officer_id is None or row.officer_id != by.officer_id:
        raise NotAtThisCounter
    return row


_busy = Prepared(
    lambda: (
        ServiceRequest.objects.filter(counter_id=Given("counter"), state__in=sorted(AT_COUNTER))
        .order_by()
        .values_list("pk")
    )
)


def refuse_if_busy(counter: HallCounter) -> None:
    """A counter has one person at a time. Raises CounterBusy."""
    if _busy(counter=counter.pk):
        raise CounterBusy


@transaction.atomic
def call_next(*, counter_id: int, by: By) -> ServiceRequest:
    """Call whoever is next for this counter. Raises NotAtThisCounter, CounterBusy, NobodyWaits."""
    counter = seat(counter_id, by)
    refuse_if_busy(counter)
    lines = heads_of(counter.hall_id, by.at, first=NEAR + 2)
    chosen = choose(list(lines.values()), counter_id=counter.pk, group_ids=tuple(counter.group_ids), at=by.at)
    if chosen is None:
        raise NobodyWaits
    return _call(counter, chosen, lines, by)


@transaction.atomic
def call(*, counter_id: int, request_id: int, by: By, reason: str = "") -> ServiceRequest:
    """Call somebody by hand; who is not next only for a reason, which is counted and published.

    Raises NotAtThisCounter, CounterBusy, NoSuchTicket, IllegalMove, ReasonNeeded.
    """
    counter = seat(counter_id, by)
    refuse_if_busy(counter)
    row = ServiceRequest.objects.filter(pk=request_id, hall_id=counter.hall_id).first()
    if row is None:
        raise NoSuchTicket
    if row.state != State.WAITING:
        raise IllegalMove
    lines = lines_of(counter.hall_id, by.at)
    group_ids = tuple(counter.group_ids)
    due = choose(list(lines.values()), counter_id=counter.pk, group_ids=group_ids, at=by.at)
    chosen = next(one for one in lines[row.group_id] if one.id == row.pk)
    if due is not None and due.id == chosen.id:
        return _call(counter, chosen, lines, by)
    if reason not in Reason.values:
        raise ReasonNeeded
    passed = passed_over(list(lines.values()), chosen, counter_id=counter.pk, group_ids=group_ids)
    return _call(counter, chosen, lines, by, passed=passed, reason=reason)


def _call(
    counter: HallCounter,
    chosen: Waiting,
    lines: dict[int, list[Waiting]],
    by: By,
    **out_of_order: int | str,
) -> ServiceRequest:
    stay, row = stay_with(chosen.id)
    stated = RequestCalled(
        place=row.place,
        counter_id=counter.pk,
        is_preferred=chosen.is_preferred(by.at),
        **out_of_order,  # type: ignore[arg-type]
    )
    record(stay, stated, by)
    rest = [one.id for one in lines[chosen.group_id] if one.id != chosen.id]
    _tell_who_is_near(rest[: NEAR + 1], by)
    return stay.row(row.place)


_FIRST = tuple(f"first{number}" for number in range(NEAR + 1))
_to_tell = Prepared(
    lambda: (
        ServiceRequest.objects.filter(
            pk__in=[Given(name) for name in _FIRST], is_near_told=False, visit__is_followed=True
        )
        .order_by("pk")
        .values_list("pk", "visit_id", "place")
    )
)


def _tell_who_is_near(first: list[int], by: By) -> None:
    """Those who asked for it learn, once, that at most three people are before them."""
    nobody = [0] * (len(_FIRST) - len(first))
    for request_id, visit_id, place in _to_tell(**dict(zip(_FIRST, [*first, *nobody], strict=True))):
        stated = TurnNear(place=place, before=first.index(request_id))
        record(read(visit_id), stated, By(None, by.at))


def at_counter(request_id: int, by: By, states: frozenset[str]) -> tuple[Stay, ServiceRequest]:
    """A request at the counter of this officer, in one of the states. Raises as the verbs say."""
    stay, row = stay_of(request_id)
    if row.state not in states:
        raise IllegalMove
    if by.officer_id is None or not _sits_at(row.counter_id, by.officer_id):
        raise NotAtThisCounter
    return stay, row


_seated = Prepared(
    lambda: (
        HallCounter.objects.filter(pk=Given("counter"), officer_id=Given("officer"))
        .order_by()
        .values_list("pk")
    )
)


def _sits_at(counter_id: int | None, officer_id: int) -> bool:
    return counter_id is not None and bool(_seated(counter=counter_id, officer=officer_id))


_CALLED = frozenset({State.CALLED.value})
_ON_THE_WAY = frozenset({State.CALLED.value, State.WALKING.value})


@transaction.atomic
def recall(*, request_id: int, by: By) -> ServiceRequest:
    """Call the same number again. Raises NoSuchTicket, IllegalMove, NotAtThisCounter."""
    stay, row = at_counter(request_id, by, _ON_THE_WAY)
    record(stay, RequestRecalled(place=row.place, counter_id=row.counter_id or 0), by)
    return stay.row(row.place)


@transaction.atomic
def put_back(*, request_id: int, by: By) -> ServiceRequest:
    """Called by mistake: into the line again, where it stood. Raises as `recall`."""
    stay, row = at_counter(request_id, by, _ON_THE_WAY)
    record(stay, RequestPutBack(place=row.place), by)
    return stay.row(row.place)


@transaction.atomic
def coming(*, request_id: int, by: By) -> ServiceRequest:
    """The person is on the way: seen by the officer, or said on the phone. Raises NoSuchTicket, IllegalMove."""
    stay, row = stay_of(request_id)
    if row.state == State.WALKING:
        return row
    if row.state not in _CALLED:
        raise IllegalMove
    record(stay, VisitorComing(place=row.place), by)
    return stay.row(row.place)


@transaction.atomic
def absent(*, request_id: int, by: By) -> ServiceRequest:
    """Nobody came: three calls over at least two minutes. Raises as `recall`, and CallAgainFirst."""
    stay, row = at_counter(request_id, by, _ON_THE_WAY)
    if not is_missed(calls=row.calls, first_call_at=row.called_at or by.at, at=by.at):
        raise CallAgainFirst
    record(stay, RequestMissed(place=row.place), by)
    return stay.row(row.place)


@transaction.atomic
def bring_back(*, request_id: int, by: By) -> ServiceRequest:
    """Who missed the call is here: second in line within 30 minutes, else at the end.

    Raises NoSuchTicket, IllegalMove.
    """
    stay, row = stay_of(request_id)
    if row.state != State.MISSED:
        raise IllegalMove
    is_in_time = by.at - row.since <= BACK_IN_TIME
    stated = RequestReturned(
        place=row.place,
        is_in_time=is_in_time,
        behind_id=_first_in(row, by.at) if is_in_time else None,
    )
    record(stay, stated, by)
    return stay.row(row.place)


def _first_in(row: ServiceRequest, at: datetime) -> int | None:
    return next(iter(queries.line_ids(row.hall_id, row.group_id, at)), None)
