"""Entering what an outside system says of a dossier."""

from __future__ import annotations

from datetime import datetime

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.casework.dossiers.actions import By, DossierRefusal
from motcua.casework.dossiers.models import Dossier
from motcua.casework.handling.desk.page import opened
from motcua.casework.mirroring import permissions, queries
from motcua.casework.mirroring.actions import mirror_state
from motcua.casework.mirroring.choices import MIRRORED
from motcua.directory.agencies.doors import denied, officer_required
from motcua.kernel import clock
from motcua.kernel.clock import VIETNAM
from motcua.kernel.events.once import ClientIdReused, once
from motcua.kernel.ui.fields import ClientForm, Lines, VietnamDate, Words


class MirrorForm(ClientForm):
    """State, since when, under which number."""

    status = forms.ChoiceField(
        label=gettext_lazy("Trạng thái trên hệ thống đó"),
        choices=[(status.value, status.label) for status in MIRRORED],
        error_messages={"required": gettext_lazy("Hãy chọn trạng thái.")},
    )
    reference = Words(
        label=gettext_lazy("Số tham chiếu"), max_length=60,
        help_text=gettext_lazy("Mã hồ sơ hoặc số văn bản trên hệ thống đó."),
        error_messages={"required": gettext_lazy("Hãy ghi số tham chiếu của hồ sơ trên hệ thống đó.")},
    )  # fmt: skip
    day = VietnamDate(label=gettext_lazy("Từ ngày"))
    hour = forms.TimeField(
        label=gettext_lazy("Lúc"), input_formats=["%H:%M"],
        widget=forms.TimeInput(format="%H:%M", attrs={"placeholder": "hh:mm"}),
    )  # fmt: skip
    note = Lines(label=gettext_lazy("Ghi chú"), required=False, rows=2, max_length=1000)

    def clean(self) -> dict:
        said = super().clean() or self.cleaned_data
        if said.get("day") and said.get("hour"):
            at = datetime.combine(said["day"], said["hour"], VIETNAM)
            if at > clock.now():
                raise ValidationError({"day": _("Thời điểm ghi phải từ lúc tiếp nhận và không sau lúc này.")})
            said["at"] = at
        return said


@officer_required()
def mirror(request: HttpRequest, dossier_id: int) -> HttpResponse:
    dossier = opened(request, dossier_id, "mirror")
    system = queries.home_system_of(dossier)
    if not system or not permissions.may_mirror(request.officer, dossier, clock.today()):
        return denied(request)
    now = clock.now().astimezone(VIETNAM)
    initial = {"day": now.date(), "hour": now.strftime("%H:%M"), "status": dossier.status}
    form = MirrorForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid() and _enter_once(request, dossier, form):
        messages.success(request, _("Đã ghi trạng thái theo hệ thống giữ hồ sơ."))
        return redirect("dossiers:page", dossier_id=dossier.pk)
    context = {"dossier": dossier, "system": system, "form": form}
    return render(request, "mirroring/mirror.html", context, status=422 if form.errors else 200)


def _enter_once(request: HttpRequest, dossier: Dossier, form: MirrorForm) -> bool:
    said = form.cleaned_data
    by = By(request.officer.pk, dossier.competent_agency_id, said["at"])
    words = {name: said[name] for name in ("status", "reference", "note")}
    try:
        once(
            client_id=said["client_id"], purpose="mirroring.mirror", actor_id=request.officer.pk,
            payload={"dossier": dossier.pk, "at": said["at"]} | words,
            act=lambda: mirror_state(dossier_id=dossier.pk, by=by, **words).pk,
        )  # fmt: skip
    except (DossierRefusal, ClientIdReused) as refusal:
        form.add_error(None, str(refusal))
        return False
    return True
