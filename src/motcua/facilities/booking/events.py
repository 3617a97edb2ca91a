"""The facts of an appointment. Ids and instants only: an appointment knows no name."""

from __future__ import annotations

from dataclasses import dataclass

from motcua.kernel.events.facts import fact


@fact("booking.booked")
@dataclass(frozen=True, kw_only=True)
class AppointmentBooked:
    """Đặt lịch hẹn."""

    hall_id: int
    group_id: int
    day: str
    starts_at: str
    minutes: int
    token_sha256: str
    is_by_officer: bool


@fact("booking.cancelled")
@dataclass(frozen=True, kw_only=True)
class AppointmentCancelled:
    """Hủy lịch hẹn."""


@fact("booking.arrived")
@dataclass(frozen=True, kw_only=True)
class AppointmentArrived:
    """Người có hẹn đã đến và nhận số."""

    visit_id: int


@fact("booking.expired")
@dataclass(frozen=True, kw_only=True)
class AppointmentExpired:
    """Quá giờ hẹn mà không đến."""
