from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from motcua.directory.agencies.models import Counter, OneStop, ServicePoint
from motcua.directory.devices.actions.revoke_device import AlreadyRevoked
from motcua.directory.devices.choices import AT_COUNTERS
from motcua.directory.devices.events import DeviceAdded, DeviceChanged
from motcua.directory.devices.models import Device, DeviceStatement
from motcua.directory.identity.refusal import Refused
from motcua.kernel.clock import VIETNAM
from motcua.kernel.events import log
from motcua.kernel.text import clean


class NotOfThisPlace(Refused):
    """Điểm tiếp nhận và quầy của thiết bị phải đang mở tại chính Bộ phận Một cửa này; máy đánh giá cần đúng một quầy."""


@dataclass(frozen=True, kw_only=True)
class Placed:
    """What an office calls a device, where it stands, which counters it serves (none: all).

    `volume` is 0–100; `quiet` are hours without sound, as ("11:30", "13:30").
    """

    name: str
    service_point: ServicePoint | None = None
    counter_ids: Collection[int] = field(default_factory=tuple)
    volume: int = 80
    quiet: Collection[tuple[str, str]] = field(default_factory=tuple)


@dataclass(frozen=True, kw_only=True)
class NewDevice(Placed):
    """A device to be paired."""

    kind: str


@transaction.atomic
def add_device(*, one_stop: OneStop, new: NewDevice, at: datetime, actor_id: int | None = None) -> Device:
    """Declare a device; it does nothing until it is paired. Raises NotOfThisPlace."""
    counters = _checked(one_stop, new, new.kind, at)
    device = Device.objects.create(
        one_stop=one_stop, service_point=new.service_point, kind=new.kind, name=clean(new.name),
        counter_ids=counters, volume=new.volume, quiet=_quiet(new),
    )  # fmt: skip
    stated = DeviceAdded(
        device_kind=new.kind, one_stop_id=one_stop.pk, service_point_id=device.service_point_id,
        counter_ids=counters, volume=device.volume, quiet=device.quiet,
    )  # fmt: skip
    said = DeviceStatement.write(subject=device.subject, purpose="name", body={"name": device.name})
    log.publish(
        stated, subject=device.subject, happened_at=at, actor_id=actor_id, agency_id=one_stop.agency_id,
        statements=[said],
    )  # fmt: skip
    return device


@transaction.atomic
def change_device(*, device_id: int, placed: Placed, at: datetime, actor_id: int | None = None) -> Device:
    """Another name, place or counters; the machine stays paired. Raises NotOfThisPlace, AlreadyRevoked."""
    device = Device.objects.select_for_update().get(pk=device_id)
    if device.revoked_at is not None:
        raise AlreadyRevoked
    one_stop = device.one_stop
    counters = _checked(one_stop, placed, device.kind, at)
    device.name, device.service_point, device.counter_ids = (
        clean(placed.name), placed.service_point, counters,
    )  # fmt: skip
    device.volume, device.quiet = placed.volume, _quiet(placed)
    device.save(update_fields=["name", "service_point", "counter_ids", "volume", "quiet"])
    said = DeviceStatement.write(subject=device.subject, purpose="name", body={"name": device.name})
    log.publish(
        DeviceChanged(
            service_point_id=device.service_point_id, counter_ids=counters, volume=device.volume,
            quiet=device.quiet,
        ),
        subject=device.subject, happened_at=at, actor_id=actor_id, agency_id=one_stop.agency_id,
        statements=[said],
    )  # fmt: skip
    return device


def _quiet(placed: Placed) -> list[list[str]]:
    return [list(hours) for hours in placed.quiet]


def _checked(one_stop: OneStop, placed: Placed, kind: str, at: datetime) -> list[int]:
    """The counters, checked to stand here."""
    day = at.astimezone(VIETNAM).date()
    wanted = sorted(set(placed.counter_ids)) if kind in AT_COUNTERS else []
    standing = Counter.objects.on(day).filter(pk__in=wanted, one_stop=one_stop).count()
    point = placed.service_point
    is_elsewhere = point is not None and (point.one_stop_id != one_stop.pk or not point.is_valid_on(day))
    if is_elsewhere or standing != len(wanted) or (kind == "rating" and len(wanted) != 1):
        raise NotOfThisPlace
    return wanted
