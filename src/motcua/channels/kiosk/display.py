"""The display of a hall: one page that keeps itself fresh, and the part of it that changes."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from motcua.channels.kiosk.board import board_of
from motcua.channels.kiosk.place import hall_of
from motcua.channels.kiosk.words import waits_of
from motcua.directory.agencies.doors import officer_required
from motcua.directory.devices.doors import device_required
from motcua.facilities.halls import permissions
from motcua.facilities.halls.models import Hall
from motcua.facilities.promises.foretelling import forget_waits
from motcua.facilities.queueing import queries as queueing
from motcua.kernel import clock

PARTS_KEPT = 300


@device_required("display")
@require_safe
def display(request: HttpRequest) -> HttpResponse:
    """What people in the hall read; `?part=1` gives only what changes."""
    device = request.device  # type: ignore[attr-defined]
    hall = hall_of(device)
    if hall is None:
        return render(request, "kiosk/no_hall.html", {"device": device})
    return _shown(request, hall, tuple(device.counter_ids), device)


@officer_required()
@require_safe
def preview(request: HttpRequest, hall_id: int) -> HttpResponse:
    """The same for whoever serves there, without a device and without sound."""
    hall = Hall.objects.select_related("one_stop__agency", "service_point").filter(pk=hall_id).first()
    if hall is None or not permissions.may_see(request.officer, hall, clock.today()):  # type: ignore[attr-defined]
        raise Http404
    return _shown(request, hall, (), None)


def _shown(request: HttpRequest, hall: Hall, counters: tuple[int, ...], device: Any) -> HttpResponse:
    at = clock.now()
    part = _part(hall, counters, at)
    if request.GET.get("part"):
        return HttpResponse(part, headers={"Cache-Control": "no-store"})
    context = {"hall": hall, "device": device, "now": at, "part": part}
    return render(request, "kiosk/display.html", context)


def _part(hall: Hall, counters: tuple[int, ...], at: datetime) -> str:
    seen = queueing.snapshot(hall.pk, at)
    if seen is None:
        raise Http404
    # Fifty displays of one hall ask at the same moment: one of them is drawn for. Ten seconds bound how long
    # a call may look fresher than it is.
    return _drawn(hall, counters, seen.stamp, int(at.timestamp() // 10), get_language() or "vi")


@lru_cache(maxsize=PARTS_KEPT)
def _drawn(hall: Hall, counters: tuple[int, ...], _stamp: int, _moment: int, _language: str) -> str:
    at = clock.now()
    seen = queueing.snapshot(hall.pk, at)
    if seen is None:
        raise Http404
    context = {
        "hall": hall, "seen": seen, "board": board_of(hall, seen, counters, at), "waits": waits_of(seen, at),
        "now": at, "is_open": seen.is_issuing or seen.waiting_count or any(one.is_open for one in seen.counters),
    }  # fmt: skip
    return render_to_string("kiosk/parts/board.html", context)


def forget_parts() -> None:
    """For tests, whose databases are put back under the same ids."""
    _drawn.cache_clear()
    forget_waits()
