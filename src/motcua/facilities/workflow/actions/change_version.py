from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from motcua.facilities.bpmn import moving
from motcua.facilities.bpmn.reading import Problem
from motcua.facilities.bpmn.tokens import Delta
from motcua.facilities.workflow import rows
from motcua.facilities.workflow.actions.run_process import Moved, When, marks_of, spot_at
from motcua.facilities.workflow.changes import Change, Spot
from motcua.facilities.workflow.models import ProcessRun, ProcessVersion
from motcua.facilities.workflow.rows import Running


class NoPlaceThere(ValueError):
    """Phiên bản mới không có chỗ cho hồ sơ này."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(" ".join(f"{problem.element}: {problem.message}" for problem in problems))
        self.problems = problems


def change_version(*, run_id: int, version_id: int, node_map: Mapping[str, str], when: When) -> Moved:
    """Put a run on another version, each spot at the step that answers to its own. Raises NoPlaceThere.

    Who has a step keeps it where role and agency stay the same, and its budget goes on.
    """
    run = rows.load(run_id)
    graph = ProcessVersion.objects.only("sha256").get(pk=version_id).graph
    outcome = moving.migrate(run.graph, graph, marks_of(run), node_map, run.context, run.next_token)
    if not isinstance(outcome, Delta):
        raise NoPlaceThere(outcome)
    run = replace(run, graph=graph, next_token=outcome.next_id)
    change = _change(run, outcome, when)
    ProcessRun.objects.filter(pk=run_id).update(version_id=version_id)
    rows.write(run, change, due_at=when.due_at, ended_at=None)
    return Moved(run_id, change, change.applied_to(run.spots), graph)


def _change(run: Running, delta: Delta, when: When) -> Change:
    armed = {timer.token: timer for timer in delta.timers}
    stay = (mark for mark in delta.applied_to(marks_of(run)) if mark.id in run.spots)
    kept = [_kept(run.spots[mark.id], spot_at(run, mark, armed.get(mark.id), when)) for mark in stay]
    added = [spot_at(run, mark, armed.get(mark.id), when) for mark in delta.added]
    put = [spot for spot in (*kept, *added) if spot != run.spots.get(spot.number)]
    return Change(delta.removed, tuple(put))


def _kept(old: Spot, new: Spot) -> Spot:
    same_hands = (old.role, old.agency_id) == (new.role, new.agency_id)
    return replace(
        new,
        since=old.since,
        step_due_at=old.step_due_at,
        fires_at=new.fires_at or old.fires_at,
        is_held=old.is_held,
        officer_id=old.officer_id if same_hands else None,
    )
