"""Further places of a one-stop: service points, and the counters there or in its main house."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from motcua.directory.agencies.choices import CounterKind
from motcua.directory.agencies.events import CounterAdded, ServicePointAdded
from motcua.directory.agencies.models import AgencyStatement, Counter, OneStop, ServicePoint
from motcua.directory.identity.refusal import Refused
from motcua.kernel.events import log
from motcua.kernel.text import clean


class PlaceNotOpen(Refused):
    """Bộ phận Một cửa hoặc điểm tiếp nhận chưa mở vào ngày này, đã đóng, hoặc đã định ngày đóng."""


class NumberTaken(Refused):
    """Số quầy này đang dùng tại Bộ phận Một cửa; hãy chọn số khác hoặc đóng quầy cũ trước."""


class PointElsewhere(Refused):
    """Điểm tiếp nhận phải thuộc chính Bộ phận Một cửa này."""


@dataclass(frozen=True, kw_only=True)
class NewServicePoint:
    """A further place where a one-stop receives."""

    name: str
    valid_from: date
    phone: str = ""
    address: str = ""


@dataclass(frozen=True, kw_only=True)
class NewCounter:
    """A serving desk: its number, what it is for (`name`: the sectors served), where it stands."""

    number: int
    valid_from: date
    name: str = ""
    kind: str = CounterKind.GENERAL
    service_point: ServicePoint | None = None


@transaction.atomic
def add_service_point(
    *, one_stop: OneStop, new: NewServicePoint, at: datetime, actor_id: int | None = None
) -> ServicePoint:
    """A further place where the one-stop receives. Raises PlaceNotOpen."""
    here = OneStop.objects.select_for_update().get(pk=one_stop.pk)
    _check_open(here, new.valid_from)
    called = {"name": clean(new.name), "phone": clean(new.phone), "address": clean(new.address)}
    point = ServicePoint.objects.create(one_stop=here, valid_from=new.valid_from, **called)
    subject = f"agency:{here.agency_id}"
    said = AgencyStatement.write(subject=subject, purpose="service_point", body=called)
    log.publish(
        ServicePointAdded(
            service_point_id=point.pk, one_stop_id=here.pk, valid_from=new.valid_from.isoformat()
        ),
        subject=subject,
        happened_at=at,
        actor_id=actor_id,
        agency_id=here.agency_id,
        statements=[said],
    )
    return point


@transaction.atomic
def add_counter(*, one_stop: OneStop, new: NewCounter, at: datetime, actor_id: int | None = None) -> Counter:
    """A serving desk with its number. Raises PlaceNotOpen, PointElsewhere and NumberTaken."""
    here = OneStop.objects.select_for_update().get(pk=one_stop.pk)
    _check_open(here, new.valid_from)
    if new.service_point is not None:
        check_point(here, new.service_point, new.valid_from)
    standing = Q(valid_to__isnull=True) | Q(valid_to__gt=new.valid_from)
    if Counter.objects.filter(standing, one_stop=here, number=new.number).exists():
        raise NumberTaken
    counter = Counter.objects.create(
        one_stop=here,
        number=new.number,
        name=clean(new.name),
        kind=new.kind,
        service_point=new.service_point,
        valid_from=new.valid_from,
    )
    state_counter(counter, at=at, actor_id=actor_id)
    return counter


def state_counter(counter: Counter, *, at: datetime, actor_id: int | None = None) -> None:
    """The fact that a counter stands; its sectors are free text and go into a statement."""
    agency_id = counter.one_stop.agency_id
    subject = f"agency:{agency_id}"
    said = AgencyStatement.write(subject=subject, purpose="counter", body={"name": counter.name})
    log.publish(
        CounterAdded(
            counter_id=counter.pk,
            one_stop_id=counter.one_stop_id,
            service_point_id=counter.service_point_id,
            number=counter.number,
            counter_kind=counter.kind,
            valid_from=counter.valid_from.isoformat(),
        ),
        subject=subject,
        happened_at=at,
        actor_id=actor_id,
        agency_id=agency_id,
        statements=[said],
    )


def check_point(one_stop: OneStop, point: ServicePoint, on: date) -> None:
    """A counter stands at an open point of its own one-stop."""
    if point.one_stop_id != one_stop.pk:
        raise PointElsewhere
    _check_open(point, on)


def _check_open(place: OneStop | ServicePoint, on: date) -> None:
    """A place that is going to close takes nothing new: it would outlive what holds it."""
    if place.valid_to is not None or not place.is_valid_on(on):
        raise PlaceNotOpen
