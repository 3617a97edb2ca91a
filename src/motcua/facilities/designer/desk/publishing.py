"""Doors that put a process into force: publish, withdraw, apply to a procedure."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from motcua.directory.agencies import permissions as agency_permissions
from motcua.directory.agencies.desk.writing import write_once
from motcua.directory.identity.refusal import Refused
from motcua.directory.procedures.queries import procedure_with_code
from motcua.facilities.designer.desk.forms import ApplyForm, PublishForm
from motcua.facilities.designer.desk.making import MAY_DRAW
from motcua.facilities.designer.desk.opened import officer_of, opened, process_edited, process_seen
from motcua.facilities.designer.desk.views import version_page
from motcua.facilities.workflow.actions import assign_process, publish_version, withdraw_version
from motcua.facilities.workflow.models import Process
from motcua.kernel import clock
from motcua.kernel.ui.fields import ClientForm


@MAY_DRAW
@require_POST
def publish(request: HttpRequest, process_id: int, number: int) -> HttpResponse:
    """The draft as it was seen, with its decision."""
    process_edited(request, process_id)
    found = opened(request, process_id, number)
    form = PublishForm(request.POST)
    if form.is_valid():
        said = form.cleaned_data

        def act() -> dict[str, Any]:
            published = publish_version(
                version_id=found.version.pk, sha256=said["sha256"], decision=said["decision"],
                valid_from=said["valid_from"], at=clock.now(), actor_id=officer_of(request).pk,
            )  # fmt: skip
            return {"number": published.number}

        if write_once(request, form, "designer.publish_version", act) is not None:
            messages.success(request, _("Đã ban hành phiên bản %(number)s.") % {"number": number})
            return redirect("designer:version", process_id, number)
    return version_page(request, found, publish_form=form)


@MAY_DRAW
@require_POST
def withdraw(request: HttpRequest, process_id: int, number: int) -> HttpResponse:
    """No new dossiers on this version."""
    process_edited(request, process_id)
    found = opened(request, process_id, number)
    form = ClientForm(request.POST)
    if form.is_valid():
        actor = officer_of(request).pk
        done = write_once(
            request, form, "designer.withdraw_version",
            lambda: {"n": withdraw_version(version_id=found.version.pk, at=clock.now(), actor_id=actor).number},
        )  # fmt: skip
        if done is not None:
            messages.success(request, _("Đã ngừng áp dụng phiên bản %(number)s.") % {"number": number})
            return redirect("designer:version", process_id, number)
    return version_page(request, found, withdraw_form=form)


@MAY_DRAW
@require_http_methods(["GET", "HEAD", "POST"])
def apply(request: HttpRequest, process_id: int) -> HttpResponse:
    """Let a procedure of an agency run on this process from a day on."""
    process, officer, today = process_seen(request, process_id), officer_of(request), clock.today()
    own = agency_permissions.agencies_administered(officer, today)
    agencies = [(str(agency.pk), agency.name) for agency in own]
    form = ApplyForm(request.POST or None, agencies=agencies, initial={"valid_from": today})
    if request.method == "POST" and form.is_valid() and _applied(request, process, form):
        messages.success(request, _("Đã áp dụng quy trình cho thủ tục."))
        return redirect("designer:process", process.pk)
    context = {"form": form, "process": process}
    return render(request, "designer/apply.html", context, status=422 if form.errors else 200)


class NoProcedure(Refused):
    """Không có thủ tục mang mã này."""


class NothingPublished(Refused):
    """Quy trình chưa có phiên bản nào được ban hành."""


def _applied(request: HttpRequest, process: Process, form: ApplyForm) -> bool:
    said = form.cleaned_data

    def act() -> dict[str, Any]:
        procedure = procedure_with_code(said["procedure"])
        if procedure is None:
            raise NoProcedure
        if not process.versions.filter(state="published").exists():
            raise NothingPublished
        row = assign_process(
            agency_id=int(said["agency"]), procedure_id=procedure.pk, process=process,
            valid_from=said["valid_from"], at=clock.now(), actor_id=officer_of(request).pk,
        )  # fmt: skip
        return {"applied": row.pk}

    form.refused_at = {NoProcedure: "procedure"}  # type: ignore[attr-defined]
    return write_once(request, form, "designer.assign_process", act) is not None
