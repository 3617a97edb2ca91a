"""What waits to be carried, the lists under way, and what is late."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

from motcua.casework.handovers import permissions, queries
from motcua.casework.handovers.desk.shared import note_reads
from motcua.directory.agencies.doors import officer_required
from motcua.kernel import clock

PAGE_SIZE = 30
MAY_CARRY = officer_required(*permissions.ROLES)


@MAY_CARRY
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """Ways on which paper waits, and every list this officer's agencies send or receive."""
    at, today = clock.now(), clock.today()
    carrying = permissions.carrying_agencies(request.officer, today)
    lists = queries.lists_of(carrying | permissions.overseen_agencies(request.officer, today), carrying)
    concerned = carrying | permissions.overseen_agencies(request.officer, today)
    context = {
        "ways": queries.waiting(carrying, at),
        "page": Paginator(lists, PAGE_SIZE).get_page(request.GET.get("page")),
        "late": queries.late(concerned, at).count(),
        "receives": carrying,
    }
    return render(request, "handovers/desk/overview.html", context)


@MAY_CARRY
@require_safe
def late(request: HttpRequest) -> HttpResponse:
    """Paper that should have been there by now, for who carries and for heads."""
    at, today = clock.now(), clock.today()
    officer = request.officer
    concerned = permissions.carrying_agencies(officer, today) | permissions.overseen_agencies(officer, today)
    page = Paginator(queries.late(concerned, at), PAGE_SIZE).get_page(request.GET.get("page"))
    note_reads(request, [move.dossier_id for move in page.object_list], "late_papers")
    return render(request, "handovers/desk/late.html", {"page": page})


def incoming(request: HttpRequest) -> int:
    """Lists on their way to this officer's agencies, for the menu."""
    return queries.waiting_lists(permissions.carrying_agencies(request.officer, clock.today()))  # type: ignore[attr-defined]


def late_panel(request: HttpRequest) -> str:
    """Heads see on their first page how much paper is late on its way."""
    overseen = permissions.overseen_agencies(request.officer, clock.today())  # type: ignore[attr-defined]
    number = queries.late(overseen, clock.now()).count() if overseen else 0
    return render_to_string("handovers/desk/late_panel.html", {"number": number}, request) if number else ""
