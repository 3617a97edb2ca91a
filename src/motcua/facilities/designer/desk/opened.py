"""What every door of a process needs: the process and version asked for, within what the officer may see."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest

from motcua.directory.agencies.models import Agency, Officer
from motcua.facilities.bpmn.errors import BadDiagram
from motcua.facilities.bpmn.graph import Graph
from motcua.facilities.bpmn.table import NoTable, Table, from_xml
from motcua.facilities.workflow import permissions
from motcua.facilities.workflow.choices import VersionState
from motcua.facilities.workflow.graphs import graph_in
from motcua.facilities.workflow.models import Process, ProcessVersion
from motcua.kernel import clock


@dataclass(frozen=True)
class Opened:
    """A version with its drawing read, if it can be read."""

    version: ProcessVersion
    xml: bytes
    graph: Graph | None
    may_edit: bool

    @property
    def process(self) -> Process:
        return self.version.process

    @property
    def is_draft(self) -> bool:
        return self.version.state == VersionState.DRAFT

    def table(self) -> Table | NoTable:
        """The step table, or why there is none."""
        try:
            return from_xml(self.xml)
        except NoTable as none:
            return none


def officer_of(request: HttpRequest) -> Officer:
    return request.officer  # type: ignore[attr-defined, no-any-return]


def process_seen(request: HttpRequest, process_id: int) -> Process:
    """404 for what is not this officer's to see."""
    found = permissions.visible_to(officer_of(request), clock.today()).filter(pk=process_id).first()
    if found is None:
        raise Http404
    return found


def process_edited(request: HttpRequest, process_id: int) -> Process:
    """As seen; refused to those who may only look."""
    process = process_seen(request, process_id)
    if not permissions.may_edit(officer_of(request), process, clock.today()):
        raise PermissionDenied
    return process


def opened(request: HttpRequest, process_id: int, number: int) -> Opened:
    """Drafts are shown to those who may edit them only."""
    process = process_seen(request, process_id)
    may_edit = permissions.may_edit(officer_of(request), process, clock.today())
    version = process.versions.filter(number=number).first()
    if version is None or (version.state == VersionState.DRAFT and not may_edit):
        raise Http404
    return opened_version(version, may_edit=may_edit)


def opened_version(version: ProcessVersion, *, may_edit: bool) -> Opened:
    xml = bytes(version.xml)
    try:
        graph = graph_in(xml)
    except BadDiagram:
        graph = None
    return Opened(version, xml, graph, may_edit)


def agency_names(*graphs: Graph | None) -> dict[str, str]:
    """Names of the agencies that steps name by code."""
    places = {node.step.place for graph in graphs if graph for node in graph.nodes.values() if node.step}
    codes = [place.removeprefix("agency:") for place in places if place.startswith("agency:")]
    return dict(Agency.objects.filter(code__in=codes).values_list("code", "name"))


def agency_choices(on: date) -> list[tuple[str, str]]:
    """Code and name of agencies in force, for fields that name one."""
    return list(Agency.objects.on(on).order_by("folded").values_list("code", "name")[:1000])
