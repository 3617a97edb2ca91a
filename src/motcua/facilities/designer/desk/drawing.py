"""The door of the drawing editor: a draft drawn by hand, saved byte for byte."""

from __future__ import annotations

import hashlib
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.views.decorators.http import require_http_methods

from motcua.directory.agencies.desk.writing import write_once
from motcua.facilities.designer.choices import Clock, Holder, Kind, Where
from motcua.facilities.designer.desk.making import MAY_DRAW
from motcua.facilities.designer.desk.opened import agency_choices, process_edited
from motcua.facilities.workflow import jobs
from motcua.facilities.workflow.actions import save_draft
from motcua.facilities.workflow.choices import VersionState
from motcua.facilities.workflow.models import ProcessVersion
from motcua.kernel import clock
from motcua.kernel.ui.fields import ClientForm

NOTHING = [("", "–")]


class DrawnForm(ClientForm):
    """What the drawing page sends; `seen`: the draft it was opened with."""

    seen = forms.RegexField(r"[0-9a-f]{64}", widget=forms.HiddenInput, required=False)
    xml = forms.CharField(
        strip=False, error_messages={"required": lazy("Bản vẽ không gửi được; trang vẽ cần JavaScript.")}
    )


@MAY_DRAW
@require_http_methods(["GET", "HEAD", "POST"])
def draw(request: HttpRequest, process_id: int) -> HttpResponse:
    """The draft as a picture to be changed; without a draft, the newest version as the beginning of one."""
    process = process_edited(request, process_id)
    draft = process.versions.filter(state=VersionState.DRAFT).first()
    newest = draft or process.versions.order_by("-number").first()
    if newest is None:
        return redirect("designer:processes")
    form = DrawnForm(request.POST or None, initial={"seen": draft.sha256 if draft else ""})
    if request.method == "POST" and form.is_valid():
        made = _saved(request, form, newest)
        if made is not None:
            messages.success(request, _("Đã lưu bản thảo."))
            return redirect("designer:version", process.pk, made["number"])
    context = {"form": form, "process": process, "version": newest, **_about()}
    return render(request, "designer/draw.html", context, status=422 if form.errors else 200)


def _saved(request: HttpRequest, form: DrawnForm, newest: ProcessVersion) -> dict[str, Any] | None:
    data, seen = form.cleaned_data["xml"].encode(), form.cleaned_data["seen"]
    form.cleaned_data["xml"] = hashlib.sha256(data).hexdigest()  # the kept answer need not hold the drawing

    def act() -> dict[str, Any]:
        return {"number": save_draft(process=newest.process, xml=data, seen=seen).number}

    return write_once(request, form, "designer.save_drawing", act)


def _about() -> dict[str, Any]:
    """The fields about a selected step."""
    return {
        "selects": [
            ("kind", _("Loại"), NOTHING + Kind.choices + [(kind.code, kind.label) for kind in jobs.kinds()]),
            ("role", _("Ai làm"), NOTHING + Holder.choices),
            ("place", _("Ở đâu"), NOTHING + Where.choices),
            ("clock", _("Đồng hồ của hồ sơ"), Clock.choices),
        ],
        "texts": [
            ("law", _("Căn cứ dừng tính giờ")),
            ("agency", _("Mã cơ quan khác")),
            ("hours", _("Giờ làm việc")),
            ("form", _("Biểu mẫu điện tử")),
            ("slip", _("Phiếu")),
        ],
        "agencies": agency_choices(clock.today()),
    }
