"""Phí, lệ phí ghi nhận trong ngày of one one-stop: what the cashier's box is compared with."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from motcua.directory.agencies.doors import officer_required
from motcua.directory.procedures.choices import FeeKind
from motcua.insight.statistics import permissions, queries, sheets
from motcua.insight.statistics.desk.asking import download
from motcua.insight.statistics.desk.forms import FeeDayForm
from motcua.insight.statistics.rules import Period
from motcua.kernel import clock

MAY_LIST_FEES = officer_required(*permissions.FEE_ROLES)


@MAY_LIST_FEES
@require_safe
def fees(request: HttpRequest) -> HttpResponse:
    """The list of a day."""
    return _page(request, _form(request))


@MAY_LIST_FEES
@require_safe
def sheet(request: HttpRequest) -> HttpResponse:
    """The same as a spreadsheet; the page says what is wrong with what was asked."""
    form = _form(request)
    if not form.is_valid():
        return _page(request, form)
    here, day = form.cleaned_data["one_stop"], form.cleaned_data["on"]
    lines = queries.fees_noted(here.pk, Period(day, day))
    content = sheets.fees_of_day(lines, place=here.name, day=day)
    return download(content, f"phi-le-phi-{here.code}-{day:%Y%m%d}.xlsx")


def _form(request: HttpRequest) -> FeeDayForm:
    scope = permissions.fee_one_stops(request.officer, clock.today())  # type: ignore[attr-defined]
    return FeeDayForm(request.GET.dict(), scope=scope)


def _page(request: HttpRequest, form: FeeDayForm) -> HttpResponse:
    shown: dict[str, Any] = {"form": form, "query": request.GET.urlencode()}
    if not form.has_places:
        return render(request, "statistics/fees.html", shown)
    if form.is_valid():
        here, day = form.cleaned_data["one_stop"], form.cleaned_data["on"]
        lines = queries.fees_noted(here.pk, Period(day, day))
        labels = dict(FeeKind.choices)
        sums = queries.fee_totals(lines)
        shown |= {
            "one_stop": here,
            "day": day,
            "lines": [(line, labels.get(line.kind, line.kind)) for line in lines],
            "sums": [(labels.get(kind, kind), total) for kind, total in sums.items()],
            "total": sum(sums.values()),
        }
    return render(request, "statistics/fees.html", shown, status=422 if form.errors else 200)
