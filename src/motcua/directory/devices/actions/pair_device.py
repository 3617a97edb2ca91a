from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from motcua.directory.devices.actions.revoke_device import AlreadyRevoked
from motcua.directory.devices.events import DevicePaired, PairingCodeIssued
from motcua.directory.devices.models import Device
from motcua.directory.devices.rules import CODE_LASTS, code_digest, new_code, new_token, token_sha256
from motcua.directory.identity.refusal import Refused
from motcua.kernel.events import log


class CodeNotFound(Refused):
    """Mã ghép không đúng, đã dùng hoặc đã quá 15 phút. Nhờ quản trị cấp mã mới."""


@transaction.atomic
def issue_code(
    *, device_id: int, at: datetime, actor_id: int | None = None, lasts: timedelta = CODE_LASTS
) -> str:
    """A new pairing code; one that was issued before is worth nothing now. Raises AlreadyRevoked."""
    device = Device.objects.select_for_update().get(pk=device_id)
    if device.revoked_at is not None:
        raise AlreadyRevoked
    code = _unused_code()
    device.code_digest, device.code_until = code_digest(code), at + lasts
    device.save(update_fields=["code_digest", "code_until"])
    log.publish(
        PairingCodeIssued(until=device.code_until.isoformat()), subject=device.subject, happened_at=at,
        actor_id=actor_id, agency_id=device.one_stop.agency_id,
    )  # fmt: skip
    return code


def _unused_code() -> str:
    """Ninety million codes and a handful in use: the first is almost always free."""
    while True:
        code = new_code()
        if not Device.objects.filter(code_digest=code_digest(code)).exists():
            return code


@transaction.atomic
def pair_device(*, code: str, at: datetime) -> tuple[Device, str]:
    """The device that waits for this code, and the secret its browser keeps from now on.

    The code is used up; a browser that was this device before is no longer. Raises CodeNotFound.
    """
    found = Device.objects.select_for_update().filter(
        code_digest=code_digest(code), code_until__gt=at, revoked_at__isnull=True
    )
    device = found.first()
    if device is None:
        raise CodeNotFound
    token = new_token()
    device.token_sha256, device.paired_at, device.seen_at = token_sha256(token), at, at
    device.code_digest, device.code_until = "", None
    device.save(update_fields=["token_sha256", "paired_at", "seen_at", "code_digest", "code_until"])
    log.publish(
        DevicePaired(token_sha256=device.token_sha256), subject=device.subject, happened_at=at,
        agency_id=device.one_stop.agency_id,
    )  # fmt: skip
    return device, token
