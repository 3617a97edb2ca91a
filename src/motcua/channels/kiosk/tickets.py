"""The ticket kiosk: choose, take the number, see it; every step works without a script."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from motcua.channels.kiosk import paper
from motcua.channels.kiosk.known import unsealed
from motcua.channels.kiosk.place import hall_of
from motcua.channels.kiosk.screens import address_of, is_large, refused, screen
from motcua.directory.devices.actions import call_help
from motcua.directory.devices.doors import device_required
from motcua.facilities.halls.actions import By, HallRefusal
from motcua.facilities.halls.models import Hall
from motcua.facilities.papers.codes import qr_svg
from motcua.facilities.queueing import actions as queueing
from motcua.facilities.queueing import queries
from motcua.facilities.queueing.actions import Asked
from motcua.facilities.queueing.choices import Channel, State
from motcua.facilities.queueing.models import Visit
from motcua.facilities.queueing.queries import TicketPlace
from motcua.kernel import clock
from motcua.kernel.events.once import ClientIdReused, once
from motcua.kernel.limits.actions import within_limit

MOST_A_MINUTE = 20
MINUTE = timedelta(minutes=1)


@device_required("kiosk")
@require_safe
def choose(request: HttpRequest) -> HttpResponse:
    """The first screen: one touch takes a number of a group; people with a right to go first choose so before."""
    return screen(request, "kiosk/choose.html")


@device_required("kiosk")
@require_safe
def first_in_line(request: HttpRequest) -> HttpResponse:
    """Who may be called before others, and the groups again."""
    return screen(request, "kiosk/priority.html")


@device_required("kiosk")
@require_POST
def take(request: HttpRequest) -> HttpResponse:
    """Take a number; pressed twice, or sent again after a cut, it is one number and one paper."""
    device, at = request.device, clock.now()  # type: ignore[attr-defined]
    hall = hall_of(device)
    if hall is None:
        raise Http404
    caller = f"device:{device.pk}"
    if not within_limit(purpose="kiosk.take", caller=caller, most=MOST_A_MINUTE, span=MINUTE, at=at):
        return refused(request, _("Máy phát số quá nhanh. Đợi một phút, hoặc gọi người giúp."), 429)
    try:
        token = _taken(hall, _asked(request), UUID(request.POST.get("client_id", "")), at)
    except ValueError:
        return refused(request, _("Chưa chọn nhóm thủ tục. Xin chạm lại."), 422)
    except (HallRefusal, ClientIdReused) as refusal:
        return refused(request, str(refusal), 422)
    why = paper.print_ticket(hall, Visit.objects.get(token=token), By(None, at))
    return redirect(address_of(request, token, why_no_paper=why))


def _taken(hall: Hall, asked: Asked, client_id: UUID, at: datetime) -> str:
    """The token of the number."""

    def act() -> dict[str, Any]:
        return {"token": queueing.issue(hall_id=hall.pk, asked=asked, by=By(None, at)).token}

    payload = {"hall": hall.pk, "group": asked.group_id, "priority": asked.priority}
    return once(client_id=client_id, purpose="kiosk.take", payload=payload, act=act)["token"]


def _asked(request: HttpRequest) -> Asked:
    """Raises ValueError for what no screen sends."""
    known = unsealed(request.POST.get("known", "")[:400])
    return Asked(
        group_id=int(request.POST.get("group", "")), channel=Channel.KIOSK.value, person_key=known.person,
        priority=request.POST.get("priority", known.priority)[:16],
    )  # fmt: skip


@device_required("kiosk")
@require_safe
def taken(request: HttpRequest, token: str) -> HttpResponse:
    """The number on the screen, and the QR that brings it to a telephone."""
    place = _ticket(request, token)
    phone = request.build_absolute_uri(reverse("queueing_public:ticket", args=[token]))
    context = {
        "place": place, "hall": place.visit.hall, "device": request.device, "now": clock.now(), "token": token,  # type: ignore[attr-defined]
        "qr": mark_safe(qr_svg(phone)), "is_pending": place.request.state == State.ISSUING,  # noqa: S308  drawn here
        "is_void": place.request.state == State.VOID, "is_large": is_large(request),
        "has_no_paper": request.GET.get("giay") == "khong", "why": paper.why_no_paper(place.visit),
    }  # fmt: skip
    return render(request, "kiosk/taken.html", context)


@device_required("kiosk")
@require_POST
def printed(request: HttpRequest, token: str) -> HttpResponse:
    """The paper is in the visitor's hand (a browser that printed cannot tell by itself)."""
    place = _ticket(request, token)
    try:
        queueing.confirm(visit_id=place.visit.pk, by=By(None, clock.now()))
    except HallRefusal as refusal:
        return refused(request, str(refusal), 422)
    return redirect(address_of(request, token))


def _ticket(request: HttpRequest, token: str) -> TicketPlace:
    """A ticket of the hall this machine stands in, or 404."""
    place = queries.ticket_place(token, clock.now())
    hall = hall_of(request.device)  # type: ignore[attr-defined]
    if place is None or hall is None or place.visit.hall_id != hall.pk:
        raise Http404
    return place


@device_required("kiosk")
@require_POST
def help_me(request: HttpRequest) -> HttpResponse:
    """Call a person to this machine."""
    call_help(device_id=request.device.pk, at=clock.now())  # type: ignore[attr-defined]
    context = {"device": request.device, "now": clock.now(), "is_large": is_large(request)}  # type: ignore[attr-defined]
    return render(request, "kiosk/help_called.html", context)
