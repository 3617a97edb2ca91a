"""The ticket kiosk: choose, take the number, see it; every step works without a script."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode
from uuid import UUID, uuid4

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from motcua.channels.kiosk import paper
from motcua.channels.kiosk.known import Known, group_of_receipt, holder_of, unsealed
from motcua.channels.kiosk.place import hall_of
from motcua.channels.kiosk.words import waits_of
from motcua.directory.devices.actions import call_help
from motcua.directory.devices.doors import device_required
from motcua.facilities.halls.actions import By, HallRefusal
from motcua.facilities.halls.models import Hall
from motcua.facilities.halls.rules import ticket_day
from motcua.facilities.papers.codes import qr_svg
from motcua.facilities.queueing import actions as queueing
from motcua.facilities.queueing import queries
from motcua.facilities.queueing.actions import Asked
from motcua.facilities.queueing.actions.issuing import why_not_issuing
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
    return _screen(request, "kiosk/choose.html")


@device_required("kiosk")
@require_safe
def first_in_line(request: HttpRequest) -> HttpResponse:
    """Who may be called before others, and the groups again."""
    return _screen(request, "kiosk/priority.html")


def _screen(
    request: HttpRequest, template: str, *, error: str = "", status: int = 200, known: Known | None = None,
    only: int | None = None,
) -> HttpResponse:  # fmt: skip
    device, at = request.device, clock.now()  # type: ignore[attr-defined]
    hall = hall_of(device)
    seen = queries.snapshot(hall.pk, at) if hall else None
    if hall is None or seen is None:
        return render(request, "kiosk/no_hall.html", {"device": device})
    rules = hall.rules_on(ticket_day(at))
    context = {
        "hall": hall, "device": device, "seen": seen, "now": at, "waits": [one for one in waits_of(seen, at) if only in (None, one.group.id)], "rules": rules,
        "known": known, "sealed": known.sealed() if known else "",
        "client_id": uuid4(), "error": error, "is_large": _is_large(request), "why_closed": why_not_issuing(hall, at),
    }  # fmt: skip
    return render(request, template, context, status=status)


def _is_large(request: HttpRequest) -> bool:
    """Large type lasts for one visitor: it travels in addresses and is gone with the next person."""
    return request.GET.get("chu") == "to" or request.POST.get("chu") == "to"


@device_required("kiosk")
@require_POST
def scanned(request: HttpRequest) -> HttpResponse:
    """What the scan slot read: a card says who may go first, a receipt where to go."""
    hall, text = hall_of(request.device), request.POST.get("text", "")[:2000]  # type: ignore[attr-defined]
    if hall is None:
        raise Http404
    holder = holder_of(text, clock.today())
    group = None if holder else group_of_receipt(text.strip(), hall.pk)
    if holder is None and group is None:
        return _refused(request, _("Không đọc được mã này. Mời chạm vào việc cần làm."), 422)
    return _screen(request, "kiosk/known.html", known=holder or Known(), only=group.pk if group else None)


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
        return _refused(request, _("Máy phát số quá nhanh. Đợi một phút, hoặc gọi người giúp."), 429)
    try:
        token = _taken(hall, _asked(request), UUID(request.POST.get("client_id", "")), at)
    except ValueError:
        return _refused(request, _("Chưa chọn nhóm thủ tục. Xin chạm lại."), 422)
    except (HallRefusal, ClientIdReused) as refusal:
        return _refused(request, str(refusal), 422)
    why = paper.print_ticket(hall, Visit.objects.get(token=token), By(None, at))
    return redirect(_address(request, token, {"giay": "khong"} if why else {}))


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


def _address(request: HttpRequest, token: str, said: dict[str, str]) -> str:
    """The page of a number, in the type its visitor reads."""
    asked = said | ({"chu": "to"} if _is_large(request) else {})
    address = reverse("kiosk:taken", args=[token])
    return f"{address}?{urlencode(asked)}" if asked else address


def _refused(request: HttpRequest, reason: str, status: int) -> HttpResponse:
    return _screen(request, "kiosk/choose.html", error=reason, status=status)


@device_required("kiosk")
@require_safe
def taken(request: HttpRequest, token: str) -> HttpResponse:
    """The number on the screen, and the QR that brings it to a telephone."""
    place = _ticket(request, token)
    phone = request.build_absolute_uri(reverse("queueing_public:ticket", args=[token]))
    context = {
        "place": place, "hall": place.visit.hall, "device": request.device, "now": clock.now(), "token": token,  # type: ignore[attr-defined]
        "qr": mark_safe(qr_svg(phone)), "is_pending": place.request.state == State.ISSUING,  # noqa: S308  drawn here
        "is_void": place.request.state == State.VOID, "is_large": _is_large(request),
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
        return _refused(request, str(refusal), 422)
    return redirect(_address(request, token, {}))


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
    context = {"device": request.device, "now": clock.now(), "is_large": _is_large(request)}  # type: ignore[attr-defined]
    return render(request, "kiosk/help_called.html", context)
