"""A run begins, goes on, waits and ends. The owner of the run puts the change into its own fact."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db import connection

from motcua.facilities.bpmn import engine, moving
from motcua.facilities.bpmn.errors import NotReady
from motcua.facilities.bpmn.graph import HUMAN, Graph
from motcua.facilities.bpmn.tokens import Armed, Delta
from motcua.facilities.bpmn.tokens import Token as Mark
from motcua.facilities.workflow import changes, rows
from motcua.facilities.workflow.changes import Change, Spot, Spots
from motcua.facilities.workflow.graphs import step_at
from motcua.facilities.workflow.models import ProcessRun
from motcua.facilities.workflow.models.process import graph_of
from motcua.facilities.workflow.queries import place_of
from motcua.facilities.workflow.rows import Running
from motcua.facilities.workflow.timers import fires_at
from motcua.facilities.workflow.waits import Wait, waits
from motcua.kernel.calendar import WorkCalendar, add_working_minutes
from motcua.kernel.clock import VIETNAM


@dataclass(frozen=True)
class When:
    """The instant of an act, the calendar its budgets run on, and the promise for the whole run."""

    at: datetime
    calendar: WorkCalendar | None
    due_at: datetime | None


@dataclass(frozen=True)
class First:
    """Who received, and until when it has to be handed over."""

    officer_id: int | None
    step_due_at: datetime | None


@dataclass(frozen=True)
class Moved:
    """What an act did: the change for the fact, and where the run stands now."""

    run_id: int
    change: Change
    spots: Spots
    graph: Graph

    @property
    def waits(self) -> tuple[Wait, ...]:
        """Where it waits by a law, if it only waits."""
        return waits(self.graph, self.spots)

    @property
    def lead(self) -> Spot | None:
        return changes.lead(self.spots)

    def to_json(self) -> dict[str, Any]:
        return self.change.to_json()


def start_run(*, version_id: int, sha256: str, places: Mapping[str, int], first: First, when: When) -> Moved:
    """Begin a run of a published version. Raises the engine's NoWayOut and RunawayProcess."""
    graph = graph_of(version_id, sha256)
    row = ProcessRun.objects.create(version_id=version_id, places=dict(places), started_at=when.at)
    run = Running(row.pk, graph, dict(places), {}, 1, {})
    run, change = _change(run, engine.start(graph, {}), when)
    put = tuple(
        replace(spot, officer_id=first.officer_id, step_due_at=first.step_due_at)
        if spot.step_kind == "receive"
        else spot
        for spot in change.put
    )
    return _written(run, replace(change, put=put), when)


def lay_run(*, version_id: int, places: Mapping[str, int], spot: Spot, when: When) -> Moved:
    """Put what is under way already onto a process, at the step where it stands."""
    row = ProcessRun.objects.create(
        version_id=version_id, places=dict(places), started_at=when.at, next_token=spot.number + 1
    )
    return _written(rows.load(row.pk), Change(put=(spot,)), when)


def complete_step(*, run_id: int, number: int, said: Mapping[str, Any], to: int | None, when: When) -> Moved:
    """A person has done the step at a spot; `said` is what they decided, `to` who goes on if one step follows.

    Raises NotReady, NoWayOut.
    """
    run = rows.load(run_id)
    spot = run.spots.get(number)
    if spot is None or spot.is_held:
        raise NotReady
    run = replace(run, context=run.context | dict(said))
    delta = engine.complete(run.graph, marks_of(run), number, run.context, run.next_token)
    run, change = _change(run, delta, when)
    if to is not None and len(change.put) == 1:
        change = replace(change, put=(replace(change.put[0], officer_id=to),))
    return _written(run, change, when)


def move_to(*, run_id: int, number: int, node: str, to: int | None, when: When) -> Moved:
    """Take a spot to another step of its branch, to one officer if named. Raises NotReady, NotMovable."""
    run = rows.load(run_id)
    marks = marks_of(run)
    run, change = _change(run, moving.move(run.graph, marks, number, node, run.context, run.next_token), when)
    put = tuple(replace(spot, officer_id=to) if spot.node == node else spot for spot in change.put)
    return _written(run, replace(change, put=put), when)


def marks_of(run: Running) -> list[Mark]:
    """The engine's tokens: those beside the drawing are not its business."""
    return [spot.mark for spot in run.spots.values() if spot.node in run.graph.nodes]


def fire_timer(*, run_id: int, number: int, when: When) -> Moved:
    """A timer has run out. Raises NotReady when somebody was faster."""
    run = rows.load(run_id)
    spot = run.spots.get(number)
    if spot is None or spot.is_held:
        raise NotReady
    return _carried_out(
        run, engine.happen(run.graph, marks_of(run), number, run.context, run.next_token), when
    )


def hand_to(*, run_id: int, number: int, officer_id: int | None, when: When) -> Moved:
    """An officer takes a step on, or gives it back to everybody of the role."""
    run = rows.load(run_id)
    spot = run.spots.get(number)
    if spot is None or spot.kind != "ready":
        raise NotReady
    return _written(run, Change(put=(replace(spot, officer_id=officer_id),)), when)


def put_off(*, run_id: int, when: When) -> Moved:
    """Budgets of all steps begin again, as after a supplement."""
    run = rows.load(run_id)
    put = tuple(
        replace(spot, since=when.at, step_due_at=_budget(run, spot.node, when))
        for spot in run.spots.values()
        if spot.kind == "ready"
    )
    return _written(run, Change(put=put), when)


