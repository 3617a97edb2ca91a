"""Diagrams written as lines of text, for tests: a line is an element, or flows between elements.

    S start | A user role=clerk hours=4 | G exclusive | B boundary A timer=P5D also | P sub { … } | W event { … }
    S -> A -> G | G -> X if fee > 1 | G -> Y default

`;` ends a line. `also` makes a boundary or starting event non-interrupting.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from xml.sax.saxutils import escape, quoteattr

from motcua.facilities.bpmn.compiling import compile_process
from motcua.facilities.bpmn.graph import Graph
from motcua.facilities.bpmn.reading import BPMN, OURS, read

TAGS = {
    "start": "startEvent", "end": "endEvent", "user": "userTask", "manual": "manualTask", "service": "serviceTask",
    "send": "sendTask", "receive": "receiveTask", "rule": "businessRuleTask", "call": "callActivity", "task": "task",
    "exclusive": "exclusiveGateway", "parallel": "parallelGateway", "inclusive": "inclusiveGateway",
    "event_gate": "eventBasedGateway", "boundary": "boundaryEvent", "catch": "intermediateCatchEvent",
    "throw": "intermediateThrowEvent", "sub": "subProcess", "event": "subProcess", "complex": "complexGateway",
    "script": "scriptTask",
}  # fmt: skip
BREAKS = str.maketrans({";": "\n", "{": "{\n", "}": "\n}\n"})
STEP = ("role", "place", "hours", "kind", "clock", "law", "form", "slip", "pauseClock")


def xml(text: str, *, before: str = "") -> bytes:
    lines = [line.strip() for line in text.translate(BREAKS).splitlines() if line.strip()]
    body = "".join(_container(iter(lines)))
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><definitions xmlns="{BPMN}" xmlns:tthc="{OURS}" '
        f'targetNamespace="urn:test">{before}<process id="process" isExecutable="true">{body}</process></definitions>'
    ).encode()


def graph(text: str) -> Graph:
    """Compiled; a drawing of a test has no fault it did not ask for."""
    compiled = compile_process(read(xml(text)))
    assert not compiled.problems, compiled.problems
    return compiled


def _container(lines: Iterator[str]) -> Iterator[str]:
    elements, flows, defaults = [], [], {}
    for line in lines:
        if line == "}":
            break
        if "->" in line:
            flows.extend(_flows(line, defaults))
        else:
            inner = "".join(_container(lines)) if line.endswith("{") else ""
            elements.append((line.removesuffix("{").split(), inner))
    for words, inner in elements:
        yield _element(words, inner, defaults)
    yield from flows


def _flows(line: str, defaults: dict[str, str]) -> Iterator[str]:
    path, _, condition = line.partition(" if ")
    is_default = path.endswith(" default")
    names = [name.strip() for name in path.removesuffix(" default").split("->")]
    for source, target in pairwise(names):
        key = f"{source}_{target}"
        if is_default:
            defaults[source] = key
        said = f"<conditionExpression>{escape(condition)}</conditionExpression>" if condition else ""
        yield f'<sequenceFlow id="{key}" sourceRef="{source}" targetRef="{target}">{said}</sequenceFlow>'


def _element(words: list[str], inner: str, defaults: dict[str, str]) -> str:
    key, kind, *rest = words
    said = dict(word.split("=", 1) for word in rest if "=" in word)
    bare = [word for word in rest if "=" not in word]
    attributes = {"id": key, "name": said.get("name", key)}
    if key in defaults:
        attributes["default"] = defaults[key]
    if kind == "boundary":
        attributes["attachedToRef"] = bare[0]
    if kind == "event":
        attributes["triggeredByEvent"] = "true"
    if "also" in bare:
        attributes["cancelActivity" if kind == "boundary" else "isInterrupting"] = "false"
    if kind == "call":
        attributes |= {"calledElement": said.get("calls", "other"), "tthc:agency": said.get("agency", "")}
    if kind in ("receive", "send"):
        attributes["messageRef"] = said.get("message", "")
    written = " ".join(f"{name}={quoteattr(value)}" for name, value in attributes.items())
    return f"<{TAGS[kind]} {written}>{_step(kind, said)}{_event(kind, bare, said)}{_many(said, bare)}{inner}</{TAGS[kind]}>"


def _step(kind: str, said: dict[str, str]) -> str:
    step = {name: said[name] for name in STEP if name in said}
    if kind in ("user", "manual", "task"):
        step = {"role": "clerk", "hours": "4"} | step
    written = " ".join(f"{name}={quoteattr(value)}" for name, value in step.items())
    return f"<extensionElements><tthc:step {written}/></extensionElements>" if step else ""


def _event(kind: str, bare: list[str], said: dict[str, str]) -> str:
    if kind not in ("start", "end", "boundary", "catch", "throw"):
        return ""
    if "timer" in said:
        what = {"R": "timeCycle", "P": "timeDuration"}.get(said["timer"][0], "timeDate")
        return f"<timerEventDefinition><{what}>{escape(said['timer'])}</{what}></timerEventDefinition>"
    for means in ("message", "signal", "error", "escalation"):
        if means in said or means in bare:
            return f"<{means}EventDefinition {means}Ref={quoteattr(said.get(means, ''))}/>"
    if "link" in said:
        return f"<linkEventDefinition name={quoteattr(said['link'])}/>"
    return "<terminateEventDefinition/>" if "terminate" in bare else ""


def _many(said: dict[str, str], bare: list[str]) -> str:
    if "many" not in said and "times" not in said:
        return ""
    list_ = f'<loopDataInputRef>{escape(said.get("many", ""))}</loopDataInputRef><inputDataItem id="item" name="item"/>'
    count = f"<loopCardinality>{said.get('times')}</loopCardinality>"
    of = count if "times" in said else list_
    until = f"<completionCondition>{escape(said['until'])}</completionCondition>" if "until" in said else ""
    one_by_one = str("sequential" in bare).lower()
    return (
        f'<multiInstanceLoopCharacteristics isSequential="{one_by_one}">{of}{until}'
        "</multiInstanceLoopCharacteristics>"
    )
