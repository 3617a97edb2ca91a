"""The counter's own page, and the page of whoever runs the hall. Buttons post to the doors of `queueing`."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from motcua.directory.agencies.doors import officer_required
from motcua.directory.devices.actions import give_help
from motcua.directory.devices.models import Device
from motcua.facilities.floor import queries, served
from motcua.facilities.halls.models import Hall
from motcua.facilities.halls.permissions import may_supervise
from motcua.facilities.queueing.choices import LeftReason, Reason
from motcua.kernel import clock


def bar_context(request: HttpRequest) -> dict[str, Any]:
    """What the bar needs; `bar` is None for who sits at no counter."""
    at = clock.now()
    bar = queries.bar_of(request.officer, at)  # type: ignore[attr-defined]
    return {
        "bar": bar, "now": at, "client_ids": (uuid4() for _each in range(200)), "reasons": Reason.choices,
        "left_reasons": [one for one in LeftReason.choices if one[0] != LeftReason.DAY_END],
        "beginning": served.beginning(), "back": request.get_full_path().partition("?part")[0],
    }  # fmt: skip


@officer_required("intake_officer")
@require_safe
def counter(request: HttpRequest) -> HttpResponse:
    """Take a counter; then everything a counter may do. `?part=1` gives the bar alone."""
    context = bar_context(request)
    if request.GET.get("part"):
        context["back"] = request.GET.get("back", "/desk/quay/")[:200]
        return render(
            request, "floor/parts/bar.html" if context["bar"] else "floor/parts/no_seat.html", context
        )
    context["free"] = [] if context["bar"] else queries.free_counters(request.officer, clock.today())
    return render(request, "floor/counter.html", context)


@officer_required()
@require_safe
def halls_now(request: HttpRequest) -> HttpResponse:
    """The hall one runs; a list where there are several."""
    found = queries.supervised(request.officer, clock.today())
    if len(found) == 1:
        return redirect("floor:hall", found[0].pk)
    return render(request, "floor/halls.html", {"halls": found})


def _hall(request: HttpRequest, hall_id: int) -> Hall:
    """A hall this officer runs, or 404."""
    known = Hall.objects.select_related("one_stop__serves", "service_point", "agency")
    hall = known.filter(pk=hall_id).first()
    if hall is None or not may_supervise(request.officer, hall, clock.today()):
        raise Http404
    return hall


@officer_required()
@require_safe
def hall_now(request: HttpRequest, hall_id: int) -> HttpResponse:
    """Lines, counters, calls for help, notices; `?part=1` gives only what moves."""
    at = clock.now()
    floor = queries.floor_of(_hall(request, hall_id), at, clock.today())
    if floor is None:
        raise Http404
    context = {
        "floor": floor, "hall": floor.hall, "seen": floor.seen, "now": at,
        "client_ids": (uuid4() for _each in range(400)),
        "back": request.path, "left_reasons": LeftReason.choices,
    }  # fmt: skip
    template = "floor/parts/hall.html" if request.GET.get("part") else "floor/hall.html"
    return render(request, template, context)


@officer_required()
@require_POST
def helped(request: HttpRequest, hall_id: int, device_id: int) -> HttpResponse:
    """Somebody went to the machine at which a visitor called."""
    hall = _hall(request, hall_id)
    device = Device.objects.filter(pk=device_id, one_stop_id=hall.one_stop_id).first()
    if device is None:
        raise Http404
    give_help(device_id=device.pk, at=clock.now(), actor_id=request.officer.pk)
    return redirect("floor:hall", hall.pk)
