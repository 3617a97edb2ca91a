"""Facts about devices. What an office calls one stands in `DeviceStatement`."""

from __future__ import annotations

from dataclasses import dataclass, field

from motcua.kernel.events.facts import fact


@fact("devices.added")
@dataclass(frozen=True, kw_only=True)
class DeviceAdded:
    """Thiết bị được khai tại một Bộ phận Một cửa."""

    device_kind: str
    one_stop_id: int
    service_point_id: int | None
    counter_ids: list[int]
    volume: int = 80
    quiet: list[list[str]] = field(default_factory=list)


@fact("devices.changed")
@dataclass(frozen=True, kw_only=True)
class DeviceChanged:
    """Tên, nơi đặt hoặc quầy của thiết bị được sửa."""

    service_point_id: int | None
    counter_ids: list[int]
    volume: int = 80
    quiet: list[list[str]] = field(default_factory=list)


@fact("devices.code_issued")
@dataclass(frozen=True, kw_only=True)
class PairingCodeIssued:
    """Cấp mã ghép thiết bị, dùng một lần."""

    until: str


@fact("devices.paired")
@dataclass(frozen=True, kw_only=True)
class DevicePaired:
    """Thiết bị được ghép; máy ghép trước đó (nếu có) thôi hiệu lực."""

    token_sha256: str


@fact("devices.revoked")
@dataclass(frozen=True, kw_only=True)
class DeviceRevoked:
    """Thiết bị bị thu hồi; máy đang mở không dùng được nữa."""


@fact("devices.help_called")
@dataclass(frozen=True, kw_only=True)
class HelpCalled:
    """Người dân tại thiết bị gọi cán bộ đến giúp."""


@fact("devices.help_given")
@dataclass(frozen=True, kw_only=True)
class HelpGiven:
    """Cán bộ đã đến giúp tại thiết bị."""
