"""Booking without an account: a time at a hall, a code to come with, a PIN to cancel. Nothing of the person is asked."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.safestring import mark_safe
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from motcua.directory.identity.addresses import client_address
from motcua.facilities.booking import actions, queries
from motcua.facilities.booking.choices import BookingState
from motcua.facilities.booking.models import Appointment
from motcua.facilities.booking.portal.forms import BookForm, CancelForm
from motcua.facilities.halls.actions import By, HallRefusal
from motcua.facilities.halls.models import Group, Hall
from motcua.facilities.papers.codes import qr_svg
from motcua.kernel import clock
from motcua.kernel.events.once import ClientIdReused, once
from motcua.kernel.limits.actions import within_limit
from motcua.kernel.ui import errors

MOST_A_DAY, DAY = 6, timedelta(days=1)
MOST_PINS, SPAN = 5, timedelta(minutes=15)
READ_AND_WRITE = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def places(request: HttpRequest) -> HttpResponse:
    """Halls at which a time can be kept."""
    known = Hall.objects.select_related("one_stop", "service_point", "agency").order_by(
        "one_stop__name", "id"
    )
    halls = known.filter(groups__is_closed=False).distinct()
    return render(request, "booking/places.html", {"halls": halls})


@require_safe
def groups(request: HttpRequest, hall_id: int) -> HttpResponse:
    """What can be booked at a hall."""
    hall = _hall(hall_id)
    shown = {"hall": hall, "groups": hall.groups.filter(is_closed=False)}
    return render(request, "booking/groups.html", shown)


@never_cache
@READ_AND_WRITE
def book(request: HttpRequest, hall_id: int, group_id: int) -> HttpResponse:
    """Choose a free time of one group."""
    hall, at = _hall(hall_id), clock.now()
    group = Group.objects.filter(pk=group_id, hall=hall, is_closed=False).first()
    if group is None:
        raise Http404
    form = BookForm(request.POST or None, slots=queries.free_slots(hall, group_id, at))
    if request.method == "POST" and form.is_valid():
        if not within_limit(
            purpose="booking.book", caller=client_address(request) or "", most=MOST_A_DAY, span=DAY, at=at
        ):
            return errors.answer(request, 429)
        if token := _booked(form, hall, group):
            return redirect("booking:kept", token)
    shown = {"hall": hall, "group": group, "form": form}
    return render(request, "booking/book.html", shown, status=422 if form.errors else 200)


def _booked(form: BookForm, hall: Hall, group: Group) -> str:
    """The token of the new appointment; "" when it was refused, with the reason in the form."""

    def act() -> dict[str, Any]:
        by = By(None, clock.now())
        row = actions.book(hall_id=hall.pk, group_id=group.pk, starts_at=form.starts_at(), by=by)
        return {"token": row.token}

    said = form.cleaned_data
    payload = {"hall": hall.pk, "group": group.pk, "slot": said["slot"]}
    try:
        return once(client_id=said["client_id"], purpose="booking.book", payload=payload, act=act)["token"]
    except (HallRefusal, ClientIdReused) as refusal:
        form.add_error("slot", str(refusal))
        form.renew_client_id()
        return ""


@never_cache
@READ_AND_WRITE
def kept(request: HttpRequest, token: str) -> HttpResponse:
    """One's own appointment: when, where, with what; the PIN takes it back."""
    row = Appointment.objects.select_related("hall__one_stop", "hall__service_point", "group")
    found = row.filter(token=token).first()
    if found is None:
        raise Http404
    form = CancelForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _cancelled(form, found):
        return redirect("booking:kept", token)
    is_open = found.state == BookingState.BOOKED
    shown = {
        "appointment": found, "form": form if is_open else None, "is_open": is_open,
        "qr": mark_safe(qr_svg(found.code)),  # noqa: S308  drawn here
    }  # fmt: skip
    return render(request, "booking/kept.html", shown, status=422 if form.errors else 200)


def _cancelled(form: CancelForm, found: Appointment) -> bool:
    at = clock.now()
    if not within_limit(purpose="booking.pin", caller=found.token, most=MOST_PINS, span=SPAN, at=at):
        form.add_error("pin", str(actions.NoSuchBooking()))
        return False
    try:
        actions.cancel(appointment_id=found.pk, pin=form.cleaned_data["pin"], by=By(None, at))
    except HallRefusal as refusal:
        form.add_error("pin", str(refusal))
        return False
    return True


def _hall(hall_id: int) -> Hall:
    found = Hall.objects.select_related("one_stop", "service_point", "agency").filter(pk=hall_id).first()
    if found is None:
        raise Http404
    return found
