"""Doors to one-stops: administrators see those of their own field, and open new ones."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from motcua.directory.agencies import permissions, queries
from motcua.directory.agencies.actions import open_one_stop
from motcua.directory.agencies.desk.writing import write_once
from motcua.directory.agencies.doors import officer_required
from motcua.directory.agencies.models import OneStop
from motcua.directory.reception.desk.one_stop_forms import OpenOneStopForm
from motcua.kernel import clock

PAGE_SIZE = 25
MAY_ADMINISTER = officer_required("agency_admin", "system_admin")


@MAY_ADMINISTER
@require_safe
def one_stops(request: HttpRequest) -> HttpResponse:
    """One-stops of one's field, by code."""
    today = clock.today()
    scope = permissions.administered_ids(request.officer, today)
    asked = request.GET.get("q", "")[:200]
    found = queries.one_stops_within(scope, asked, today)
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    return render(request, "reception/one_stops.html", {"page": page, "asked": asked, "today": today})


@MAY_ADMINISTER
@require_safe
def one_stop(request: HttpRequest, one_stop_id: int) -> HttpResponse:
    """One one-stop with its service points and counters, those of former days too."""
    here, today = administered(request, one_stop_id), clock.today()
    shown = {
        "one_stop": here,
        "points": here.service_points.order_by("valid_to", "name"),
        "counters": here.counters.select_related("service_point").order_by("number", "valid_from"),
        "today": today,
        "is_live": here.valid_to is None or today < here.valid_to,
        "may_grow": here.valid_to is None,
    }
    return render(request, "reception/one_stop.html", shown)


@MAY_ADMINISTER
@require_http_methods(["GET", "HEAD", "POST"])
def open_new(request: HttpRequest) -> HttpResponse:
    """Open a one-stop."""
    today = clock.today()
    field = permissions.agencies_administered(request.officer, today)
    form = OpenOneStopForm(request.POST or None, field=field, initial={"valid_from": today})
    if request.method == "POST" and form.is_valid():

        def act() -> dict[str, Any]:
            opened = open_one_stop(new=form.new(), at=clock.now(), actor_id=request.officer.pk)
            return {"one_stop": opened.pk}

        answer = write_once(request, form, "agencies.open_one_stop", act)
        if answer is not None:
            messages.success(request, _("Đã mở Bộ phận Một cửa."))
            return redirect("reception:one_stop", answer["one_stop"])
    shown = {"form": form, "title": _("Mở Bộ phận Một cửa"), "button": _("Mở"), "back": _list()}
    return render(request, "reception/place_form.html", shown, status=422 if form.errors else 200)


def administered(request: HttpRequest, one_stop_id: int) -> OneStop:
    """A one-stop in one's field, or 404."""
    found = OneStop.objects.select_related("agency", "serves").filter(pk=one_stop_id).first()
    if found is None or not permissions.may_equip(request.officer, found.agency_id, clock.today()):
        raise Http404
    return found


def _list() -> str:
    return reverse("reception:one_stops")
