"""Which hall a device stands in, and what every screen there says of itself."""

from __future__ import annotations

from datetime import datetime

from motcua.directory.devices.models import Device
from motcua.facilities.halls.models import Hall
from motcua.facilities.queueing import queries as queueing
from motcua.facilities.queueing.queries import Snapshot


def hall_of(device: Device) -> Hall | None:
    """The hall of the service point, else of the one-stop's main house; None where no numbers are given."""
    known = Hall.objects.select_related("one_stop__agency", "service_point")
    return known.filter(one_stop_id=device.one_stop_id, service_point_id=device.service_point_id).first()


def seen_from(device: Device, at: datetime) -> Snapshot | None:
    """The hall as it is now."""
    hall = hall_of(device)
    return queueing.snapshot(hall.pk, at) if hall else None
