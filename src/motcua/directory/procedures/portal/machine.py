"""The catalogue for machines: JSON and CSV, the same answers as the pages give."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from motcua.directory.procedures import queries
from motcua.directory.procedures.portal.forms import SearchForm
from motcua.directory.procedures.queries.index import Entry
from motcua.directory.procedures.rules.limits import exact_number
from motcua.directory.procedures.showing import Shown, shown
from motcua.kernel import clock

EVERYTHING = 1_000_000
COLUMNS = ("code", "name", "sectors", "levels", "audiences", "online_level", "scope", "url")
FORMULA_SIGNS = ("=", "+", "-", "@", "\t")
brief = cache_control(public=True, max_age=300)


@require_safe
@brief
def search_json(request: HttpRequest) -> HttpResponse:
    """Every procedure that matches, as JSON; 400 with the reasons when a filter cannot be read."""
    form = SearchForm(request.GET)
    if form.errors:
        return _json({"errors": form.errors.get_json_data()}, status=400)
    found = _found(form)
    items = [_item(request, hit) for hit in found.hits]
    return _json({"total": found.total, "corrected": found.corrected, "procedures": items})


@require_safe
@brief
def search_csv(request: HttpRequest) -> HttpResponse | StreamingHttpResponse:
    """Every procedure that matches, one a row; UTF-8 with a mark so that spreadsheets show Vietnamese."""
    form = SearchForm(request.GET)
    if form.errors:
        return HttpResponse("\n".join(str(e) for es in form.errors.values() for e in es), status=400)
    rows = (_item(request, hit) for hit in _found(form).hits)
    answer = StreamingHttpResponse(_csv(rows), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="thu-tuc.csv"'
    return answer


@require_safe
@brief
def procedure_json(request: HttpRequest, code: str) -> HttpResponse:
    """Everything the version in force today says."""
    version = queries.version_in_force(code, clock.today())
    said = shown(version.pk, clock.today()) if version else None
    if said is None:
        raise Http404
    return _json(_procedure(request, said))


def _json(data: dict[str, Any], status: int = 200) -> JsonResponse:
    return JsonResponse(data, status=status, json_dumps_params={"ensure_ascii": False})


def _found(form: SearchForm) -> queries.Found:
    return queries.search(form.text(), on=clock.today(), filters=form.filters(), limit=EVERYTHING)


def _item(request: HttpRequest, hit: Entry) -> dict[str, Any]:
    return {
        "code": hit.code,
        "name": hit.name,
        "sectors": [name for _slug, name in hit.sectors],
        "levels": sorted(hit.levels),
        "audiences": sorted(hit.audiences),
        "online_level": hit.online_level,
        "scope": hit.scope,
        "url": _address(request, hit.code),
    }


def _address(request: HttpRequest, code: str) -> str:
    return request.build_absolute_uri(reverse("procedures_public:procedure", args=[code]))


class _Echo:
    """A file that hands back what is written to it."""

    def write(self, text: str) -> str:
        return text


def _csv(rows: Iterator[dict[str, Any]]) -> Iterator[str]:
    writer = csv.writer(_Echo())
    yield "\ufeff" + writer.writerow(COLUMNS)
    for row in rows:
        yield writer.writerow(_cell(row[column]) for column in COLUMNS)


def _cell(value: Any) -> str:
    """A list joined; a text that a spreadsheet would take for a formula is quoted."""
    text = "; ".join(value) if isinstance(value, list) else str(value)
    return f"'{text}" if text.startswith(FORMULA_SIGNS) else text


def _procedure(request: HttpRequest, said: Shown) -> dict[str, Any]:
    version = said.version
    data = asdict(said.content)
    for channel in data["channels"]:
        for limit in channel["limits"]:
            limit["value"] = exact_number(limit["value"])
    return {
        "code": said.code,
        "version": version.number,
        "record_kind": version.record_kind,
        "valid_from": version.valid_from,
        "valid_to": version.valid_to,
        "url": _address(request, said.code),
        **data,
        "offers": [
            {
                "agency_code": offer.agency.code,
                "agency": offer.agency.name,
                "limit_value": exact_number(offer.limit_value),
                "limit_unit": offer.limit_unit or None,
                "fee_vnd": offer.fee_vnd,
                "contact": offer.contact,
            }
            for offer in said.offers
        ],
    }
