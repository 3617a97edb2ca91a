"""Intake on one page: put down people and papers, see the date, accept and print."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.casework.dossiers import actions, permissions, queries
from motcua.casework.dossiers.actions import By, DossierRefusal
from motcua.casework.dossiers.desk.page import opened
from motcua.casework.dossiers.desk.people import initial_of
from motcua.casework.dossiers.intake import Intake
from motcua.casework.dossiers.models import Dossier
from motcua.casework.dossiers.rules import MOVES, may_move
from motcua.casework.dossiers.words import limit_words, why
from motcua.casework.intake.desk import offer
from motcua.casework.intake.desk.card import read_card
from motcua.casework.intake.desk.choose import receiving_of
from motcua.casework.intake.desk.form import IntakeForm
from motcua.directory.agencies.doors import officer_required
from motcua.directory.procedures import queries as procedures
from motcua.directory.procedures.models import ProcedureVersion
from motcua.facilities.workflow.queries import NoProcess
from motcua.kernel import clock
from motcua.kernel.events.once import ClientIdReused, once

_NEXT_VERB = {"supplement": "request_supplement", "reject": "reject"}
_SAVING = {"accept", "supplement", "reject", "draft"}
_PARTS = {
    "papers": "intake/desk/papers.html",
    "due": "dossiers/desk/due_card.html",
    "doubles": "intake/desk/doubles.html",
}


@dataclass(frozen=True)
class Desk:
    """What the intake page works on: a procedure at a one-stop, and the draft when there is one."""

    request: HttpRequest
    version: ProcedureVersion
    receiving: int
    dossier: Dossier | None = None
    told: dict[str, Any] = field(default_factory=dict)

    @property
    def by(self) -> By:
        return By(self.request.officer.pk, self.receiving, clock.now())


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
    if desk.request.method != "POST":
        return _page(desk, _form(desk, None))
    do = desk.request.POST.get("do", "")
    if do == "read_card":
        return _read_card(desk)
    if do == "all_there":
        return _page(desk, _form(desk, offer.with_all_papers(desk.version, desk.request.POST)), quiet=True)
    form = _form(desk, desk.request.POST)
    if do not in _SAVING:
        return _page(desk, form, quiet=True)
    is_valid = form.is_valid()
    if do == "accept":
        is_valid = form.has_required_papers() and is_valid
    return _save(desk, form, do) if is_valid else _page(desk, form, status=422)


def _form(desk: Desk, data: Any) -> IntakeForm:
    return offer.form_for(desk.version, desk.receiving, data, _initial(desk.dossier))


def _initial(dossier: Dossier | None) -> dict[str, Any]:
    """What a draft already says."""
    if dossier is None:
        return {}
    said = queries.latest_statement(dossier, "intake")
    found = initial_of(queries.parties_of(dossier)) | {
        "competent_agency": dossier.competent_agency_id,
        "case": dossier.procedure_case_id,
        "intake_channel": dossier.intake_channel,
        "delivery_choice": dossier.delivery_choice,
        "mandate": said.get("mandate", ""),
        "note": said.get("note", ""),
        "matter": said.get("matter", ""),
    }
    for row in dossier.components.all():
        found[f"c{row.component_id}_kind"] = row.kind
        found[f"c{row.component_id}_reason"] = said.get("not_applicable", {}).get(str(row.component_id), "")
    return found


def _read_card(desk: Desk) -> HttpResponse:
    read = read_card(desk.request)
    desk.told["card"] = read
    return _page(desk, _form(desk, read.data), quiet=True)


def _page(desk: Desk, form: IntakeForm, *, status: int = 200, quiet: bool = False) -> HttpResponse:
    """The page, or the part of it a script asks for.

    `quiet` keeps what was typed without complaining about what is still missing.
    """
    if quiet:
        form = _form_keeping(desk, form)
    doubles = _doubles(desk, form)
    limit, promised = offer.preview(desk.version, form, desk.receiving)
    context = {
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
    part = _PARTS.get(desk.request.GET.get("part", "")) if "HX-Request" in desk.request.headers else None
    return render(desk.request, part or "intake/desk/page.html", context | desk.told, status=status)


def _part_urls(desk: Desk) -> dict[str, str]:
    """Where scripts ask for one part of this page."""
    query = desk.request.GET.copy()
    found = {}
    for part in _PARTS:
        query["part"] = part
        found[part] = f"{desk.request.path}?{query.urlencode()}"
    return found


def _form_keeping(desk: Desk, form: IntakeForm) -> IntakeForm:
    """An unbound form that shows what was typed so far."""
    typed = {name: form.data.get(name) for name in form.fields if name in form.data}
    return offer.form_for(desk.version, desk.receiving, None, _initial(desk.dossier) | typed)


def _doubles(desk: Desk, form: IntakeForm) -> list[Dossier]:
    """Running dossiers of the same person for the same procedure, to be pointed out."""
    written = str(form["owner_personal_id"].value() or "")[:40]
    personal_id = "".join(sign for sign in written if sign.isascii() and sign.isdigit())
    but = desk.dossier.pk if desk.dossier else None
    found = queries.same_filing(personal_id=personal_id, procedure_id=desk.version.procedure_id, but=but)
    return list(found[:3])


def _readable(desk: Desk, dossiers: list[Dossier]) -> set[int]:
    """Which of these dossiers the officer may open; the others are named only."""
    officer = desk.request.officer
    return {one.pk for one in dossiers if permissions.can_read(officer, one, clock.today())}


def _save(desk: Desk, form: IntakeForm, do: str) -> HttpResponse:
    """Keep as draft, or keep and accept, as the pressed button says; one client id, one transaction."""
    accepting = do == "accept"
    put_down = form.intake(version_id=desk.version.pk, receiving_agency_id=desk.receiving)
    try:
        answer = once(
            client_id=form.cleaned_data["client_id"],
            purpose="dossiers.intake",
            payload=_payload(put_down, form, accepting=accepting, dossier=desk.dossier),
            actor_id=desk.request.officer.pk,
            act=lambda: _keep(desk, put_down, form, accepting=accepting),
        )
    except ClientIdReused:
        form.renew_client_id()
        form.add_error(
            None,
            _("Trang này đã được lưu trước đó. Xem lại hồ sơ đã lưu; bấm lần nữa nếu vẫn lập hồ sơ mới."),
        )
        return _page(desk, form, status=422)
    except (DossierRefusal, NoProcess) as refusal:
        form.add_error(None, str(refusal))
        return _page(desk, form, status=422)
    if do in _NEXT_VERB:
        return redirect("dossiers:act", answer["dossier_id"], _NEXT_VERB[do])
    messages.success(desk.request, _("Đã tiếp nhận hồ sơ.") if accepting else _("Đã lưu hồ sơ đang lập."))
    page = reverse("dossiers:page", args=[answer["dossier_id"]])
    return redirect(f"{page}?print=01" if accepting else page)


def _payload(
    put_down: Intake, form: IntakeForm, *, accepting: bool, dossier: Dossier | None
) -> dict[str, Any]:
    return {
        "do": "accept" if accepting else "draft",
        "dossier": dossier.pk if dossier else None,
        "described": put_down.described(),
        "said": put_down.statement(),
        "fees": [fee.to_json() for fee in form.fees()],
    }


def _keep(desk: Desk, put_down: Intake, form: IntakeForm, *, accepting: bool) -> dict[str, int]:
    by = desk.by
    if desk.dossier is None:
        dossier = actions.draft_dossier(intake=put_down, by=by)
    else:
        dossier = actions.revise_dossier(dossier_id=desk.dossier.pk, intake=put_down, by=by)
    if accepting:
        actions.accept_dossier(dossier_id=dossier.pk, by=by, fees=form.fees())
    return {"dossier_id": dossier.pk}
