"""Telling the one-stop that an agency has not answered."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from motcua.casework.dossiers.actions import By
from motcua.casework.handling.desk.page import opened
from motcua.casework.handling.desk.sending import Act, act_once
from motcua.casework.silence import actions, permissions
from motcua.casework.silence.desk.forms import TellForm
from motcua.casework.silence.models import Silence
from motcua.directory.agencies import permissions as rights
from motcua.directory.agencies import queries as agencies
from motcua.directory.agencies.doors import denied, officer_required
from motcua.directory.staff.acting import OnBehalf
from motcua.kernel import clock


@officer_required()
def tell(request: HttpRequest, silence_id: int) -> HttpResponse:
    silence = Silence.objects.select_related("dossier").filter(pk=silence_id).first()
    if silence is None:
        raise Http404
    dossier = opened(request, silence.dossier_id, "silence")
    if not permissions.may_tell(request.officer, dossier, clock.today()):  # type: ignore[attr-defined]
        return denied(request, _("Việc này của công chức, lãnh đạo cơ quan giải quyết hồ sơ."))
    form = TellForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid() and _tell_once(request, silence, form):
        messages.success(request, _("Đã báo Bộ phận Một cửa."))
        return redirect("dossiers:page", dossier_id=dossier.pk)
    asked = agencies.names_of({silence.asked_agency_id}).get(silence.asked_agency_id, "")
    context = {"form": form, "silence": silence, "dossier": dossier, "asked": asked}
    return render(request, "silence/tell.html", context, status=422 if form.errors else 200)


def _tell_once(request: HttpRequest, silence: Silence, form: TellForm) -> bool:
    """Tell it under the page's client id; False, with the reason on the form, when it was refused."""
    officer, said = request.officer, form.cleaned_data  # type: ignore[attr-defined]
    dossier, on = silence.dossier, clock.today()
    lent = rights.lent_role_needed(officer, on, lambda held: permissions.may_tell(held, dossier, on))
    by = By(officer.pk, dossier.competent_agency_id, clock.now(), OnBehalf.by(lent))
    asked = Act(
        purpose="silence.tell",
        payload={"silence": silence.pk, "note": said["note"]},
        actor_id=officer.pk,
        do=lambda: {"silence_id": actions.tell_one_stop(silence_id=silence.pk, by=by, note=said["note"]).pk},
    )
    return act_once(form, asked)
