"""Doors for officers: the catalogue with what the own agencies offer of it."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from motcua.directory.agencies import permissions as agency_permissions
from motcua.directory.agencies.doors import officer_required
from motcua.directory.agencies.models import Agency
from motcua.directory.procedures import queries
from motcua.directory.procedures.desk.forms import DeskSearchForm
from motcua.directory.procedures.models import Offer, ProcedureVersion
from motcua.directory.procedures.queries.index import Entry
from motcua.directory.procedures.rules.limits import Limit
from motcua.directory.procedures.showing import level_names, shown
from motcua.kernel import clock

PAGE_SIZE = 30
EVERYTHING = 1_000_000


@dataclass(frozen=True)
class Row:
    """One procedure with its limit and the own agencies that offer it."""

    entry: Entry
    limit: Limit | None
    offers: list[Offer]

    @property
    def sectors(self) -> str:
        return ", ".join(name for _slug, name in self.entry.sectors)

    @property
    def levels(self) -> str:
        return level_names(sorted(self.entry.levels))


@officer_required()
@require_safe
def procedures(request: HttpRequest) -> HttpResponse:
    """Search the catalogue; `own` keeps what the officer's agencies offer."""
    form = DeskSearchForm(request.GET)
    offers = _own_offers(request)
    hits = queries.search(form.text(), on=clock.today(), filters=form.filters(), limit=EVERYTHING).hits
    if form.is_own():
        hits = tuple(hit for hit in hits if hit.procedure_id in offers)
    page = Paginator(hits, PAGE_SIZE).get_page(request.GET.get("page"))
    limits = queries.limits_of_versions([hit.version_id for hit in page])
    rows = [Row(hit, limits.get(hit.version_id), offers.get(hit.procedure_id, [])) for hit in page]
    filters = [form["level"], form["online"]]
    context = {"form": form, "filters": filters, "page": page, "rows": rows, "total": len(hits)}
    return render(request, "procedures/desk/procedures.html", context, status=400 if form.errors else 200)


@officer_required()
@require_safe
def procedure(request: HttpRequest, code: str) -> HttpResponse:
    """The version in force today, or the last one."""
    found = queries.procedure_with_code(code)
    current = queries.version_in_force(found.pk, clock.today()) if found else None
    return _page(request, current or (queries.versions_of(found.pk).first() if found else None))


@officer_required()
@require_safe
def version(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """One version, whatever its time."""
    found = queries.procedure_with_code(code)
    return _page(request, queries.versions_of(found.pk).filter(number=number).first() if found else None)


def _page(request: HttpRequest, chosen: ProcedureVersion | None) -> HttpResponse:
    said = shown(chosen.pk, clock.today()) if chosen else None
    if said is None:
        raise Http404
    context = {"said": said, "places": _places(request, said.offers), "may_offer": said.current is not None}
    return render(request, "procedures/desk/procedure.html", context)


@dataclass(frozen=True)
class Place:
    """An agency that offers the procedure, or an own one that does not yet."""

    agency: Agency
    offer: Offer | None
    may_edit: bool


def _places(request: HttpRequest, offers: list[Offer]) -> list[Place]:
    officer, today = request.officer, clock.today()  # type: ignore[attr-defined]
    offered = {offer.agency_id: offer for offer in offers}
    own = agency_permissions.agencies_of(officer, on=today)
    agencies = list(Agency.objects.on(today).filter(pk__in=own - offered.keys()))
    agencies = sorted(agencies, key=lambda agency: agency.folded) + [offer.agency for offer in offers]
    editable = agency_permissions.administered_ids(officer, today)
    return [
        Place(agency, offered.get(agency.pk), may_edit)
        for agency in agencies
        for may_edit in [editable is None or agency.pk in editable]
        if may_edit or agency.pk in offered
    ]


def _own_offers(request: HttpRequest) -> dict[int, list[Offer]]:
    own = agency_permissions.agencies_of(request.officer, on=clock.today())  # type: ignore[attr-defined]
    found: dict[int, list[Offer]] = {}
    for offer in Offer.objects.on(clock.today()).filter(agency_id__in=own).select_related("agency"):
        found.setdefault(offer.procedure_id, []).append(offer)
    return found
