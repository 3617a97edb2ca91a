"""Correcting typing errors after acceptance: old and new are kept, the receipt is printed again."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from motcua.casework.dossiers import actions, permissions, queries
from motcua.casework.dossiers.actions import By
from motcua.casework.dossiers.choices import DeliveryChoice
from motcua.casework.dossiers.models import Dossier
from motcua.casework.dossiers.rules import MOVES, may_move
from motcua.casework.handling.desk.page import opened
from motcua.casework.handling.desk.people import PeopleForm, initial_of
from motcua.casework.handling.desk.sending import Act, act_once, saved_before
from motcua.directory.agencies.doors import officer_required
from motcua.kernel import clock
from motcua.kernel.ui.fields import Lines


class AmendForm(PeopleForm):
    delivery_choice = forms.ChoiceField(label=_("Nhận kết quả"), choices=DeliveryChoice.choices)
    reason = Lines(label=_("Lý do sửa"), max_length=500, rows=2)


@officer_required("intake_officer")
def amend(request: HttpRequest, dossier_id: int) -> HttpResponse:
    dossier = opened(request, dossier_id, "amend")
    if not permissions.may(request.officer, "amend", dossier, clock.today()):
        raise PermissionDenied
    if request.method != "POST" and not may_move("amend", dossier.status):
        messages.error(request, str(MOVES["amend"].refusal))
        return redirect("dossiers:page", dossier_id=dossier.pk)
    initial = initial_of(queries.parties_of(dossier)) | {"delivery_choice": dossier.delivery_choice}
    form = AmendForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid() and _amend_once(request, dossier, form):
        return redirect(f"{reverse('dossiers:page', args=[dossier.pk])}?print=01")
    context = {"dossier": dossier, "form": form}
    return render(request, "dossiers/desk/amend.html", context, status=422 if form.errors else 200)


def _amend_once(request: HttpRequest, dossier: Dossier, form: AmendForm) -> bool:
    """Do it, unless it was done under this client id before; False when it was refused."""
    asked = Act(
        purpose="dossiers.amend",
        payload={"dossier": dossier.pk} | _said(form),
        actor_id=request.officer.pk,
        do=lambda: _amend(request, dossier, form),
    )
    return act_once(form, asked, reused=saved_before())


def _said(form: AmendForm) -> dict[str, Any]:
    data = form.cleaned_data
    return form.parties().to_json() | {"reason": data["reason"], "delivery_choice": data["delivery_choice"]}


def _amend(request: HttpRequest, dossier: Dossier, form: AmendForm) -> dict[str, int]:
    data = form.cleaned_data
    actions.amend(
        dossier_id=dossier.pk,
        by=By(request.officer.pk, dossier.receiving_agency_id, clock.now()),
        parties=form.parties(),
        reason=data["reason"],
        delivery_choice=data["delivery_choice"],
    )
    return {"dossier_id": dossier.pk}
