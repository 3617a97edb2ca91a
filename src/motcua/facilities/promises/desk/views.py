"""The door for heads: were the waits that people were told true."""

from __future__ import annotations

from datetime import timedelta

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from motcua.directory.agencies.doors import officer_required
from motcua.facilities.promises import queries
from motcua.facilities.promises.menu import ROLES
from motcua.kernel import clock

DAYS = 30
PAGE_SIZE = 25


@officer_required(*ROLES)
@require_safe
def promises(request: HttpRequest) -> HttpResponse:
    """Halls one runs."""
    halls = queries.supervised_halls(request.officer, clock.today())  # type: ignore[attr-defined]
    page = Paginator(halls, PAGE_SIZE).get_page(request.GET.get("page"))
    return render(request, "promises/halls.html", {"page": page})


@officer_required(*ROLES)
@require_safe
def hall(request: HttpRequest, hall_id: int) -> HttpResponse:
    """Promises of thirty days beside the waits that followed, by group and by day."""
    found = queries.supervised_halls(request.officer, clock.today()).filter(pk=hall_id).first()  # type: ignore[attr-defined]
    if found is None:
        raise Http404
    until = clock.now()
    since = until - timedelta(days=DAYS)
    rows, total = queries.kept_in(found, since, until)
    shown = {
        "hall": found,
        "rows": rows,
        "total": total,
        "days": DAYS,
        "by_day": queries.by_day(found, since, until),
    }
    return render(request, "promises/hall.html", shown)
