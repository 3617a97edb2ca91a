"""Reading devices."""

from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet

from motcua.directory.devices.models import Device
from motcua.directory.devices.rules import SILENT_AFTER, token_sha256
from motcua.kernel.prepared import Given, Prepared


def devices_of(one_stop_id: int) -> QuerySet[Device]:
    """Every device of a one-stop, those that were revoked last."""
    found = Device.objects.filter(one_stop_id=one_stop_id).select_related("service_point")
    return found.order_by("revoked_at", "kind", "id")


_KNOWN = Prepared(
    lambda: (
        Device.objects.select_related("one_stop__agency", "one_stop__serves", "service_point")
        .filter(token_sha256=Given("digest"), kind=Given("kind"))
        .order_by("pk")[:1]
    )
)


def device_with(token: str, kind: str) -> Device | None:
    """The device that holds this secret, if it is of the kind and not revoked."""
    digest = token_sha256(token)
    if not digest:
        return None
    return _KNOWN.first(digest=digest, kind=kind)


def silent_devices(at: datetime) -> QuerySet[Device]:
    """Paired devices that have not been heard of lately."""
    paired = Device.objects.exclude(token_sha256="").select_related("one_stop")  # nosec: no password
    return paired.filter(seen_at__lt=at - SILENT_AFTER)
