"""Appointments to try the product with: one that can be checked in now, one that an officer booked."""

from __future__ import annotations

from datetime import datetime, timedelta

from motcua.directory.agencies.models import Officer
from motcua.facilities.booking import actions, queries
from motcua.facilities.booking.choices import BookingState
from motcua.facilities.booking.models import Appointment
from motcua.facilities.halls.actions import By
from motcua.facilities.halls.models import Hall

_STILL_TO_BE_TRIED = timedelta(minutes=20)


def prepare(hall: Hall, officer: Officer, at: datetime) -> list[Appointment]:
    """Two appointments that still stand, the next one first; made unless they are there."""
    standing = Appointment.objects.filter(
        hall=hall, state=BookingState.BOOKED, starts_at__gt=at - _STILL_TO_BE_TRIED
    )
    for by in (By(None, at), By(officer.pk, at)):
        if standing.filter(is_by_officer=by.officer_id is not None).exists():
            continue
        group = hall.groups.filter(is_closed=False).first()
        free = queries.free_slots(hall, group.pk, at) if group else []
        if group and free:
            actions.book(hall_id=hall.pk, group_id=group.pk, starts_at=free[0].starts_at, by=by)
    return list(standing.select_related("group").order_by("starts_at", "id")[:2])
