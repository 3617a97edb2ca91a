"""Which hall a device stands in, and what every screen there says of itself."""

from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet

from motcua.directory.devices.models import Device
from motcua.facilities.halls.models import Hall
from motcua.facilities.queueing import queries as queueing
from motcua.facilities.queueing.queries import Snapshot
from motcua.kernel.prepared import Given, Prepared


def _halls() -> QuerySet[Hall]:
    return Hall.objects.select_related("one_stop__agency", "service_point").order_by()


_AT_POINT = Prepared(lambda: _halls().filter(service_point_id=Given("point")))
_AT_HOUSE = Prepared(lambda: _halls().filter(one_stop_id=Given("one_stop"), service_point_id__isnull=True))


def hall_of(device: Device) -> Hall | None:
    """The hall of the service point, else of the one-stop's main house; None where no numbers are given."""
    if device.service_point_id is not None:
        return _AT_POINT.first(point=device.service_point_id)
    return _AT_HOUSE.first(one_stop=device.one_stop_id)


def seen_from(device: Device, at: datetime) -> Snapshot | None:
    """The hall as it is now."""
    hall = hall_of(device)
    return queueing.snapshot(hall.pk, at) if hall else None
