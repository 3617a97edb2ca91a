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
from motcua.casework.dossiers.actions import By
from motcua.casework.dossiers.models import Dossier
from motcua.casework.handling.desk import choices
from motcua.casework.handling.desk.page import GRAVE, opened
from motcua.casework.handling.desk.sending import Act, act_once
from motcua.casework.handling.desk.verbs import DESK_VERBS, DeskVerb, hint
from motcua.casework.handling.offered import on_behalf_of, why_not
from motcua.directory.agencies.doors import denied, officer_required
from motcua.facilities.workflow.changes import Spot
from motcua.kernel import clock
from motcua.kernel.events.facts import plain
from motcua.kernel.events.once import kept_answer

_AT_COUNTER = frozenset(
    (
        "confirm_payment",
        "deliver_corrected",
        "reject",
        "receive_supplement",
        "deliver",
        "withdraw",
        "undo_acceptance",
        "replace_pin",
    )
)
_IN_COMPETENT = frozenset(
    ("apologise", "confirm_wrong", "correct_result", "dismiss_wrong", "extend", "refuse_withdrawal", "stop")
)


@officer_required()
def act(request: HttpRequest, dossier_id: int, verb: str) -> HttpResponse:
    known = DESK_VERBS.get(verb)
    if known is None:
        raise Http404
    dossier = opened(request, dossier_id, verb)
    spot = _spot(request, verb, dossier)
    if request.method == "POST" and _was_done(request, verb):
        return _done(request, known, dossier)
    if not permissions.may(request.officer, verb, dossier, clock.today()):
        return denied(request, _why_not(dossier, known))
    if request.method != "POST" and (reason := why_not(verb, dossier, clock.today())):
        messages.error(request, reason)
        return redirect("dossiers:page", dossier_id=dossier.pk)
    form = _form(known, verb, dossier, spot, _said(request, spot))
    if request.method == "POST" and form.is_valid() and _do_once(request, known, verb, dossier, form, spot):
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
    dossier.refresh_from_db()
    vars(dossier).pop("known_spots", None)
    if not permissions.can_read(request.officer, dossier, clock.today()):
        return redirect("dossiers:work")  # it went on to another agency and is theirs to see now
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


def _said(request: HttpRequest, spot: Spot | None) -> Any:
    """What was sent; a button that posts at once names its spot in the address, or is about the officer's own."""
    if request.method != "POST":
        return None
    said = request.POST.copy()
    said.setdefault("spot", str(spot.number) if spot else request.GET.get("spot", ""))
    return said


def _spot(request: HttpRequest, verb: str, dossier: Dossier) -> Spot | None:
    """The place in the process that was asked for, among those where this officer may use the verb."""
    if verb not in permissions.AT_A_SPOT:
        return None
    spots = permissions.working_spots(request.officer, verb, dossier, clock.today())
    asked = request.POST.get("spot", request.GET.get("spot", ""))
    named = [spot for spot in spots if str(spot.number) == asked]
    return named[0] if named else (spots[0] if spots and not asked else None)


def _form(known: DeskVerb, verb: str, dossier: Dossier, spot: Spot | None, data: Any) -> Any:
    """The verb's form with what there is to choose from."""
    return known.form(data, **choices.offered(known.form, dossier, spot, data))


def _do_once(
    request: HttpRequest, known: DeskVerb, verb: str, dossier: Dossier, form: Any, spot: Spot | None
) -> bool:
    """Do it under the page's client id; False, with the reason on the form, when it was refused."""
    officer_id = request.officer.pk
    number = spot.number if spot else None
    lender = on_behalf_of(request.officer, verb, dossier, clock.today(), spot=number)
    by = By(officer_id, _agency_of(verb, dossier, spot), clock.now(), lender)
    said = {name: value for name, value in form.cleaned_data.items() if name != "client_id"}
    asked = Act(
        purpose=f"dossiers.{verb}",
        payload={"dossier": dossier.pk} | {name: _payload(value) for name, value in said.items()},
        actor_id=officer_id,
        do=lambda: {"dossier_id": known.act(dossier, by, form).pk},
    )
    return act_once(form, asked)


def _agency_of(verb: str, dossier: Dossier, spot: Spot | None) -> int:
    """For which agency the officer acts: the counter's own verbs at the counter, the others where the dossier is."""
    if verb in _AT_COUNTER:
        return dossier.receiving_agency_id
    if verb in _IN_COMPETENT:
        return dossier.competent_agency_id
    if spot is not None and spot.agency_id is not None:
        return spot.agency_id
    return dossier.holder_agency_id or dossier.receiving_agency_id


def _payload(value: Any) -> Any:
    try:
        return plain(value)
    except TypeError:
        return str(value)
