from __future__ import annotations

from datetime import datetime

from motcua.directory.devices.models import Device
from motcua.directory.devices.rules import is_sighting_due


def note_sighting(*, device: Device, at: datetime) -> None:
    """That the machine is alive, at most once a minute; no act of law, so no fact."""
    if is_sighting_due(device.seen_at, at):
        Device.objects.filter(pk=device.pk).update(seen_at=at)
        device.seen_at = at
