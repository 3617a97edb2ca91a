"""Appointments follow from the log, for `audit verify`."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from motcua.facilities.booking.choices import BookingState
from motcua.facilities.booking.models import Appointment
from motcua.facilities.booking.rules import code_of, first_code_of
from motcua.facilities.queueing.rules.tickets import fingerprint
from motcua.kernel.events.models import Event
from motcua.kernel.events.projections import Difference, Projection, compare, register

_ENDS = {
    "booking.cancelled": BookingState.CANCELLED.value,
    "booking.arrived": BookingState.ARRIVED.value,
    "booking.expired": BookingState.EXPIRED.value,
}


def install() -> None:
    """Called once by the app's `AppConfig.ready`."""
    register(Projection("booking", "appointment", check, subjects))


def subjects() -> Iterator[str]:
    for pk in Appointment.objects.order_by("pk").values_list("pk", flat=True).iterator(chunk_size=2000):
        yield f"appointment:{pk}"


def check(subject: str, events: list[Event]) -> Iterator[Difference]:
    """One appointment against its events."""
    row = Appointment.objects.filter(pk=int(subject.partition(":")[2])).first()
    if row is None:
        yield Difference(subject, "lịch hẹn", "có dòng", "không có")
        return
    expected = expected_columns(events)
    found = {name: getattr(row, name) for name in expected if name != "token_sha256"}
    yield from compare(subject, expected, found | {"token_sha256": fingerprint(row.token)})
    codes = (code_of(row.token), first_code_of(row.token))
    if row.code not in codes:
        yield Difference(subject, "mã hẹn", codes[0], row.code)
    if row.person_key and row.state != BookingState.BOOKED:
        yield Difference(subject, "khóa đếm lượt", "đã xóa", "còn giữ")


def expected_columns(events: list[Event]) -> dict[str, Any]:
    """What the columns must be after these events."""
    columns: dict[str, Any] = {}
    for event in events:
        facts = event.facts
        if event.kind == "booking.booked":
            columns = facts | {
                "agency_id": event.agency_id,
                "day": date.fromisoformat(facts["day"]),
                "starts_at": datetime.fromisoformat(facts["starts_at"]),
                "state": BookingState.BOOKED.value,
                "ended_at": None,
                "visit_id": None,
            }
        elif event.kind in _ENDS:
            columns |= {"state": _ENDS[event.kind], "ended_at": event.happened_at}
            columns["visit_id"] = facts.get("visit_id")
    return columns