def promise_runs(promises: Mapping[int, datetime | None]) -> None:
    """The date promised for whole runs has moved, or there is none for now; lists are ordered by it."""
    adapt = connection.ops.adapt_datetimefield_value
    with connection.cursor() as cursor:
        cursor.executemany(
            "UPDATE workflow_token SET due_at = %s WHERE run_id = %s",
            [(adapt(due), run) for run, due in promises.items()],
        )


def hold(*, run_id: int, node: str, role: str, agency_id: int, when: When) -> Moved:
    """Everything waits until one role of an agency has decided about the run."""
    run = rows.load(run_id)
    spot = Spot(
        number=run.next_token, node=node, kind="ready", step_kind="decide", role=role,
        agency_id=agency_id, since=when.at,
    )  # fmt: skip
    run = replace(run, next_token=run.next_token + 1)
    return _written(run, changes.held(run.spots, spot), when)


def hold_all(*, run_id: int, when: When) -> Moved:
    """Nothing can be done until something outside has happened."""
    run = rows.load(run_id)
    return _written(run, Change(put=tuple(replace(spot, is_held=True) for spot in run.spots.values())), when)


def go_on(*, run_id: int, restart: bool, when: When) -> Moved:
    """It has happened; with `restart` the steps' budgets begin again."""
    run = rows.load(run_id)
    put = (replace(spot, is_held=False) for spot in run.spots.values())
    if restart:
        put = (replace(spot, since=when.at, step_due_at=_budget(run, spot.node, when)) for spot in put)
    return _written(run, Change(put=tuple(put)), when)


def ask_aside(*, run_id: int, spot: Spot, when: When) -> Moved:
    """Somebody beside the drawing is asked; the run goes on meanwhile. The spot gets the next number."""
    run = rows.load(run_id)
    spot = replace(spot, number=run.next_token, kind="ready", step_kind=changes.ASIDE, since=when.at)
    run = replace(run, next_token=run.next_token + 1)
    return _written(run, Change(put=(spot,)), when)


def answer_aside(*, run_id: int, number: int, when: When) -> Moved:
    """Who was asked has answered. Raises NotReady."""
    run = rows.load(run_id)
    if number not in run.spots or run.spots[number].step_kind != changes.ASIDE:
        raise NotReady
    return _written(run, Change(removed=(number,)), when)


def release(*, run_id: int, node: str, when: When, still_held: bool = False) -> Moved:
    """The decision is not to end it: all goes on where it stood, or waits on for what it waited for before.

    Raises NotReady.
    """
    run = rows.load(run_id)
    decision = next((spot.number for spot in run.spots.values() if spot.node == node), None)
    if decision is None:
        raise NotReady
    change = Change(removed=(decision,)) if still_held else changes.released(run.spots, decision)
    return _written(run, change, when)


def end_run(*, run_id: int, when: When) -> Moved:
    """Stop wherever it stands."""
    run = rows.load(run_id)
    return _written(run, changes.cleared(run.spots), when)


def _carried_out(run: Running, delta: Delta, when: When) -> Moved:
    run, change = _change(run, delta, when)
    return _written(run, change, when)


def _change(run: Running, delta: Delta, when: When) -> tuple[Running, Change]:
    armed = {timer.token: timer for timer in delta.timers}
    added = tuple(spot_at(run, mark, armed.get(mark.id), when) for mark in delta.added)
    stay = tuple(_elsewhere(run, mark, armed.get(mark.id), when) for mark in delta.changed)
    return replace(run, next_token=delta.next_id), Change(delta.removed, (*stay, *added))


def _written(run: Running, change: Change, when: When) -> Moved:
    spots = change.applied_to(run.spots)
    rows.write(run, change, due_at=when.due_at, ended_at=None if spots else when.at)
    return Moved(run.id, change, spots, run.graph)


def _elsewhere(run: Running, mark: Mark, timer: Armed | None, when: When) -> Spot:
    known = run.spots[mark.id]
    if mark.node == known.node and mark.kind == known.kind:
        fires = fires_at(timer, when.at) if timer else known.fires_at
        return replace(
            known, flow=mark.flow, scope=mark.scope, host=mark.host, item=mark.item, fires_at=fires
        )
    return spot_at(run, mark, timer, when)


def spot_at(run: Running, mark: Mark, timer: Armed | None, when: When) -> Spot:
    """A token of the engine with who it waits for, until when."""
    spot = Spot(mark.id, *mark[1:], since=when.at, fires_at=fires_at(timer, when.at) if timer else None)
    if run.graph.nodes[mark.node].kind not in HUMAN or mark.kind != "ready":
        return spot
    step = step_at(run.graph, mark.node)
    return replace(
        spot,
        step_kind=step.kind,
        role=step.role,
        agency_id=place_of(run.places, step.place, when.at.astimezone(VIETNAM).date()),
        step_due_at=_budget(run, mark.node, when),
    )


def _budget(run: Running, node: str, when: When) -> datetime | None:
    """When a step's own working hours end; None for a step without a budget."""
    if node not in run.graph.nodes:
        return None
    hours = step_at(run.graph, node).hours
    return add_working_minutes(when.at, int(hours * 60), when.calendar) if hours and when.calendar else None
