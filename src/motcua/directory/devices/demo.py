"""Machines for the hall of the demo: declared once, and a fresh pairing code for each every time it is asked for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from motcua.directory.agencies.models import Counter, OneStop
from motcua.directory.devices.actions import NewDevice, add_device, issue_code
from motcua.directory.devices.choices import DeviceKind
from motcua.directory.devices.models import Device
from motcua.kernel.clock import VIETNAM

CODE_LASTS = timedelta(hours=12)  # somebody who tries the product opens the links when they come to them


@dataclass(frozen=True)
class Machine:
    """One link to open."""

    device: Device
    code: str


def prepare(one_stop: OneStop, at: datetime) -> list[Machine]:
    """A machine of each kind, each with the code that makes a browser this machine."""
    devices = Device.objects.filter(one_stop=one_stop, revoked_at__isnull=True)
    if not devices.exists():
        for kind in DeviceKind.values:
            new = NewDevice(
                kind=kind,
                name=f"{DeviceKind(kind).label} (trình diễn)",
                counter_ids=_counters(one_stop, kind, at),
            )
            add_device(one_stop=one_stop, new=new, at=at)
    return [
        Machine(device, issue_code(device_id=device.pk, at=at, lasts=CODE_LASTS)) for device in devices.all()
    ]


def _counters(one_stop: OneStop, kind: str, at: datetime) -> tuple[int, ...]:
    """A rating tablet stands at the first counter; the display shows all."""
    standing = Counter.objects.on(at.astimezone(VIETNAM).date()).filter(one_stop=one_stop).order_by("number")
    return tuple(standing.values_list("pk", flat=True)[:1]) if kind == DeviceKind.RATING else ()
