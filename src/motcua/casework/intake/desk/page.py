"""Intake on one page: put down people and papers, see the date, accept and print."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render

from motcua.casework.dossiers import permissions, queries
from motcua.casework.dossiers.models import Dossier
from motcua.casework.dossiers.rules import MOVES, may_move
from motcua.casework.handling.desk.page import opened
from motcua.casework.handling.words import limit_words, why
from motcua.casework.intake.desk import files, offer
from motcua.casework.intake.desk.card import read_card
from motcua.casework.intake.desk.choose import receiving_of
from motcua.casework.intake.desk.desk import Desk
from motcua.casework.intake.desk.form import IntakeForm
from motcua.casework.intake.desk.known import known, personal_id_of
from motcua.casework.intake.desk.saving import SAVING, is_savable, save
from motcua.casework.intake.desk.typed import Typed, typed, with_all_papers
from motcua.directory.agencies.doors import officer_required
from motcua.directory.procedures import queries as procedures
from motcua.kernel import clock

_PARTS = {
    "papers": "intake/desk/part_papers.html",
    "due": "intake/desk/part_due.html",
    "doubles": "intake/desk/doubles.html",
}


@officer_required("intake_officer")
def begin(request: HttpRequest, code: str) -> HttpResponse:
    """The intake page of one procedure."""
    version = procedures.version_in_force(code, clock.today())
    if version is None:
        return render(request, "intake/desk/no_procedure.html", {"code": code[:40]}, status=404)
    return _answer(Desk(request, version, receiving_of(request)))


@officer_required("intake_officer")
def revise(request: HttpRequest, dossier_id: int) -> HttpResponse:
    """Go on with a dossier that is not accepted yet."""
    dossier = opened(request, dossier_id, "revise")
    if not permissions.may(request.officer, "revise", dossier, clock.today()):
        raise PermissionDenied
    if request.method != "POST" and not may_move("revise", dossier.status):
        messages.error(request, str(MOVES["revise"].refusal))
        return redirect("dossiers:page", dossier_id=dossier.pk)
    return _answer(Desk(request, dossier.procedure_version, dossier.receiving_agency_id, dossier))


def _answer(desk: Desk) -> HttpResponse:
    request = desk.request
    if request.method != "POST":
        found = files.of_draft(desk.dossier, desk.officer_id)
        return _page(desk, offer.fresh_form(desk.version, desk.receiving, desk.initial(), found))
    said, do = typed(request, desk.version, desk.dossier), request.POST.get("do", "")
    if do not in SAVING:
        return _page(desk, _kept(desk, said, do))
    form = offer.bound_form(desk.version, desk.receiving, said.data, said.files)
    done = save(desk, form, do) if is_savable(form, do) else None
    return done or _page(desk, form, status=422)


def _kept(desk: Desk, said: Typed, do: str) -> IntakeForm:
    """The form with what was typed so far and what the pressed button adds, without a word on what is missing."""
    data = said.data
    if do == "read_card":
        desk.told["card"] = read = read_card(desk.request, data)
        data = read.data
    elif do == "all_there":
        offered = offer.offered_for(desk.version, desk.receiving, data, said.files)
        data = with_all_papers(offered.components, data)
    _fill_known(desk, data)
    return offer.kept_form(desk.version, desk.receiving, desk.initial(), Typed(data, said.files))


def _fill_known(desk: Desk, data: QueryDict) -> None:
    """Fill what an earlier dossier of this person says; never a word that stands there already."""
    found = known(desk.request, data)
    if found is not None:
        desk.told["known"] = found
        for name, value in found.values.items():
            data[name] = value


def _page(desk: Desk, form: IntakeForm, *, status: int = 200) -> HttpResponse:
    """The page, or the part of it a script asks for."""
    context = _about(desk, form) | desk.told
    part = _PARTS.get(desk.request.GET.get("part", "")) if "HX-Request" in desk.request.headers else None
    return render(desk.request, part or "intake/desk/page.html", context, status=status)


def _about(desk: Desk, form: IntakeForm) -> dict[str, Any]:
    doubles = _doubles(desk, form)
    limit, promised = offer.preview(desk.version, form, desk.receiving)
    return {
        "version": desk.version,
        "dossier": desk.dossier,
        "form": form,
        "limit_label": limit_words(limit),
        "promised": promised,
        "why": why(promised.trace) if promised else "",
        "doubles": doubles,
        "readable": _readable(desk, doubles),
        "sectors": offer.sectors_of(desk.version),
        "part_urls": _part_urls(desk),
    }


def _part_urls(desk: Desk) -> dict[str, str]:
    """Where scripts ask for one part of this page."""
    query = desk.request.GET.copy()
    found = {}
    for part in _PARTS:
        query["part"] = part
        found[part] = f"{desk.request.path}?{query.urlencode()}"
    return found


def _doubles(desk: Desk, form: IntakeForm) -> list[Dossier]:
    """Running dossiers of the same person for the same procedure, to be pointed out."""
    personal_id = personal_id_of({"owner_personal_id": form["owner_personal_id"].value()})
    but = desk.dossier.pk if desk.dossier else None
    found = queries.same_filing(personal_id=personal_id, procedure_id=desk.version.procedure_id, but=but)
    return list(found[:3])


def _readable(desk: Desk, dossiers: list[Dossier]) -> set[int]:
    """Which of these dossiers the officer may open; the others are named only."""
    officer = desk.request.officer  # type: ignore[attr-defined]
    return {one.pk for one in dossiers if permissions.can_read(officer, one, clock.today())}
