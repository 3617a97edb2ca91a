"""What everybody may know of how numbers are called: how often somebody went before their turn, and why."""

from __future__ import annotations

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from motcua.facilities.queueing import queries
from motcua.kernel import clock

DAYS = 30


@require_safe
def shares(request: HttpRequest) -> HttpResponse:
    """Calls out of order in the last thirty whole days, by hall."""
    last = clock.today() - timedelta(days=1)
    first = last - timedelta(days=DAYS - 1)
    shown = {"rows": queries.published_shares(first, last), "first": first, "last": last}
    return render(request, "queueing/shares.html", shown)
