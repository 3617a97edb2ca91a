"""Groups of linked procedures: which procedure is settled at which step of which lead procedure."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from motcua.casework.joint import queries
from motcua.casework.joint.actions import LinkRefusal, link_procedure, unlink_procedure
from motcua.directory.agencies.choices import Role
from motcua.directory.agencies.doors import officer_required
from motcua.directory.procedures.models import Procedure
from motcua.directory.procedures.queries import procedure_with_code
from motcua.facilities.bpmn.table.rows import CODE
from motcua.kernel import clock
from motcua.kernel.events.once import ClientIdReused, once
from motcua.kernel.ui.fields import ClientForm, Words

MAY_LINK = officer_required(Role.SYSTEM_ADMIN)


class LinkForm(ClientForm):
    """Two procedures by their codes, and the step between them."""

    lead = Words(label=gettext_lazy("Mã thủ tục chủ trì"), max_length=40)
    step = Words(
        label=gettext_lazy("Mã bước trong quy trình của thủ tục chủ trì"), max_length=60,
        help_text=gettext_lazy("Cơ quan của bước này giải quyết thủ tục thành phần."),
    )  # fmt: skip
    procedure = Words(label=gettext_lazy("Mã thủ tục thành phần"), max_length=40)

    def clean_lead(self) -> Procedure:
        return _procedure(self.cleaned_data["lead"])

    def clean_procedure(self) -> Procedure:
        return _procedure(self.cleaned_data["procedure"])

    def clean_step(self) -> str:
        step = self.cleaned_data["step"]
        if not CODE.fullmatch(step):
            raise forms.ValidationError(_("Mã bước chỉ có chữ không dấu, chữ số, gạch nối và gạch dưới."))
        return step


def _procedure(code: str) -> Procedure:
    found = procedure_with_code(code)
    if found is None:
        raise forms.ValidationError(_("Không có thủ tục mang mã này."))
    return found


@MAY_LINK
def groups(request: HttpRequest) -> HttpResponse:
    """The groups there are; adding a procedure holds for dossiers from today on."""
    form = LinkForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid() and _link_once(request, form):
        messages.success(request, _("Đã đưa thủ tục vào nhóm liên thông."))
        return redirect("joint:groups")
    context = {"form": form, "links": list(queries.all_links()), "new_id": uuid4}
    return render(request, "joint/desk/groups.html", context, status=422 if form.errors else 200)


def _link_once(request: HttpRequest, form: LinkForm) -> bool:
    said, at = form.cleaned_data, clock.now()
    terms: dict[str, Any] = {name: said[name] for name in ("lead", "step", "procedure")}
    try:
        once(
            client_id=said["client_id"],
            purpose="joint.link",
            payload={"lead": said["lead"].pk, "step": said["step"], "procedure": said["procedure"].pk},
            actor_id=request.officer.pk,
            act=lambda: (
                link_procedure(**terms, valid_from=clock.today(), at=at, actor_id=request.officer.pk).pk
            ),
        )
    except (LinkRefusal, ClientIdReused) as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


@MAY_LINK
@require_POST
def end(request: HttpRequest, link_id: int) -> HttpResponse:
    """No new parts from today on; those under way are finished."""
    form = ClientForm(request.POST)
    if not form.is_valid():
        messages.error(request, str(next(iter(form.errors.values()))[0]))
        return redirect("joint:groups")
    at, actor_id = clock.now(), request.officer.pk
    try:
        once(
            client_id=form.cleaned_data["client_id"], purpose="joint.unlink", payload={"link": link_id},
            actor_id=actor_id,
            act=lambda: unlink_procedure(link_id=link_id, valid_to=clock.today(), at=at, actor_id=actor_id).pk,
        )  # fmt: skip
        messages.success(
            request, _("Đã đưa thủ tục ra khỏi nhóm; hồ sơ thành phần đang giải quyết vẫn chạy tiếp.")
        )
    except (LinkRefusal, ClientIdReused) as refusal:
        messages.error(request, str(refusal))
    return redirect("joint:groups")
