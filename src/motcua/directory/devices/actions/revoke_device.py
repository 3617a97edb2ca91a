from __future__ import annotations

from datetime import datetime

from django.db import transaction

from motcua.directory.devices.events import DeviceRevoked
from motcua.directory.devices.models import Device
from motcua.directory.identity.refusal import Refused
from motcua.kernel.events import log


class AlreadyRevoked(Refused):
    """Thiết bị này đã thu hồi; hãy khai thiết bị mới."""


@transaction.atomic
def revoke_device(*, device_id: int, at: datetime, actor_id: int | None = None) -> Device:
    """The machine is shut out from its next request on; revoking twice is revoking once."""
    device = Device.objects.select_for_update().get(pk=device_id)
    if device.revoked_at is not None:
        return device
    device.token_sha256, device.code_digest, device.code_until = "", "", None
    device.revoked_at = at
    device.save(update_fields=["token_sha256", "code_digest", "code_until", "revoked_at"])
    log.publish(
        DeviceRevoked(), subject=device.subject, happened_at=at, actor_id=actor_id,
        agency_id=device.one_stop.agency_id,
    )  # fmt: skip
    return device
