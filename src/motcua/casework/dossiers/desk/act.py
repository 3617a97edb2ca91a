"""One door for every verb: show its form, or do it once and come back to the dossier."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.casework.dossiers import permissions, queries
from motcua.casework.dossiers.actions import By, DossierRefusal
from motcua.casework.dossiers.desk.page import GRAVE, opened
from motcua.casework.dossiers.desk.verbs import DESK_VERBS, DeskVerb, hint
from motcua.casework.dossiers.models import Dossier
from motcua.casework.dossiers.rules import MOVES, may_move
from motcua.casework.dossiers.terms import place_of, sequence_of
from motcua.directory.agencies import queries as agencies
from motcua.directory.agencies.doors import denied, officer_required
from motcua.facilities.workflow.queries import NoProcess
from motcua.kernel import clock
from motcua.kernel.events.facts import plain
from motcua.kernel.events.once import ClientIdReused, kept_answer, once

_AT_COUNTER = frozenset(
    ("reject", "receive_supplement", "deliver", "withdraw", "undo_acceptance", "replace_pin")
)
_BY_APPROVER = frozenset(("apologise", "extend", "refuse_withdrawal", "stop"))


@officer_required()
def act(request: HttpRequest, dossier_id: int, verb: str) -> HttpResponse:
    known = DESK_VERBS.get(verb)
    if known is None:
        raise Http404
    dossier = opened(request, dossier_id, verb)
    if request.method == "POST" and _was_done(request, verb):
        return _done(request, known, dossier)
    if not permissions.may(request.officer, verb, dossier, clock.today()):
        return denied(request, _why_not(dossier, known))
    if request.method != "POST" and not may_move(verb, dossier.status):
        messages.error(request, str(MOVES[verb].refusal))
        return redirect("dossiers:page", dossier_id=dossier.pk)
    form = _form(known, verb, dossier, request.POST or None)
    if request.method == "POST" and form.is_valid() and _do_once(request, known, verb, dossier, form):
        return _done(request, known, dossier)
    return _ask(request, known, verb, dossier, form)


def _ask(request: HttpRequest, known: DeskVerb, verb: str, dossier: Dossier, form: Any) -> HttpResponse:
    context = {
        "dossier": dossier,
        "owner": queries.parties_of(dossier).owner.name,
        "form": form,
        "verb": verb,
        "known": known,
        "is_grave": verb in GRAVE,
        "hint": hint(verb, dossier),
    }
    return render(request, "dossiers/desk/act.html", context, status=422 if form.errors else 200)


def _was_done(request: HttpRequest, verb: str) -> bool:
    """Whether this very page was sent before: its dossier has moved on, and the answer stays the same."""
    try:
        client_id = UUID(request.POST.get("client_id", ""))
    except ValueError:
        return False
    officer_id = request.officer.pk
    return kept_answer(client_id=client_id, purpose=f"dossiers.{verb}", actor_id=officer_id) is not None


def _done(request: HttpRequest, known: DeskVerb, dossier: Dossier) -> HttpResponse:
    messages.success(request, str(known.done))
    page = reverse("dossiers:page", args=[dossier.pk])
    return redirect(f"{page}?print={known.slip}" if known.slip else page)


def _why_not(dossier: Dossier, known: DeskVerb) -> str:
    """Says where the dossier is now: the page the officer came from may be an old one."""
    step = queries.step_name(dossier)
    where = _("Hồ sơ đang ở bước “%(step)s”.") % {"step": step} if step else str(dossier.get_status_display())
    return _(
        "Việc “%(verb)s” không thuộc vai trò của ông/bà, hoặc hồ sơ đã sang bước khác từ khi trang được mở."
        " %(where)s Chưa có gì được lưu."
    ) % {"verb": known.heading, "where": where}


def _form(known: DeskVerb, verb: str, dossier: Dossier, data: Any) -> Any:
    if verb == "hand_over" and dossier.process_version_id:
        return known.form(data, officers=_next_officers(dossier))  # type: ignore[call-arg]
    if verb == "deliver" and data is None:
        owner = next((party for party in dossier.parties.all() if party.role == "owner"), None)
        return known.form(initial={"name": owner.name} if owner else {})
    return known.form(data)


def _next_officers(dossier: Dossier) -> list[tuple[int, str]]:
    """Officers who hold the role of the next step at its agency."""
    next_ = sequence_of(dossier).after(dossier.step)
    if next_ is None:
        return []
    found = agencies.officers_with_role(place_of(dossier, next_), next_.role, clock.today())
    return [(officer.pk, officer.name) for officer in found]


def _do_once(request: HttpRequest, known: DeskVerb, verb: str, dossier: Dossier, form: Any) -> bool:
    """Do it under the page's client id; False, with the reason on the form, when it was refused."""
    officer_id = request.officer.pk
    by = By(officer_id, _agency_of(verb, dossier), clock.now())
    said = {name: value for name, value in form.cleaned_data.items() if name != "client_id"}
    try:
        once(
            client_id=form.cleaned_data["client_id"],
            purpose=f"dossiers.{verb}",
            payload={"dossier": dossier.pk} | {name: _payload(value) for name, value in said.items()},
            actor_id=officer_id,
            act=lambda: {"dossier_id": known.act(dossier, by, form).pk},
        )
    except ClientIdReused:
        form.renew_client_id()
        form.add_error(None, _("Trang này đã gửi một lần cho việc khác. Xem lại nội dung rồi bấm lại."))
        return False
    except (DossierRefusal, NoProcess) as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


def _agency_of(verb: str, dossier: Dossier) -> int:
    """For which agency the officer acts: the counter's own verbs at the counter, the others where the dossier is."""
    if verb in _AT_COUNTER:
        return dossier.receiving_agency_id
    if verb in _BY_APPROVER:
        return dossier.competent_agency_id
    return dossier.holder_agency_id or dossier.receiving_agency_id


def _payload(value: Any) -> Any:
    try:
        return plain(value)
    except TypeError:
        return str(value)
