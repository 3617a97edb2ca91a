"""One-stops, service points and counters close on a day; nothing is deleted, and what stands inside closes too."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Q

from motcua.directory.agencies.events import CounterClosed, OneStopClosed, ServicePointClosed
from motcua.directory.agencies.models import Counter, OneStop, ServicePoint
from motcua.directory.identity.refusal import Refused
from motcua.kernel.events import log


class ClosesOutsideLife(Refused):
    """Ngày đóng không được trước ngày mở, cũng không sau ngày đóng đã định."""


@transaction.atomic
def close_one_stop(*, one_stop: OneStop, on: date, at: datetime, actor_id: int | None = None) -> OneStop:
    """From `on` the one-stop, its service points and its counters receive no more. Raises ClosesOutsideLife."""
    here = OneStop.objects.select_for_update().get(pk=one_stop.pk)
    _check(here, on)
    _close(here, on)
    for counter in here.counters.filter(_beyond(on)):
        _close_counter(counter, here.agency_id, on, at, actor_id)
    for point in here.service_points.filter(_beyond(on)):
        _close_point(point, here.agency_id, on, at, actor_id)
    stated = OneStopClosed(one_stop_id=here.pk, valid_to=on.isoformat())
    _state(stated, here.agency_id, at, actor_id)
    return here


@transaction.atomic
def close_service_point(
    *, point: ServicePoint, on: date, at: datetime, actor_id: int | None = None
) -> ServicePoint:
    """From `on` the point and the counters there receive no more. Raises ClosesOutsideLife."""
    one_stop = OneStop.objects.select_for_update().get(pk=point.one_stop_id)
    here = ServicePoint.objects.get(pk=point.pk)
    _check(here, on)
    for counter in here.counters.filter(_beyond(on)):
        _close_counter(counter, one_stop.agency_id, on, at, actor_id)
    _close_point(here, one_stop.agency_id, on, at, actor_id)
    return here


@transaction.atomic
def close_counter(*, counter: Counter, on: date, at: datetime, actor_id: int | None = None) -> Counter:
    """From `on` nobody is served at the counter; its number is free again. Raises ClosesOutsideLife."""
    one_stop = OneStop.objects.select_for_update().get(pk=counter.one_stop_id)
    here = Counter.objects.get(pk=counter.pk)
    _check(here, on)
    _close_counter(here, one_stop.agency_id, on, at, actor_id)
    return here


def _beyond(on: date) -> Q:
    return Q(valid_to__isnull=True) | Q(valid_to__gt=on)


def _check(place: OneStop | ServicePoint | Counter, on: date) -> None:
    if on < place.valid_from or (place.valid_to is not None and on > place.valid_to):
        raise ClosesOutsideLife


def _close(place: OneStop | ServicePoint | Counter, on: date) -> date:
    """The day it closes; what would only open later never does."""
    place.valid_to = max(on, place.valid_from)
    place.save(update_fields=["valid_to"])
    return place.valid_to


def _close_point(point: ServicePoint, agency_id: int, on: date, at: datetime, actor_id: int | None) -> None:
    day = _close(point, on)
    _state(ServicePointClosed(service_point_id=point.pk, valid_to=day.isoformat()), agency_id, at, actor_id)


def _close_counter(counter: Counter, agency_id: int, on: date, at: datetime, actor_id: int | None) -> None:
    day = _close(counter, on)
    _state(CounterClosed(counter_id=counter.pk, valid_to=day.isoformat()), agency_id, at, actor_id)


def _state(stated: Any, agency_id: int, at: datetime, actor_id: int | None) -> None:
    log.publish(stated, subject=f"agency:{agency_id}", happened_at=at, actor_id=actor_id, agency_id=agency_id)
