"""The same drawing run by another engine in lock-step: at every act the same must stand ready.

Known faults of the other engine (3.2): a join inside a loop counts leftovers of the round before; an inclusive
join does not wait for a branch that is in a later round of a loop of its own. One difference is left out of the
comparison: it hears a signal beside a step once, the standard as often as it comes while the step lasts.
"""

from __future__ import annotations

from collections.abc import Iterable

from lxml import etree
from SpiffWorkflow.bpmn import BpmnWorkflow
from SpiffWorkflow.bpmn.parser import BpmnParser
from SpiffWorkflow.bpmn.specs.event_definitions.item_aware_event import SignalEventDefinition
from SpiffWorkflow.bpmn.util.event import BpmnEvent
from SpiffWorkflow.util.task import TaskState

from motcua.facilities.bpmn.compiling import compile_process
from motcua.facilities.bpmn.reading import read
from motcua.facilities.bpmn.tests.blocks import Model, signal_definitions
from motcua.facilities.bpmn.tests.drawing import xml
from motcua.facilities.bpmn.tests.walking import Walk
from motcua.facilities.bpmn.tokens import WAITING


class Other:
    """The other engine's run."""

    def __init__(self, data: bytes) -> None:
        parser = BpmnParser()
        parser.add_bpmn_xml(etree.fromstring(data))
        self.run = BpmnWorkflow(parser.get_spec("process"), parser.get_subprocess_specs("process"))
        self.run.do_engine_steps()

    def seen(self) -> tuple[list[str], list[str], bool]:
        ready = [task.task_spec.bpmn_id for task in self.run.get_tasks(state=TaskState.READY, manual=True)]
        waiting = [task.task_spec.bpmn_id for task in self.run.get_tasks(state=TaskState.WAITING)]
        return (
            sorted(ready),
            sorted(name for name in waiting if name and name[0] == "L"),
            self.run.is_completed(),
        )

    def done(self, name: str, values: dict[str, bool]) -> None:
        standing = self.run.get_tasks(state=TaskState.READY, manual=True)
        task = next(task for task in standing if task.task_spec.bpmn_id == name)
        task.data.update(values)
        task.run()
        self.settle()

    def happens(self, name: str) -> None:
        self.run.catch(BpmnEvent(SignalEventDefinition(name)))
        self.settle()

    def settle(self) -> None:
        self.run.do_engine_steps()


def disagreement(model: Model, moves: Iterable[tuple[int, int]]) -> str | None:
    """Where the two part ways, in words; None if they agree to the end of the moves."""
    data = xml("\n".join(model.lines), before=signal_definitions(model))
    walk, other = Walk(compile_process(read(data))), Other(data)
    acts: list[str] = []
    for pick, bits in moves:
        ready, waiting = walk.ready.split(), walk.waiting.split()
        theirs = other.seen()
        unheard = {name for name in waiting if name not in theirs[1]}
        kept = [name for name in waiting if name not in unheard or walk.graph.nodes[name].interrupting]
        if theirs != (ready, kept, walk.ended):
            return f"after {acts}: here {ready, kept, walk.ended}, there {theirs}"
        if walk.ended:
            return None
        name = (possible := sorted({*ready, *kept}))[pick % len(possible)]
        values = {choice: bool(bits >> place & 1) for place, choice in enumerate(model.choices)}
        acts.append(name)
        try:
            _both(walk, other, name, values)
        except Exception as error:  # the other engine may raise anything
            return f"after {acts}: {type(error).__name__}: {error}"
    return None


def _both(walk: Walk, other: Other, name: str, values: dict[str, bool]) -> None:
    if name in walk.names(WAITING):
        walk.happens(name)
        other.happens(name)
    else:
        walk.done(name, **values)
        other.done(name, values)
