from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from motcua.directory.agencies.choices import CounterKind
from motcua.directory.agencies.events import OneStopOpened
from motcua.directory.agencies.models import Agency, Counter, OneStop, ServicePoint
from motcua.kernel.events import log
from motcua.kernel.text import clean


@dataclass(frozen=True, kw_only=True)
class NewOneStop:
    """A one-stop to open: the unit it is, the agency it is there for, its kind."""

    agency: Agency
    serves: Agency
    kind: str
    valid_from: date


@transaction.atomic
def open_one_stop(*, new: NewOneStop, at: datetime, actor_id: int | None = None) -> OneStop:
    """Open a one-stop under the name, telephone and address of its agency."""
    one_stop = OneStop.objects.create(
        agency=new.agency,
        serves=new.serves,
        kind=new.kind,
        name=new.agency.name,
        phone=new.agency.phone,
        address=new.agency.address,
        valid_from=new.valid_from,
    )
    log.publish(
        OneStopOpened(
            one_stop_id=one_stop.pk, serves_id=new.serves.pk, valid_from=new.valid_from.isoformat()
        ),
        subject=f"agency:{new.agency.pk}",
        happened_at=at,
        actor_id=actor_id,
        agency_id=new.agency.pk,
    )
    return one_stop


def add_service_point(*, one_stop: OneStop, name: str, address: str, valid_from: date) -> ServicePoint:
    """A further place where the one-stop receives."""
    return ServicePoint.objects.create(
        one_stop=one_stop, name=clean(name), address=clean(address), valid_from=valid_from
    )


def add_counter(
    *,
    one_stop: OneStop,
    number: int,
    valid_from: date,
    name: str = "",
    kind: str = CounterKind.GENERAL,
    service_point: ServicePoint | None = None,
) -> Counter:
    """A serving desk with its number."""
    return Counter.objects.create(
        one_stop=one_stop,
        number=number,
        name=clean(name),
        kind=kind,
        service_point=service_point,
        valid_from=valid_from,
    )
