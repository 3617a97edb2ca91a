"""Doors for everybody: search the catalogue, read a procedure. Nothing is asked, nothing is stored."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from motcua.directory.procedures import queries
from motcua.directory.procedures.choices import OnlineLevel, Scope
from motcua.directory.procedures.models import ProcedureVersion
from motcua.directory.procedures.portal.forms import SearchForm
from motcua.directory.procedures.queries.index import Entry
from motcua.directory.procedures.rules.limits import Limit
from motcua.directory.procedures.showing import level_names, shown
from motcua.kernel import clock

PAGE_SIZE = 20


@dataclass(frozen=True)
class Row:
    """One line of the answer."""

    entry: Entry
    limit: Limit | None

    @property
    def sectors(self) -> str:
        return ", ".join(name for _slug, name in self.entry.sectors)

    @property
    def levels(self) -> str:
        return level_names(sorted(self.entry.levels))

    @property
    def is_full_online(self) -> bool:
        return self.entry.online_level == OnlineLevel.FULL_ONLINE

    @property
    def is_local(self) -> bool:
        return self.entry.scope == Scope.SPECIFIC

    @property
    def is_internal(self) -> bool:
        return self.entry.scope == Scope.INTERNAL


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """What can be done, and where: words, filters, pages."""
    form = SearchForm(request.GET)
    text, filters = form.text(), form.filters()
    number = _page_number(request)
    found = queries.search(
        text, on=clock.today(), filters=filters, limit=PAGE_SIZE, offset=(number - 1) * PAGE_SIZE
    )
    limits = queries.limits_of_versions([hit.version_id for hit in found.hits])
    context = {
        "form": form,
        "filters": [form["level"], form["audience"], form["online"]],
        "text": text,
        "found": found,
        "rows": [Row(hit, limits.get(hit.version_id)) for hit in found.hits],
        "page": Paginator(range(found.total), PAGE_SIZE).get_page(number),
        "is_filtered": filters != queries.Filters(),
        "query": request.GET.urlencode(),
    }
    return render(request, "procedures/portal/search.html", context, status=400 if form.errors else 200)


@require_safe
def procedure(request: HttpRequest, code: str) -> HttpResponse:
    """The version in force today; of a withdrawn procedure the last one, said to be withdrawn."""
    found = queries.procedure_with_code(code)
    if found is None:
        raise Http404
    if found.code != code:
        return redirect("procedures_public:procedure", found.code)
    current = queries.version_in_force(found.pk, clock.today()) or queries.versions_of(found.pk).first()
    return _page(request, current)


@require_safe
def version(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """An earlier (or coming) version, as it was published."""
    found = queries.procedure_with_code(code)
    chosen = queries.versions_of(found.pk).filter(number=number).first() if found else None
    return _page(request, chosen)


def _page(request: HttpRequest, chosen: ProcedureVersion | None) -> HttpResponse:
    said = shown(chosen.pk, clock.today()) if chosen else None
    if said is None:
        raise Http404
    return render(request, "procedures/portal/procedure.html", {"said": said})


def _page_number(request: HttpRequest) -> int:
    """The page asked for; the first when it cannot be read."""
    asked = request.GET.get("page", "")
    return min(int(asked), 10_000) if asked.isascii() and asked.isdigit() and int(asked[:6]) > 0 else 1
