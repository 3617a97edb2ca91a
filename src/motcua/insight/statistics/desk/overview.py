"""Tình hình giải quyết: what leaders and inspectors look at in the morning."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from motcua.insight.statistics import queries
from motcua.insight.statistics.choices import Span
from motcua.insight.statistics.desk.asking import MAY_OVERSEE, asked
from motcua.insight.statistics.rules import period_of
from motcua.kernel import clock

PAGE_SIZE = 20


@MAY_OVERSEE
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """Figures of the period, what is running, due and late now, and who has what is late."""
    wanted = asked(request, usual=Span.MONTH)
    today = period_of(Span.DAY, clock.today())
    found = queries.overview(wanted.agency_ids, wanted.period, wanted.now, today)
    late = Paginator(queries.late(wanted.agency_ids, wanted.now), PAGE_SIZE).get_page(request.GET.get("page"))
    shown = {
        "asked": wanted,
        "total": found.total,
        "agencies": Paginator(found.agencies, PAGE_SIZE).get_page(request.GET.get("agencies")),
        "procedures": Paginator(found.procedures, PAGE_SIZE).get_page(request.GET.get("procedures")),
        "late": late,
        "corrections": queries.corrections(wanted.agency_ids, wanted.now),
        "silences": queries.silences(wanted.agency_ids),
        "late_rows": queries.with_holders(late, wanted.now),
    }
    return render(request, "statistics/overview.html", shown, status=wanted.status)
