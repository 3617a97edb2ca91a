"""A number on a telephone: taken, kept, looked at while it moves, given up. Knows no name."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from motcua.directory.identity.addresses import client_address
from motcua.facilities.halls.actions import By, HallRefusal
from motcua.facilities.halls.models import Hall
from motcua.facilities.papers.codes import qr_svg
from motcua.facilities.queueing import actions, queries
from motcua.facilities.queueing.actions import Asked
from motcua.facilities.queueing.actions.issuing import why_not_issuing
from motcua.facilities.queueing.choices import Channel, LeftReason, State
from motcua.facilities.queueing.queries import TicketPlace
from motcua.kernel import clock
from motcua.kernel.events.once import ClientIdReused, once
from motcua.kernel.limits.actions import within_limit

# Everybody in a hall may share one address (its wireless network), so an address may take many; one browser few.
MOST_FROM_ADDRESS, ADDRESS_SPAN = 40, timedelta(minutes=10)
MOST_FROM_BROWSER, BROWSER_SPAN = 4, timedelta(hours=4)
BROWSER = "motcua_so"


@never_cache
@require_safe
def halls(request: HttpRequest) -> HttpResponse:
    """Halls that give numbers, with how many wait in each."""
    at = clock.now()
    known = Hall.objects.select_related("one_stop", "service_point", "agency").order_by(
        "one_stop__name", "id"
    )
    rows = []
    for hall in known:
        seen = queries.snapshot(hall.pk, at)
        if seen is not None and seen.groups:
            rows.append({"hall": hall, "waiting": seen.waiting_count, "closed": why_not_issuing(hall, at)})
    return render(request, "queueing/halls.html", {"rows": rows})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def take(request: HttpRequest, hall_id: int) -> HttpResponse:
    """Take a number without a machine: the same line, the same order."""
    hall = Hall.objects.select_related("one_stop", "service_point", "agency").filter(pk=hall_id).first()
    if hall is None:
        raise Http404
    if request.method != "POST":
        return _choose(request, hall)
    browser = request.COOKIES.get(BROWSER, "")[:32] or uuid4().hex
    if not _is_within_limits(request, browser):
        return _choose(request, hall, _too_many(), status=429)
    try:
        client_id, group_id = UUID(request.POST.get("client_id", "")), int(request.POST.get("group", ""))
        token = _taken(hall, group_id, client_id)
    except ValueError:
        return _choose(request, hall, _("Chưa chọn nhóm thủ tục."), status=422)
    except (HallRefusal, ClientIdReused) as refusal:
        return _choose(request, hall, str(refusal), status=422)
    return _remembered(redirect("queueing_public:ticket", token), request, browser)


def _remembered(answer: HttpResponse, request: HttpRequest, browser: str) -> HttpResponse:
    """The browser is known by a random word for some hours, so that one telephone takes few numbers."""
    answer.set_cookie(
        BROWSER, browser, max_age=int(BROWSER_SPAN.total_seconds()), path="/so/", httponly=True,
        samesite="Lax", secure=request.is_secure(),
    )  # fmt: skip
    return answer


def _too_many() -> str:
    return _("Máy này đã lấy nhiều số. Mời lấy số tại máy trong sảnh, hoặc nhờ cán bộ hướng dẫn lấy giúp.")


def _is_within_limits(request: HttpRequest, browser: str) -> bool:
    at, address = clock.now(), client_address(request) or ""
    by_address = within_limit(
        purpose="queueing.phone", caller=address, most=MOST_FROM_ADDRESS, span=ADDRESS_SPAN, at=at
    )
    return by_address and within_limit(
        purpose="queueing.browser", caller=browser, most=MOST_FROM_BROWSER, span=BROWSER_SPAN, at=at
    )


def _taken(hall: Hall, group_id: int, client_id: UUID) -> str:
    """The token of the number; on a telephone it is in the visitor's hand at once."""
    by = By(None, clock.now())

    def act() -> dict[str, Any]:
        asked = Asked(group_id=group_id, channel=Channel.PHONE.value)
        visit = actions.issue(hall_id=hall.pk, asked=asked, by=by)
        return {"token": actions.confirm(visit_id=visit.pk, by=by).token}

    payload = {"hall": hall.pk, "group": group_id}
    return once(client_id=client_id, purpose="queueing.phone", payload=payload, act=act)["token"]


def _choose(request: HttpRequest, hall: Hall, error: str = "", *, status: int = 200) -> HttpResponse:
    at = clock.now()
    context = {
        "hall": hall, "seen": queries.snapshot(hall.pk, at), "closed": why_not_issuing(hall, at),
        "client_id": uuid4(), "error": error,
    }  # fmt: skip
    return render(request, "queueing/take.html", context, status=status)


def _place(token: str) -> TicketPlace:
    place = queries.ticket_place(token, clock.now())
    if place is None:
        raise Http404
    return place


@never_cache
@require_safe
def ticket(request: HttpRequest, token: str) -> HttpResponse:
    """Where the number stands; `?part=1` gives only what moves."""
    place = _place(token)
    context = {"place": place, "token": token, "now": clock.now(), "State": State}
    template = "queueing/parts/place.html" if request.GET.get("part") else "queueing/ticket.html"
    return render(request, template, context)


@require_POST
def keep(request: HttpRequest, token: str) -> HttpResponse:
    """The number is on a telephone now, so it counts."""
    place = _place(token)
    with suppress(HallRefusal):  # void by now: the page says so
        actions.confirm(visit_id=place.visit.pk, by=By(None, clock.now()))
    return redirect("queueing_public:ticket", token)


@require_POST
def give_up(request: HttpRequest, token: str) -> HttpResponse:
    """The visitor goes: those behind move up. Again, or too late: nothing more happens."""
    place = _place(token)
    if place.request.state in (State.WAITING, State.MISSED):
        actions.leave(request_id=place.request.pk, reason=LeftReason.ASKED, by=By(None, clock.now()))
    return redirect("queueing_public:ticket", token)


@never_cache
@require_safe
def paper(request: HttpRequest, token: str) -> HttpResponse:
    """The ticket for an 80 mm printer that a browser serves."""
    place = _place(token)
    address = request.build_absolute_uri(reverse("queueing_public:ticket", args=[token]))
    context = {"place": place, "now": clock.now(), "qr": mark_safe(qr_svg(address))}  # noqa: S308  drawn here
    return render(request, "queueing/paper.html", context)
