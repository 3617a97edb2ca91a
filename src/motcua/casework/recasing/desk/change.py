"""The page on which a dossier is put under the right case of its procedure."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.casework.dossiers import permissions, terms
from motcua.casework.dossiers.actions import By
from motcua.casework.dossiers.models import Dossier
from motcua.casework.dossiers.ports import objection_to
from motcua.casework.dossiers.queries import history, latest_statement
from motcua.casework.dossiers.rules import MOVES, may_move
from motcua.casework.handling.desk.page import opened
from motcua.casework.handling.desk.sending import Act, act_once, saved_before
from motcua.casework.handling.words import fee_words, limit_words
from motcua.casework.intake.desk import fees
from motcua.casework.recasing import actions, queries
from motcua.casework.recasing.desk.form import RecaseForm, RightCase
from motcua.directory.agencies.doors import denied, officer_required
from motcua.directory.procedures.models import ProcedureCase
from motcua.kernel import clock

VERB = "change_case"


@officer_required()
def change(request: HttpRequest, dossier_id: int) -> HttpResponse:
    dossier = opened(request, dossier_id, VERB)
    if not permissions.may(request.officer, VERB, dossier, clock.today()):
        return denied(request, _("Chỉ bộ phận Một cửa đã tiếp nhận hồ sơ được đổi trường hợp."))
    sent = request.POST if request.method == "POST" else None
    if sent is None and (reason := _refusal(dossier)):
        messages.error(request, reason)
        return redirect("dossiers:page", dossier_id=dossier.pk)
    chosen = _chosen(dossier, (sent or request.GET).get("case", ""))
    if chosen is None:
        messages.error(request, str(actions.ForeignCase()))
        return redirect("dossiers:page", dossier_id=dossier.pk)
    form = _form(dossier, chosen, sent)
    if sent is not None and form.is_savable() and _change_once(request, dossier, form):
        return _done(request, dossier)
    context = _about(dossier, chosen, form)
    return render(request, "recasing/change.html", context, status=422 if form.errors else 200)


def _refusal(dossier: Dossier) -> str:
    """Why there is nothing to fill in."""
    if not may_move(VERB, dossier.status):
        return str(MOVES[VERB].refusal)
    return objection_to(VERB, dossier)


def _chosen(dossier: Dossier, asked: str) -> ProcedureCase | None:
    """The case asked for, else the first that is another; the present one only where it was sent itself."""
    found = terms.published(dossier.procedure_version_id).alternatives
    if asked:
        return next((case for case in found if str(case.pk) == asked), None)
    return next(iter(queries.other_cases(dossier)), None)


def _form(dossier: Dossier, case: ProcedureCase, sent: Any) -> RecaseForm:
    """With the papers that are there already filled in, and the fees of the case."""
    said = terms.published(dossier.procedure_version_id)
    reasons = latest_statement(dossier, "intake", "recasing").get("not_applicable", {})
    carried, initial = queries.papers_carried(dossier, case.pk), {}
    for pk, row in carried.items():
        initial[f"c{pk}_kind"] = row.kind
        initial[f"c{pk}_reason"] = reasons.get(str(row.component_id), "")
    lines = fees.lines(dossier.procedure_version, case.pk, dossier.competent_agency_id)
    right = RightCase(case.pk, said.asked(case.pk), lines, carried)
    return RecaseForm(sent, right=right, initial=initial)


def _about(dossier: Dossier, case: ProcedureCase, form: RecaseForm) -> dict[str, Any]:
    """Both cases beside each other."""
    dates = queries.dates_under(dossier, case.pk, clock.now())
    noted = sum(fee.amount_vnd for fee in dossier.fees.all())
    return {
        "dossier": dossier,
        "case": case,
        "cases": queries.other_cases(dossier),
        "form": form,
        "dates": dates,
        "old_limit": limit_words(dates.before.limit) if dates else "",
        "new_limit": limit_words(dates.limit) if dates else "",
        "noted": noted,
        "published": sum(line.start_vnd or 0 for line in form.fee_lines),
        "is_past": dates is not None and dates.promised.due_at < clock.now(),
    }


def _change_once(request: HttpRequest, dossier: Dossier, form: RecaseForm) -> bool:
    """Do it under the page's client id; False, with the reason on the form, when it was refused."""
    by, said = By(request.officer.pk, dossier.receiving_agency_id, clock.now()), form.change()  # type: ignore[attr-defined]
    payload = {
        "dossier": dossier.pk,
        "case": said.case_id,
        "reason": said.reason,
        "asks": said.asks,
        "components": [entry.to_json() | {"reason": entry.reason} for entry in said.components],
        "fees": [fee.to_json() for fee in said.fees],
    }
    asked = Act(
        purpose=f"dossiers.{VERB}",
        payload=payload,
        actor_id=request.officer.pk,  # type: ignore[attr-defined]
        do=lambda: {"dossier_id": actions.change_case(dossier_id=dossier.pk, by=by, change=said).pk},
    )
    return act_once(form, asked, reused=saved_before())


def _done(request: HttpRequest, dossier: Dossier) -> HttpResponse:
    """Says what changes hands, and offers the slip that the applicant gets."""
    changed = next(e for e in reversed(history(dossier)) if e.kind == "dossiers.case_changed")
    owed = fee_words(changed.facts["fee_difference_vnd"])
    messages.success(request, f"{_('Đã đổi trường hợp.')} {owed}".strip())
    slip = "02" if changed.facts["missing"] else "01"
    return redirect(f"{reverse('dossiers:page', args=[dossier.pk])}?print={slip}")
