from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from django.db import connection
from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from motcua.directory.agencies import queries as agencies
from motcua.facilities.bpmn import engine
from motcua.facilities.bpmn.graph import Graph, Node
from motcua.facilities.workflow import rows
from motcua.facilities.workflow.changes import Spots
from motcua.facilities.workflow.decisions import next_steps
from motcua.facilities.workflow.graphs import step_at, steps_in
from motcua.facilities.workflow.models import ProcessRun, ProcessVersion, Token
from motcua.facilities.workflow.rules import Sequence
from motcua.facilities.workflow.waits import Wait, waits

# Spots that are no step of a drawing.
DECISIONS = {
    "@withdrawal": _("Quyết định việc rút hồ sơ"),
    "@consult": _("Cho ý kiến phối hợp"),
}

DEFAULT_COMMUNE = "commune"
DEFAULT_PROVINCE = "province"
MOST_JOBS = 100  # in a row, without anybody between


# Colleagues whose own steps an officer does as well, for each (agency, role).
Covering = Mapping[tuple[int, str], Collection[int]]
NOBODY: Covering = MappingProxyType({})


class NoProcess(LookupError):
    """Thủ tục này chưa có quy trình giải quyết tại cơ quan có thẩm quyền."""


@dataclass(frozen=True)
class InForce:
    """A process version in force: its id and the hash of its drawing."""

    pk: int
    sha256: str


# One statement instead of two through the ORM: every acceptance asks this.
_VERSION_FOR = """
SELECT v.id, v.sha256
FROM workflow_processversion v JOIN workflow_process p ON p.id = v.process_id
WHERE p.code = COALESCE((
    SELECT q.code FROM workflow_offerprocess o JOIN workflow_process q ON q.id = o.process_id
    WHERE o.agency_id = %s AND o.procedure_id = %s AND o.valid_from <= %s
    ORDER BY o.valid_from DESC LIMIT 1), %s)
  AND v.state = 'published' AND v.valid_from <= %s
ORDER BY v.valid_from DESC, v.number DESC LIMIT 1
"""


def version_for(*, agency_id: int, procedure_id: int, default_code: str, on: date) -> InForce:
    """The process version a dossier accepted on a day runs on.

    The agency's own assignment first, else the default of its level. Raises NoProcess.
    """
    day = connection.ops.adapt_datefield_value(on)
    with connection.cursor() as cursor:
        cursor.execute(_VERSION_FOR, [agency_id, procedure_id, day, default_code, day])
        row = cursor.fetchone()
    if row is None:
        raise NoProcess(NoProcess.__doc__)
    return InForce(*row)


def graph_of(version_id: int) -> Graph:
    """The compiled drawing of a version; raises ProcessVersion.DoesNotExist."""
    return ProcessVersion.objects.only("sha256").get(pk=version_id).graph


def sequence_of(version_id: int) -> Sequence:
    """The steps people do in a version, in order; raises ProcessVersion.DoesNotExist."""
    return steps_in(graph_of(version_id))


def step_name(version: ProcessVersion, node: str) -> str:
    """What a step is called; a decision about the run has a name of its own."""
    if node.startswith("@"):
        return str(DECISIONS.get(node, node))
    found = version.graph.nodes.get(node)
    return (found.name or node) if found else node


def node_of(run_id: int, node: str) -> Node:
    """What is drawn at a spot of a run; KeyError for what is not of the drawing."""
    return rows.load(run_id).graph.nodes[node]


def comes_to(run_id: int) -> frozenset[str]:
    """Kinds of the steps at which people work next, once the machine has done what lies between.

    Raises the engine's NoWayOut and RunawayProcess.
    """
    run = rows.load(run_id)
    tokens = tuple(spot.mark for spot in run.spots.values() if spot.node in run.graph.nodes)
    next_id = run.next_token
    for _done in range(MOST_JOBS):
        job = next((token for token in tokens if token.kind == "job"), None)
        if job is None:
            break
        delta = engine.complete(run.graph, tokens, job.id, run.context, next_id)
        tokens, next_id = delta.applied_to(tokens), delta.next_id
    return frozenset(step_at(run.graph, token.node).kind for token in tokens if token.kind == "ready")


def spots_of(run_id: int) -> Spots:
    """Where a run stands now; empty once it has ended."""
    try:
        return rows.load(run_id).spots
    except ProcessRun.DoesNotExist:
        return {}


def waits_of(run_id: int) -> tuple[Wait, ...]:
    """Where a run waits by a law, if it only waits."""
    run = rows.load(run_id)
    return waits(run.graph, run.spots)


def waiting_for(
    roles: Iterable[tuple[int, str]],
    *,
    officer_id: int | None = None,
    covering: Covering = NOBODY,
) -> QuerySet[Token]:
    """Steps that wait for one of these (agency, role) pairs, soonest due first, undated last.

    With `officer_id` those that another officer has taken are left out, but for colleagues whose
    steps the officer does as well: `covering` names them for each pair.
    """
    wanted = Q()
    for agency_id, role in roles:
        wanted |= Q(agency_id=agency_id, role=role)
    if not wanted:
        return Token.objects.none()
    found = Token.objects.filter(wanted, kind="ready", is_held=False)
    if officer_id is not None:
        theirs = Q(officer_id__isnull=True) | Q(officer_id=officer_id)
        for (agency_id, role), colleagues in covering.items():
            theirs |= Q(agency_id=agency_id, role=role, officer_id__in=sorted(colleagues))
        found = found.filter(theirs)
    return found.order_by(F("due_at").asc(nulls_last=True), "id")


def step_of_kind(run_id: int, kind: str) -> str:
    """The first step of a kind in the drawing a run goes along; KeyError where it has none."""
    for step in steps_in(rows.load(run_id).graph).steps:
        if step.kind == kind:
            return step.code
    raise KeyError(kind)


def next_roles(run_id: int, node: str, on: date) -> list[tuple[int, str]]:
    """(agency, role) of the steps that may follow one."""
    run = rows.load(run_id)
    found = [step_at(run.graph, key) for key in next_steps(run.graph, node)]
    return [(place_of(run.places, step.place, on), step.role) for step in found]


def role_at(run_id: int, node: str, on: date) -> tuple[int, str]:
    """(agency, role) of a step of the drawing a run goes along."""
    run = rows.load(run_id)
    step = step_at(run.graph, node)
    return place_of(run.places, step.place, on), step.role


def place_of(places: Mapping[str, int], place: str, on: date) -> int:
    """The agency of a step: the run's own place, or one by its code, followed to its successor if abolished."""
    if place in places:
        return places[place]
    agency = agencies.agency_with_code(place.removeprefix("agency:"))
    if agency is None:
        return places["competent"]
    heirs = agencies.successors_on(agency, on) if agency.valid_to and agency.valid_to <= on else []
    return heirs[0].pk if heirs else agency.pk
