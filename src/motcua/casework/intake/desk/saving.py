"""Saving the intake page: as a draft, or accepted; one client id, one transaction."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.casework.dossiers.actions import DossierRefusal
from motcua.casework.intake import actions
from motcua.casework.intake.actions import Application
from motcua.casework.intake.desk.desk import Desk
from motcua.casework.intake.desk.form import IntakeForm
from motcua.facilities.papers.actions import PaperIdReused
from motcua.facilities.workflow.queries import NoProcess
from motcua.kernel.events.once import ClientIdReused, once

SAVING = {"accept", "supplement", "reject", "draft"}
_NEXT_VERB = {"supplement": "request_supplement", "reject": "reject"}


def is_savable(form: IntakeForm, do: str) -> bool:
    """Whether the form may be saved by this button; what stands against it is in its errors."""
    is_valid = form.is_valid()
    return (form.has_required_papers() and is_valid) if do == "accept" else is_valid


def save(desk: Desk, form: IntakeForm, do: str) -> HttpResponse | None:
    """Where to go after saving; None when it was refused, with the reason among the form's errors."""
    application = form.application(
        version_id=desk.version.pk, receiving_agency_id=desk.receiving, is_accepted=do == "accept"
    )
    try:
        dossier_id = _save_once(desk, application, form)
    except ClientIdReused:
        form.renew_client_id()
        said = _("Trang này đã được lưu trước đó. Xem lại hồ sơ đã lưu; bấm lần nữa nếu vẫn lập hồ sơ mới.")
        form.add_error(None, said)
    except (DossierRefusal, NoProcess, PaperIdReused) as refusal:
        form.add_error(None, str(refusal))
    else:
        return _after(desk, dossier_id, do)
    return None


def _save_once(desk: Desk, application: Application, form: IntakeForm) -> int:
    dossier_id = desk.dossier.pk if desk.dossier else None

    def act() -> dict[str, int]:
        saved = actions.take_in(application=application, by=desk.by, dossier_id=dossier_id)
        return {"dossier_id": saved.pk}

    answer = once(
        client_id=form.cleaned_data["client_id"],
        purpose="dossiers.intake",
        payload=_payload(application, dossier_id),
        actor_id=desk.officer_id,
        act=act,
    )
    return answer["dossier_id"]


def _payload(application: Application, dossier_id: int | None) -> dict[str, Any]:
    return {
        "do": "accept" if application.is_accepted else "draft",
        "dossier": dossier_id,
        "described": application.intake.described(),
        "said": application.intake.statement(),
        "fees": [fee.to_json() for fee in application.fees],
    }


def _after(desk: Desk, dossier_id: int, do: str) -> HttpResponse:
    if do in _NEXT_VERB:
        return redirect("dossiers:act", dossier_id, _NEXT_VERB[do])
    page = reverse("dossiers:page", args=[dossier_id])
    if do == "accept":
        messages.success(desk.request, _("Đã tiếp nhận hồ sơ."))
        return redirect(f"{page}?print=01")
    messages.success(desk.request, _("Đã lưu hồ sơ đang lập."))
    return redirect(page)
