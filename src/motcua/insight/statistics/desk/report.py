"""Biểu 06a as a page and as a spreadsheet."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from motcua.insight.statistics import queries, sheets
from motcua.insight.statistics.choices import Span
from motcua.insight.statistics.desk.asking import MAY_OVERSEE, Asked, asked, download
from motcua.insight.statistics.rules import Settlement


@MAY_OVERSEE
@require_safe
def report(request: HttpRequest) -> HttpResponse:
    """The statutory table of a period and an agency."""
    return _page(request, asked(request, usual=Span.REPORT_MONTH))


@MAY_OVERSEE
@require_safe
def sheet(request: HttpRequest) -> HttpResponse:
    """The same as a spreadsheet; the page says what is wrong with what was asked."""
    wanted = asked(request, usual=Span.REPORT_MONTH)
    if wanted.form.errors:
        return _page(request, wanted)
    lines = queries.by_sector(wanted.agency_ids, wanted.period, wanted.now)
    content = sheets.report_06a(lines, place=wanted.place, period=wanted.period, made_at=wanted.now)
    days = f"{wanted.period.first:%Y%m%d}-{wanted.period.last:%Y%m%d}"
    code = f"{wanted.agency.code}-" if wanted.agency else ""
    return download(content, f"bieu-06a-{code}{days}.xlsx")


def _page(request: HttpRequest, wanted: Asked) -> HttpResponse:
    lines = queries.by_sector(wanted.agency_ids, wanted.period, wanted.now)
    total = sum((line.figures for line in lines), Settlement())
    shown = {
        "asked": wanted,
        "lines": lines,
        "total": total,
        "mirrored": queries.mirrored(wanted.agency_ids, wanted.period, wanted.now),
        "query": request.GET.urlencode(),
    }
    return render(request, "statistics/report.html", shown, status=wanted.status)
