"""The door of the step table: buttons change the page, “save” stores a draft, “check” says what is wrong."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from motcua.directory.identity.refusal import Refused
from motcua.facilities.bpmn.reading import Problem
from motcua.facilities.bpmn.table import NoTable, Table, from_xml, redraw
from motcua.facilities.bpmn.table.rows import CODE
from motcua.facilities.designer.desk.making import MAY_DRAW
from motcua.facilities.designer.desk.opened import agency_choices, officer_of, opened_version, process_edited
from motcua.facilities.designer.desk.rows import Sheet, pressed, sheet_of, sheet_sent, table_of
from motcua.facilities.designer.desk.showing import shown, summary
from motcua.facilities.workflow.actions import save_draft
from motcua.facilities.workflow.choices import VersionState
from motcua.facilities.workflow.models import Process, ProcessVersion
from motcua.facilities.workflow.publishing import obstacles
from motcua.kernel import clock
from motcua.kernel.events.once import ClientIdReused, once


@MAY_DRAW
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, process_id: int) -> HttpResponse:
    """The draft as a table; without a draft, the newest version as the beginning of one."""
    process = process_edited(request, process_id)
    if request.method == "POST":
        return _answered(request, process, sheet_sent(request.POST))
    draft = process.versions.filter(state=VersionState.DRAFT).first()
    newest = _newest(process)
    if newest is None:
        return redirect("designer:processes")
    table = opened_version(newest, may_edit=True).table()
    if isinstance(table, NoTable):
        messages.warning(request, _("Không sửa được bằng bảng bước: %(why)s") % {"why": table})
        return redirect("designer:version", process.pk, newest.number)
    problems = obstacles(bytes(newest.xml)) if request.GET.get("check") else None
    return _page(request, process, sheet_of(table), problems, seen=draft.sha256 if draft else "")


def _newest(process: Process) -> ProcessVersion | None:
    """What a table is written over: the draft, else the newest version."""
    draft = process.versions.filter(state=VersionState.DRAFT).first()
    return draft or process.versions.order_by("-number").first()


def _answered(request: HttpRequest, process: Process, sheet: Sheet) -> HttpResponse:
    button = request.POST.get("do", "save")
    seen = request.POST.get("seen", "")[:64]
    if button not in ("save", "check"):
        return _page(request, process, pressed(sheet, button), None, seen=seen)
    newest = _newest(process)
    before = bytes(newest.xml) if newest else b""
    table, problems = table_of(sheet, _code(process, before))
    if table is None:
        return _page(request, process, sheet, problems, seen=seen)
    xml = redraw(table, before, dict(agency_choices(clock.today())))
    if button == "check":
        return _page(request, process, sheet, obstacles(xml), seen=seen)
    try:
        _save(request, process, table, xml, seen)
    except (Refused, ClientIdReused) as refusal:
        return _page(request, process, sheet, (Problem(None, str(refusal)),), seen=seen)
    messages.success(request, _("Đã lưu bản thảo."))
    return redirect("designer:edit", process.pk)


def _save(request: HttpRequest, process: Process, table: Table, xml: bytes, seen: str) -> None:
    """Once under the page's id: the same press twice stores once."""
    try:
        client_id = UUID(request.POST.get("client_id", ""))
    except ValueError:
        client_id = uuid4()

    def act() -> dict[str, Any]:
        made: ProcessVersion = save_draft(process=process, xml=xml, seen=seen, name=table.name)
        return {"version": made.pk}

    payload = {"process": process.pk, "xml": xml.decode(), "seen": seen}
    once(
        client_id=client_id, purpose="designer.save_draft", payload=payload,
        actor_id=officer_of(request).pk, act=act,
    )  # fmt: skip


def _code(process: Process, before: bytes) -> str:
    """What the drawing calls its process; for what is drawn anew, the code it has here."""
    try:
        return from_xml(before).code
    except NoTable:
        pass
    return process.code if CODE.fullmatch(process.code) else f"p-{process.code}"


def _page(
    request: HttpRequest, process: Process, sheet: Sheet, problems: tuple[Problem, ...] | None, *, seen: str
) -> HttpResponse:
    context = {
        "process": process, "sheet": sheet, "rows": shown(sheet, problems or ()), "seen": seen,
        "problems": summary(sheet, problems or ()), "is_checked": problems is not None,
        "client_id": uuid4(), "agencies": agency_choices(clock.today()),
        "codes": [(row.code, row.texts["name"]) for row in sheet.rows],
    }  # fmt: skip
    return render(request, "designer/edit.html", context, status=422 if problems else 200)
