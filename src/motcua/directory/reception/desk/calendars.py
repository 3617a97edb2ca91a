"""Doors to work calendars: everyone who works here may look; who administers the agency may publish."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from motcua.directory.agencies import permissions
from motcua.directory.agencies.calendars import calendar_key, calendar_of, owner_of
from motcua.directory.agencies.desk.agencies import known
from motcua.directory.agencies.desk.writing import write_once
from motcua.directory.agencies.doors import denied, officer_required
from motcua.directory.agencies.models import Agency
from motcua.directory.identity.refusal import Refused
from motcua.directory.reception.calendar_month import is_covered, month_of
from motcua.directory.reception.desk.calendar_forms import (
    CalendarForm,
    ImportForm,
    initial_of,
    month_asked,
)
from motcua.kernel import clock
from motcua.kernel.calendar import CalendarError, WorkCalendar
from motcua.kernel.calendar.actions import import_special_days, publish_calendar_version
from motcua.kernel.calendar.models import CalendarVersion
from motcua.kernel.calendar.queries import national_calendar, newest_version, versions_of
from motcua.kernel.calendar.special_days import Kind
from motcua.kernel.calendar.week import clock_text
from motcua.kernel.calendar.work_calendar import NATIONAL
from motcua.kernel.ui.fields import ClientForm

SHOWN_VERSIONS = 30


@officer_required()
@require_http_methods(["GET", "HEAD", "POST"])
def national(request: HttpRequest) -> HttpResponse:
    """The calendar of the whole country."""
    return _calendar(request, None)


@officer_required()
@require_http_methods(["GET", "HEAD", "POST"])
def agency(request: HttpRequest, agency_id: int) -> HttpResponse:
    """The calendar an agency follows, and its own."""
    return _calendar(request, known(agency_id))


@officer_required("system_admin")
@require_POST
def load(request: HttpRequest) -> HttpResponse:
    """Special days of whole years from a file."""
    form = ImportForm(request.POST, request.FILES, prefix="load")

    def act(at: datetime) -> CalendarVersion:
        content = form.cleaned_data["file"].encode()
        return import_special_days(
            content=content,
            decision=form.cleaned_data["decision"],
            at=at,
            actor_id=request.officer.pk,  # type: ignore[attr-defined]
        )

    if form.is_valid() and _published(request, form, "agencies.import_calendar", act):
        return redirect("reception:calendar")
    return _page(request, None, load=form)


def _calendar(request: HttpRequest, here: Agency | None) -> HttpResponse:
    if request.method != "POST":
        return _page(request, here)
    if not _may_publish(request, here):
        return denied(request, _("Chỉ người quản trị cơ quan này được công bố lịch."))
    form = CalendarForm(request.POST, prefix="calendar", day_off=_day_off(here))

    def act(at: datetime) -> CalendarVersion:
        return publish_calendar_version(
            key=calendar_key(here) if here else NATIONAL,
            change=form.change(_followed(here, at)),
            decision=form.cleaned_data["decision"],
            at=at,
            actor_id=request.officer.pk,  # type: ignore[attr-defined]
            agency_id=here.pk if here else None,
        )

    if form.is_valid() and _published(request, form, "agencies.publish_calendar", act):
        return redirect(_address(here))
    return _page(request, here, calendar=form)


def _published(
    request: HttpRequest, form: ClientForm, purpose: str, act: Callable[[datetime], CalendarVersion]
) -> bool:
    at = clock.now()

    def stated() -> dict[str, Any]:
        try:
            return {"number": act(at).number}
        except CalendarError as refusal:
            raise Refused(str(refusal)) from refusal

    answer = write_once(request, form, purpose, stated)
    if answer is not None:
        messages.success(request, _("Đã công bố phiên bản %(number)s của lịch làm việc.") % answer)
    return answer is not None


def _page(request: HttpRequest, here: Agency | None, **bound: ClientForm) -> HttpResponse:
    """The page of a calendar; `bound` are forms that came back with errors."""
    at, today = clock.now(), clock.today()
    calendar = _followed(here, at)
    key = calendar_key(here) if here else NATIONAL
    asked = month_asked(request.GET.get("month", ""))
    first = asked if asked and is_covered(asked) else today.replace(day=1)
    season = calendar.season_on(today)
    shown: dict[str, Any] = {
        "agency": here,
        "calendar": calendar,
        "owner": owner_of(calendar),
        "is_own": calendar.key == key,
        "season": season,
        "cutoff": clock_text(season.cutoff),
        "month": month_of(calendar, first),
        "today": today,
        "versions": versions_of(key)[:SHOWN_VERSIONS],
        "address": _address(here),
        "may_publish": _may_publish(request, here),
    }
    if shown["may_publish"]:
        newest = newest_version(key)
        initial = initial_of(season, newest.extra if newest else (), today)
        shown["form"] = bound.get("calendar") or CalendarForm(prefix="calendar", initial=initial)
        if here is None:
            shown["load_form"] = bound.get("load") or ImportForm(prefix="load")
    return render(request, "reception/calendar.html", shown, status=422 if bound else 200)


def _followed(here: Agency | None, at: datetime) -> WorkCalendar:
    return calendar_of(here, at) if here else national_calendar(at)


def _may_publish(request: HttpRequest, here: Agency | None) -> bool:
    officer, today = request.officer, clock.today()  # type: ignore[attr-defined]
    if here is None:
        return permissions.is_system_admin(officer, today)
    return permissions.administers(officer, here.pk, today)


def _day_off(here: Agency | None) -> Kind:
    return Kind.DAY_OFF if here else Kind.HOLIDAY


def _address(here: Agency | None) -> str:
    return reverse("reception:agency_calendar", args=[here.pk]) if here else reverse("reception:calendar")
