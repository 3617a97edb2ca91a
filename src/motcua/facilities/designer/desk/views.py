"""Doors to look: the list of processes, one version with its picture and its steps, two versions compared."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.core.paginator import Paginator
from django.db.models import Count, Max, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from motcua.directory.agencies import permissions as agency_permissions
from motcua.directory.agencies import queries as agencies
from motcua.directory.agencies.doors import officer_required
from motcua.directory.agencies.permissions import ADMIN_ROLES
from motcua.directory.procedures.models import ProcedureVersion
from motcua.facilities.bpmn.table import NoTable
from motcua.facilities.designer import comparing
from motcua.facilities.designer.desk.forms import DrawingForm, PublishForm
from motcua.facilities.designer.desk.opened import Opened, agency_names, officer_of, opened, process_seen
from motcua.facilities.designer.heat import waiting
from motcua.facilities.designer.telling import told
from motcua.facilities.workflow import permissions
from motcua.facilities.workflow.choices import VersionState
from motcua.facilities.workflow.models import OfferProcess, Process, ProcessVersion
from motcua.facilities.workflow.publishing import obstacles
from motcua.kernel import clock

PAGE_SIZE = 30


@officer_required()
@require_safe
def processes(request: HttpRequest) -> HttpResponse:
    """Standard processes and those of the officer's agencies."""
    found = permissions.visible_to(officer_of(request), clock.today()).annotate(
        published=Count("versions", filter=Q(versions__state=VersionState.PUBLISHED)),
        drafts=Count("versions", filter=Q(versions__state=VersionState.DRAFT)),
        newest=Max("versions__number", filter=Q(versions__state=VersionState.PUBLISHED)),
    )
    page = Paginator(found.order_by("owner_id", "name"), PAGE_SIZE).get_page(request.GET.get("page"))
    names = agencies.names_of({process.owner_id for process in page if process.owner_id})
    rows = [(process, names.get(process.owner_id, "")) for process in page]
    may_make = _may_draw(request)
    return render(request, "designer/processes.html", {"page": page, "rows": rows, "may_make": may_make})


@officer_required()
@require_safe
def process(request: HttpRequest, process_id: int) -> HttpResponse:
    """The version in force, else the newest one that may be seen."""
    found = process_seen(request, process_id)
    may_edit = permissions.may_edit(officer_of(request), found, clock.today())
    versions = found.versions.order_by("-number")
    published = versions.filter(state=VersionState.PUBLISHED, valid_from__lte=clock.today())
    shown = (
        published.order_by("-valid_from", "-number").first()
        or (versions if may_edit else versions.exclude(state=VersionState.DRAFT)).first()
    )
    if shown is None:
        raise Http404
    return redirect("designer:version", found.pk, shown.number)


@officer_required()
@require_safe
def version(request: HttpRequest, process_id: int, number: int) -> HttpResponse:
    return version_page(request, opened(request, process_id, number))


def version_page(request: HttpRequest, found: Opened, **forms: Any) -> HttpResponse:
    """The page of a version; `forms`: one that was refused, to be shown again."""
    names = agency_names(found.graph)
    table = found.table()
    lines = told(found.graph, names) if found.graph else ()
    heat = {} if found.is_draft else waiting(found.version.pk, _scope(request), clock.now())
    context = {
        "opened": found, "version": found.version, "process": found.process,
        "lines": [(line, heat.get(line.code)) for line in lines], "heat": heat,
        "problems": obstacles(found.xml) if found.is_draft else (),
        "versions": _versions(found), "owner": agencies.name_of(found.process.owner_id),
        "no_table": str(table) if isinstance(table, NoTable) else "",
        "publish_form": PublishForm(initial={"sha256": found.version.sha256, "valid_from": clock.today()}),
        "drawing_form": DrawingForm(), "uses": _uses(found.process), "withdraw_id": uuid4(),
        "may_copy": _may_draw(request), "may_apply": _may_draw(request), **forms,
    }  # fmt: skip
    bad = any(form.errors for form in forms.values())
    return render(request, "designer/version.html", context, status=422 if bad else 200)


def _scope(request: HttpRequest) -> frozenset[int] | None:
    """Agencies whose work the officer may count; None for all."""
    officer, today = officer_of(request), clock.today()
    administered = agency_permissions.administered_ids(officer, today)
    return None if administered is None else administered | agency_permissions.agencies_of(officer, on=today)


def _may_draw(request: HttpRequest) -> bool:
    return bool(ADMIN_ROLES & officer_of(request).roles)


def _versions(found: Opened) -> list[ProcessVersion]:
    rows = found.process.versions.defer("xml").order_by("-number")
    return list(rows if found.may_edit else rows.exclude(state=VersionState.DRAFT))


def _uses(process: Process) -> list[tuple[OfferProcess, str, str]]:
    """Where the process is applied: the row, the procedure's name, the agency's name."""
    rows = list(OfferProcess.objects.filter(process=process).order_by("-valid_from")[:50])
    names = agencies.names_of({row.agency_id for row in rows})
    procedures = dict(
        ProcedureVersion.objects.filter(procedure_id__in={row.procedure_id for row in rows})
        .order_by("number").values_list("procedure_id", "name")
    )  # fmt: skip
    return [(row, procedures.get(row.procedure_id, ""), names.get(row.agency_id, "")) for row in rows]


@officer_required()
@require_safe
def drawing(request: HttpRequest, process_id: int, number: int) -> HttpResponse:
    """The file, byte for byte: for the picture, and to be taken to another tool."""
    found = opened(request, process_id, number)
    answer = HttpResponse(found.xml, content_type="application/bpmn+xml; charset=utf-8")
    name = f"{found.process.code}-{number}.bpmn"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Cache-Control"] = "private, no-cache"
    return answer


@officer_required()
@require_safe
def compare(request: HttpRequest, process_id: int, number: int) -> HttpResponse:
    """This version against another one (`with`, else the one before), in sentences."""
    new = opened(request, process_id, number)
    asked = request.GET.get("with", "")
    others = [v for v in _versions(new) if v.number != number]
    older = [v.number for v in others if v.number < number] or [v.number for v in others]
    if not older:
        raise Http404
    other = opened(request, process_id, int(asked) if asked.isdecimal() and len(asked) < 6 else older[0])
    context = {"new": new, "old": other, "others": others, "process": new.process, "said": _said(other, new)}
    return render(request, "designer/compare.html", context)


def _said(old: Opened, new: Opened) -> list[str]:
    if old.graph is None or new.graph is None:
        return [_("Một trong hai phiên bản không đọc được dưới dạng BPMN nên không so sánh được.")]
    return comparing.changes(old.graph, new.graph, agency_names(old.graph, new.graph))
