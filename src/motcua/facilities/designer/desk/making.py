"""Doors for administrators: a new process, a copy, a file taken in, a draft thrown away."""

from __future__ import annotations

import hashlib
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from motcua.directory.agencies.choices import Role
from motcua.directory.agencies.desk.writing import write_once
from motcua.directory.agencies.doors import officer_required
from motcua.facilities.bpmn.table import Table, to_xml
from motcua.facilities.designer import library
from motcua.facilities.designer.desk.forms import CopyForm, DrawingForm, NewProcessForm
from motcua.facilities.designer.desk.opened import (
    agency_choices,
    agency_names,
    officer_of,
    opened,
    process_edited,
)  # fmt: skip
from motcua.facilities.designer.desk.owners import owner_id, owners_for
from motcua.facilities.designer.desk.views import version_page
from motcua.facilities.workflow import standard
from motcua.facilities.workflow.actions import copy_process, drop_draft, save_draft
from motcua.facilities.workflow.rules import Sequence
from motcua.facilities.workflow.sequential import table_of
from motcua.kernel import clock

MAY_DRAW = officer_required(Role.AGENCY_ADMIN, Role.SYSTEM_ADMIN)


@MAY_DRAW
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Begin a process: from the usual five steps, or from a practice of the library."""
    owners = owners_for(officer_of(request), clock.today())
    initial = {"practice": request.GET.get("practice", ""), "owner": owners[-1][0] if owners else ""}
    form = NewProcessForm(request.POST or None, owners=owners, initial=initial)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        made = _copied(request, form, "designer.new_process", to_xml(_beginning(said["practice"])), {})
        if made is not None:
            return redirect("designer:edit", made["process"])
    context = {"form": form, "practices": library.ALL}
    return render(request, "designer/new.html", context, status=422 if form.errors else 200)


def _beginning(practice: str) -> Table:
    if practice in library.BY_CODE:
        return library.BY_CODE[practice].table
    return table_of(Sequence(standard.COMMUNE), code="five_steps", name="")


def _copied(
    request: HttpRequest, form: Any, purpose: str, xml: bytes, agencies: dict[str, str]
) -> dict[str, Any] | None:
    def act() -> dict[str, Any]:
        said = form.cleaned_data
        owner = owner_id(said["owner"])
        draft = copy_process(xml=xml, name=said["name"], owner_id=owner, agencies=agencies, at=clock.now())
        return {"process": draft.process_id}

    return write_once(request, form, purpose, act)


@MAY_DRAW
@require_http_methods(["GET", "HEAD", "POST"])
def copy(request: HttpRequest, process_id: int, number: int) -> HttpResponse:
    """A version as the draft of a new process of another agency."""
    found, today = opened(request, process_id, number), clock.today()
    names = agency_names(found.graph)
    asked = {code: names.get(code, code) for code in _agencies_in(found.graph)}
    form = CopyForm(
        request.POST or None, owners=owners_for(officer_of(request), today), asked=asked,
        initial={"name": found.process.name},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        made = _copied(request, form, "designer.copy_process", found.xml, form.agencies())
        if made is not None:
            messages.success(request, _("Đã chép thành bản thảo mới."))
            return redirect("designer:edit", made["process"])
    context = {"form": form, "process": found.process, "number": number, "agencies": agency_choices(today)}
    return render(request, "designer/copy.html", context, status=422 if form.errors else 200)


def _agencies_in(graph: Any) -> list[str]:
    places = [node.step.place for node in graph.nodes.values() if node.step] if graph else []
    return list(dict.fromkeys(p.removeprefix("agency:") for p in places if p.startswith("agency:")))


@MAY_DRAW
@require_POST
def take_in(request: HttpRequest, process_id: int) -> HttpResponse:
    """A file becomes the draft, whatever it holds; what is wrong with it is listed."""
    process = process_edited(request, process_id)
    form = DrawingForm(request.POST, request.FILES)
    if form.is_valid():
        data = form.cleaned_data["file"].read()
        form.cleaned_data["file"] = hashlib.sha256(data).hexdigest()
        made = write_once(
            request, form, "designer.take_in",
            lambda: {"number": save_draft(process=process, xml=data).number},
        )  # fmt: skip
        if made is not None:
            messages.success(request, _("Đã nhận tệp thành bản thảo."))
            return redirect("designer:version", process.pk, made["number"])
    newest = process.versions.order_by("-number").values_list("number", flat=True).first() or 0
    return version_page(request, opened(request, process_id, newest), drawing_form=form)


@MAY_DRAW
@require_POST
@transaction.atomic
def drop(request: HttpRequest, process_id: int) -> HttpResponse:
    """Throw the draft away; dropping twice is dropping once."""
    process = process_edited(request, process_id)
    drop_draft(process=process)
    messages.success(request, _("Đã bỏ bản thảo."))
    if process.pk is None:
        return redirect("designer:processes")
    return redirect("designer:process", process.pk)
