"""Appointments kept by officers, at the counter or on the telephone: found, booked, cancelled, checked in."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from motcua.directory.agencies.desk.writing import write_once
from motcua.directory.agencies.doors import officer_required
from motcua.facilities.booking import actions, queries
from motcua.facilities.booking.choices import BookingState
from motcua.facilities.booking.desk.forms import ActForm, AskForm, CodeForm, DayForm, SlotForm
from motcua.facilities.booking.models import Appointment
from motcua.facilities.booking.permissions import KEEPING_ROLES, halls_of, may_keep
from motcua.facilities.booking.rules import EARLY, LATE
from motcua.facilities.halls import queries as halls
from motcua.facilities.halls.actions import By
from motcua.facilities.halls.models import Hall
from motcua.facilities.queueing import actions as queueing
from motcua.facilities.queueing.choices import State
from motcua.facilities.queueing.models import Visit
from motcua.kernel import clock

MAY_KEEP = officer_required(*KEEPING_ROLES)


@MAY_KEEP
@require_safe
def places(request: HttpRequest) -> HttpResponse:
    """The hall whose appointments one keeps; a list where there are several."""
    found = list(halls_of(request.officer, clock.today()))  # type: ignore[attr-defined]
    if len(found) == 1:
        return redirect("booking_desk:day", found[0].pk)
    return render(request, "booking/desk/places.html", {"halls": found})


@MAY_KEEP
@require_safe
def day(request: HttpRequest, hall_id: int) -> HttpResponse:
    """Everybody who is expected on one day, and who came, cancelled or stayed away."""
    hall, form = _hall(request, hall_id), DayForm(request.GET or None)
    shown = (form.is_valid() and form.cleaned_data["day"]) or clock.today()
    context = {
        "hall": hall, "form": form, "code_form": CodeForm(), "day": shown, "rows": queries.of_day(hall, shown),
        "before": shown - timedelta(days=1), "after": shown + timedelta(days=1), "today": clock.today(),
    }  # fmt: skip
    return render(request, "booking/desk/day.html", context, status=422 if form.errors else 200)


@MAY_KEEP
@require_safe
def find(request: HttpRequest, hall_id: int) -> HttpResponse:
    """An appointment by its code, wherever this officer keeps appointments."""
    hall, form = _hall(request, hall_id), CodeForm(request.GET)
    rows: list[Appointment] = []
    if form.is_valid():
        scope = halls_of(request.officer, clock.today()).values_list("pk", flat=True)  # type: ignore[attr-defined]
        rows = queries.with_code_in(form.cleaned_data["code"], list(scope))
        if not rows:
            form.add_error("code", _("Không thấy mã hẹn này ở nơi ông/bà phụ trách."))
    if len(rows) == 1:
        return redirect("booking_desk:appointment", rows[0].hall_id, rows[0].pk)
    shown = {"hall": hall, "code_form": form, "rows": rows}
    return render(request, "booking/desk/found.html", shown, status=422 if form.errors else 200)


@MAY_KEEP
@require_http_methods(["GET", "HEAD", "POST"])
def book(request: HttpRequest, hall_id: int) -> HttpResponse:
    """What for and on which day, then one of the free times of that day."""
    hall, at = _hall(request, hall_id), clock.now()
    asked = AskForm(request.GET or _usual(hall), hall=hall, at=at)
    form = None
    if asked.is_valid():
        on = asked.cleaned_data["day"]
        slots = queries.slots_of_day(hall, asked.group_id(), on, at)
        form = SlotForm(request.POST or None, slots=slots, day=on)
        if request.method == "POST" and form.is_valid() and (kept := _booked(request, form, hall, asked)):
            messages.success(request, _("Đã giữ chỗ. Đọc mã hẹn cho người dân."))
            return redirect("booking_desk:appointment", hall.pk, kept["appointment"])
    is_wrong = bool(asked.errors or (form and form.errors))
    shown = {"hall": hall, "asked": asked, "form": form}
    return render(request, "booking/desk/book.html", shown, status=422 if is_wrong else 200)


def _usual(hall: Hall) -> dict[str, Any] | None:
    """The first group on the first day that is open; None where nothing can be booked."""
    group, days = hall.groups.filter(is_closed=False).first(), queries.open_days(hall, clock.now())
    return {"group": str(group.pk), "day": f"{days[0]:%d/%m/%Y}"} if group and days else None


def _booked(request: HttpRequest, form: SlotForm, hall: Hall, asked: AskForm) -> dict[str, Any] | None:
    def act() -> dict[str, Any]:
        row = actions.book(
            hall_id=hall.pk, group_id=asked.group_id(), starts_at=form.starts_at(), by=_by(request),
            person_key=form.cleaned_data["personal_id"],
        )  # fmt: skip
        return {"appointment": row.pk}

    return write_once(request, form, f"booking.book {asked.group_id()}", act)


@MAY_KEEP
@require_safe
def appointment(request: HttpRequest, hall_id: int, appointment_id: int) -> HttpResponse:
    """One appointment: what to tell its holder, what may be done."""
    return _page(request, _appointment(request, hall_id, appointment_id), ActForm())


@MAY_KEEP
@require_POST
def cancel(request: HttpRequest, hall_id: int, appointment_id: int) -> HttpResponse:
    """Give the place back for whoever asked at the counter or on the telephone."""
    row = _appointment(request, hall_id, appointment_id)

    def act() -> dict[str, Any]:
        return {"appointment": actions.cancel(appointment_id=row.pk, pin="", by=_by(request)).pk}

    return _press(request, row, "booking.cancel", act, _("Đã hủy lịch hẹn."))


@MAY_KEEP
@require_POST
def arrive(request: HttpRequest, hall_id: int, appointment_id: int) -> HttpResponse:
    """Its holder is here: a number, told by the officer, so it counts at once."""
    row = _appointment(request, hall_id, appointment_id)

    def act() -> dict[str, Any]:
        visit = actions.arrive(appointment_id=row.pk, by=_by(request))
        return {"visit": queueing.confirm(visit_id=visit.pk, by=_by(request)).pk}

    return _press(request, row, "booking.arrive", act, _("Đã cấp số. Báo số cho người dân."))


def _press(
    request: HttpRequest, row: Appointment, purpose: str, act: Callable[[], dict[str, Any]], done: str
) -> HttpResponse:
    form = ActForm(request.POST)
    if form.is_valid() and write_once(request, form, purpose, act):
        messages.success(request, done)
        return redirect("booking_desk:appointment", row.hall_id, row.pk)
    row.refresh_from_db()
    return _page(request, row, form)


def _page(request: HttpRequest, row: Appointment, form: ActForm) -> HttpResponse:
    visit = Visit.objects.filter(pk=row.visit_id).first() if row.visit_id else None
    number = visit.requests.get(place=1) if visit else None
    is_open = row.state == BookingState.BOOKED
    is_awaited = is_open or (number is not None and number.state == State.VOID)
    shown = {
        "hall": row.hall, "appointment": row, "form": form, "number": number, "is_open": is_open,
        "may_arrive": is_awaited and row.starts_at - EARLY <= clock.now() <= row.starts_at + LATE,
    }  # fmt: skip
    return render(request, "booking/desk/appointment.html", shown, status=422 if form.errors else 200)


def _by(request: HttpRequest) -> By:
    return By(request.officer.pk, clock.now())  # type: ignore[attr-defined]


def _hall(request: HttpRequest, hall_id: int) -> Hall:
    """A hall whose appointments this officer keeps; another's does not exist for them. Raises Http404."""
    found = halls.halls_of_agencies(None).filter(pk=hall_id).first()
    if found is None or not may_keep(request.officer, found, clock.today()):  # type: ignore[attr-defined]
        raise Http404
    return found


def _appointment(request: HttpRequest, hall_id: int, appointment_id: int) -> Appointment:
    hall = _hall(request, hall_id)
    row = Appointment.objects.filter(pk=appointment_id, hall=hall).select_related("group").first()
    if row is None:
        raise Http404
    row.hall = hall
    return row
