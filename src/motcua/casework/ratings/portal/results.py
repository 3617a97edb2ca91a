"""Published results: every one-stop, how it is computed, and the same figures for machines."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from datetime import timedelta

from django import forms
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as now_
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from motcua.casework.ratings import queries
from motcua.casework.ratings.choices import Level
from motcua.casework.ratings.queries import Line, Span
from motcua.casework.ratings.rules import SMALLEST, Distribution
from motcua.kernel import clock
from motcua.kernel.ui.fields import VietnamDate

USUAL = timedelta(days=89)
LONGEST = timedelta(days=366 * 2)


class DaysForm(forms.Form):
    """From when until when."""

    first = VietnamDate(label=_("Từ ngày"), required=False, error_messages={"invalid": _("Ngày viết theo dạng dd/mm/yyyy.")})  # fmt: skip
    last = VietnamDate(label=_("Đến ngày"), required=False, error_messages={"invalid": _("Ngày viết theo dạng dd/mm/yyyy.")})  # fmt: skip

    def clean(self) -> dict[str, object]:
        said = super().clean() or {}
        first, last = said.get("first"), said.get("last")
        if first and last and last < first:
            self.add_error("last", now_("Ngày cuối phải từ ngày đầu trở đi."))
        elif first and last and last - first > LONGEST:
            self.add_error("last", now_("Kỳ dài nhất là hai năm."))
        return said

    def span(self) -> Span:
        """What was asked for; the last ninety days while something is wrong or missing."""
        today = clock.today()
        said = self.cleaned_data if self.is_valid() else {}
        last = said.get("last") or max(today, said.get("first") or today)
        return Span(said.get("first") or last - USUAL, last)


@dataclass(frozen=True)
class Published:
    """Lines large enough to be shown, how many are not, and the total of those shown."""

    span: Span
    lines: list[Line]
    held_back: int
    criteria: list[Line]

    @property
    def total(self) -> Line:
        counts = (0, 0, 0, 0, 0)
        for line in self.lines:
            counts = tuple(a + b for a, b in zip(counts, line.found.counts, strict=True))  # type: ignore[assignment]
        return Line(now_("Cộng"), Distribution(counts), sum(line.of or 0 for line in self.lines))


def published(span: Span) -> Published:
    """Small groups are left out, out of the total too, so that nothing can be found by subtraction."""
    found = queries.ratings_in(None, span)
    every = queries.by_agency(found, None, span)
    shown = [line for line in every if not line.found.is_small]
    held_back = sum(1 for line in every if line.found.is_small and line.found.total)
    kept = found.filter(agency_id__in=[int(line.key) for line in shown])
    criteria = [line for line in queries.by_criterion(kept) if not line.found.is_small]
    return Published(span, shown, held_back, criteria)


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """For everybody."""
    form = DaysForm(request.GET or None)
    found = published(form.span())
    shown = {"form": form, "found": found, "levels": Level.choices, "smallest": SMALLEST}
    return render(request, "ratings/portal/results.html", shown, status=422 if form.errors else 200)


@require_safe
def as_csv(request: HttpRequest) -> HttpResponse:
    """The table of the page, with a byte order mark so that spreadsheets read Vietnamese."""
    out = io.StringIO()
    sheet = csv.writer(out)
    sheet.writerow([now_("Một cửa"), *(str(label) for label in Level.labels), now_("Số đánh giá"), now_("Lượt có thể đánh giá"), now_("Hài lòng %")])  # fmt: skip
    found = published(DaysForm(request.GET or None).span())
    for line in [*found.lines, found.total]:
        good = line.found.good_share
        sheet.writerow([_plain(line.name), *line.found.counts, line.found.total, line.of, f"{good:.1f}" if good is not None else ""])  # fmt: skip
    headers = {"Content-Disposition": 'attachment; filename="danh-gia.csv"'}
    return HttpResponse("\ufeff" + out.getvalue(), content_type="text/csv; charset=utf-8", headers=headers)


def _plain(name: str) -> str:
    """No spreadsheet takes a name for a formula."""
    return f"'{name}" if name[:1] in ("=", "+", "-", "@") else name


@require_safe
def as_json(request: HttpRequest) -> JsonResponse:
    """The same for programs; keys in English, levels from 1 (Rất kém) to 5 (Rất tốt)."""
    found = published(DaysForm(request.GET or None).span())
    said = {
        "first": found.span.first.isoformat(),
        "last": found.span.last.isoformat(),
        "smallest_group": SMALLEST,
        "held_back": found.held_back,
        "one_stops": [_said(line) for line in found.lines],
        "criteria": [{"code": line.key} | _said(line) for line in found.criteria],
    }
    return JsonResponse(said, json_dumps_params={"ensure_ascii": False})


def _said(line: Line) -> dict[str, object]:
    good, mean = line.found.good_share, line.found.mean
    return {
        "name": line.name,
        "counts": list(line.found.counts),
        "ratings": line.found.total,
        "rateable": line.of,
        "satisfied_percent": round(good, 1) if good is not None else None,
        "mean": round(mean, 2) if mean is not None else None,
    }
