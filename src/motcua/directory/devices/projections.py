"""How devices follow from the log, for `audit verify`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from motcua.directory.devices.models import Device, DeviceStatement
from motcua.kernel.events.models import Event
from motcua.kernel.events.projections import Difference, Projection, compare, register

_STATED = ("one_stop_id", "service_point_id", "counter_ids", "volume", "quiet")


def install() -> None:
    """Called once by the app's `AppConfig.ready`."""
    register(Projection("devices", "device", check, _subjects))


def _subjects() -> Iterator[str]:
    for pk in Device.objects.order_by("pk").values_list("pk", flat=True).iterator():
        yield f"device:{pk}"


def check(subject: str, events: list[Event]) -> Iterator[Difference]:
    """Kind, place, counters, secret and its end, and what the office calls it."""
    device = Device.objects.filter(pk=int(subject.partition(":")[2])).first()
    if device is None:
        yield Difference(subject, "thiết bị", "có dòng", "không có")
        return
    expected = _folded(events)
    said = DeviceStatement.objects.filter(subject=subject, pk__in=_statements(events)).order_by("pk")
    names = {str(row.pk): row.body.get("name") for row in said}
    latest = next((names.get(key) for key in reversed(_statements(events)) if key in names), None)
    if latest is not None:
        expected["name"] = latest
    yield from compare(subject, expected, {name: getattr(device, name) for name in expected})


def _statements(events: list[Event]) -> list[str]:
    return [key for event in events for key in event.statements]


def _folded(events: list[Event]) -> dict[str, Any]:
    row: dict[str, Any] = {"token_sha256": "", "paired_at": None, "revoked_at": None, "help_at": None}
    for event in events:
        row |= {name: event.facts[name] for name in _STATED if name in event.facts}
        if event.kind == "devices.added":
            row["kind"] = event.facts["device_kind"]
        elif event.kind == "devices.paired":
            row |= {"token_sha256": event.facts["token_sha256"], "paired_at": event.happened_at}
        elif event.kind in ("devices.help_called", "devices.help_given"):
            row["help_at"] = event.happened_at if event.kind == "devices.help_called" else None
        elif event.kind == "devices.revoked":
            row |= {"token_sha256": "", "revoked_at": event.happened_at}
    return row
