from __future__ import annotations

from datetime import datetime

from django.db import transaction

from motcua.directory.devices.events import HelpCalled, HelpGiven
from motcua.directory.devices.models import Device
from motcua.kernel.events import log


@transaction.atomic
def call_help(*, device_id: int, at: datetime) -> Device:
    """Somebody at the machine wants a person; calling again while nobody came changes nothing."""
    device = Device.objects.select_for_update().get(pk=device_id)
    if device.help_at is None:
        device.help_at = at
        device.save(update_fields=["help_at"])
        _state(device, HelpCalled(), at, None)
    return device


@transaction.atomic
def give_help(*, device_id: int, at: datetime, actor_id: int) -> Device:
    """An officer has come; coming twice is coming once."""
    device = Device.objects.select_for_update().get(pk=device_id)
    if device.help_at is not None:
        device.help_at = None
        device.save(update_fields=["help_at"])
        _state(device, HelpGiven(), at, actor_id)
    return device


def _state(device: Device, stated: HelpCalled | HelpGiven, at: datetime, actor_id: int | None) -> None:
    agency_id = device.one_stop.agency_id
    log.publish(stated, subject=device.subject, happened_at=at, actor_id=actor_id, agency_id=agency_id)
