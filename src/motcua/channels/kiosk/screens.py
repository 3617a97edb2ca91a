"""What every page of the ticket kiosk shares: the screen of a hall, large type, why nothing was done."""

from __future__ import annotations

from urllib.parse import urlencode
from uuid import uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from motcua.channels.kiosk.known import Known
from motcua.channels.kiosk.place import hall_of
from motcua.channels.kiosk.words import waits_of
from motcua.facilities.halls.rules import ticket_day
from motcua.facilities.queueing import queries
from motcua.facilities.queueing.actions.issuing import why_not_issuing
from motcua.kernel import clock


def screen(
    request: HttpRequest, template: str, *, error: str = "", status: int = 200, known: Known | None = None,
    only: int | None = None, typed: str = "",
) -> HttpResponse:  # fmt: skip
    """One page of the hall this machine stands in; `only` shows one group, `typed` is what stands in the field."""
    device, at = request.device, clock.now()  # type: ignore[attr-defined]
    hall = hall_of(device)
    seen = queries.snapshot(hall.pk, at) if hall else None
    if hall is None or seen is None:
        return render(request, "kiosk/no_hall.html", {"device": device})
    rules = hall.rules_on(ticket_day(at))
    context = {
        "hall": hall, "device": device, "seen": seen, "now": at, "rules": rules, "typed": typed,
        "waits": [one for one in waits_of(seen, at) if only in (None, one.group.id)],
        "known": known, "sealed": known.sealed() if known else "",
        "client_id": uuid4(), "error": error, "is_large": is_large(request), "why_closed": why_not_issuing(hall, at),
    }  # fmt: skip
    return render(request, template, context, status=status)


def refused(request: HttpRequest, reason: str, status: int) -> HttpResponse:
    """The first screen again, with why."""
    return screen(request, "kiosk/choose.html", error=reason, status=status)


def is_large(request: HttpRequest) -> bool:
    """Large type lasts for one visitor: it travels in addresses and is gone with the next person."""
    return request.GET.get("chu") == "to" or request.POST.get("chu") == "to"


def address_of(request: HttpRequest, token: str, *, why_no_paper: str = "") -> str:
    """The page of a number, in the type its visitor reads."""
    asked = ({"giay": "khong"} if why_no_paper else {}) | ({"chu": "to"} if is_large(request) else {})
    address = reverse("kiosk:taken", args=[token])
    return f"{address}?{urlencode(asked)}" if asked else address
