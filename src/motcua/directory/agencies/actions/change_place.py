"""Corrections to one-stops, service points and counters; what they were before stays in the log."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from motcua.directory.agencies.actions.add_place import check_point
from motcua.directory.agencies.events import CounterChanged, OneStopChanged, ServicePointChanged
from motcua.directory.agencies.models import AgencyStatement, Counter, OneStop, ServicePoint
from motcua.directory.identity.refusal import Refused
from motcua.kernel.clock import VIETNAM
from motcua.kernel.events import log
from motcua.kernel.text import clean


class PlaceClosed(Refused):
    """Nơi này đã đóng, không sửa được nữa."""


@dataclass(frozen=True, kw_only=True)
class Reached:
    """What a place is called and how it is reached."""

    name: str
    phone: str = ""
    address: str = ""


@transaction.atomic
def change_one_stop(
    *, one_stop: OneStop, reached: Reached, at: datetime, actor_id: int | None = None
) -> OneStop:
    """Another name, telephone or address. Raises PlaceClosed."""
    here = OneStop.objects.select_for_update().get(pk=one_stop.pk)
    said = _reached(here, reached, "one_stop", at)
    _state(OneStopChanged(one_stop_id=here.pk), here.agency_id, said, at, actor_id)
    return here


@transaction.atomic
def change_service_point(
    *, point: ServicePoint, reached: Reached, at: datetime, actor_id: int | None = None
) -> ServicePoint:
    """Another name, telephone or address. Raises PlaceClosed."""
    here = ServicePoint.objects.select_for_update().get(pk=point.pk)
    said = _reached(here, reached, "service_point", at)
    stated = ServicePointChanged(service_point_id=here.pk)
    _state(stated, here.one_stop.agency_id, said, at, actor_id)
    return here


@transaction.atomic
def change_counter(
    *,
    counter: Counter,
    name: str,
    kind: str,
    service_point: ServicePoint | None,
    at: datetime,
    actor_id: int | None = None,
) -> Counter:
    """Other sectors, kind or place; the number stays. Raises PlaceClosed, PointElsewhere and PlaceNotOpen."""
    here = Counter.objects.select_for_update().get(pk=counter.pk)
    _check_standing(here, at)
    if service_point is not None and service_point.pk != here.service_point_id:
        day = max(at.astimezone(VIETNAM).date(), here.valid_from)
        check_point(here.one_stop, service_point, day)
    here.name, here.kind, here.service_point = clean(name), kind, service_point
    here.save(update_fields=["name", "kind", "service_point"])
    agency_id = here.one_stop.agency_id
    said = AgencyStatement.write(subject=f"agency:{agency_id}", purpose="counter", body={"name": here.name})
    stated = CounterChanged(
        counter_id=here.pk, service_point_id=here.service_point_id, counter_kind=here.kind
    )
    _state(stated, agency_id, said, at, actor_id)
    return here


def _reached(here: OneStop | ServicePoint, reached: Reached, purpose: str, at: datetime) -> AgencyStatement:
    _check_standing(here, at)
    called = {name: clean(value) for name, value in asdict(reached).items()}
    for name, value in called.items():
        setattr(here, name, value)
    here.save(update_fields=list(called))
    agency_id = here.agency_id if isinstance(here, OneStop) else here.one_stop.agency_id
    return AgencyStatement.write(subject=f"agency:{agency_id}", purpose=purpose, body=called)


def _check_standing(place: OneStop | ServicePoint | Counter, at: datetime) -> None:
    if place.valid_to is not None and place.valid_to <= at.astimezone(VIETNAM).date():
        raise PlaceClosed


def _state(stated: Any, agency_id: int, said: AgencyStatement, at: datetime, actor_id: int | None) -> None:
    log.publish(
        stated,
        subject=f"agency:{agency_id}",
        happened_at=at,
        actor_id=actor_id,
        agency_id=agency_id,
        statements=[said],
    )
