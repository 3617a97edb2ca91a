"""What a drawn element says of itself: step, event, timer, repetition, expressions."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

from motcua.facilities.bpmn import reading
from motcua.facilities.bpmn.errors import BadExpression
from motcua.facilities.bpmn.feel import Expression, compile_expression
from motcua.facilities.bpmn.graph import Event, Many, Step, Timer, timer_kind
from motcua.facilities.bpmn.reading import Definitions, Element, Problem

_EVENTS = {
    "start": {"none", "timer", "message", "signal", "error"},
    "end": {"none", "terminate", "error", "message", "signal"},
    "boundary": {"timer", "message", "signal", "error"},
    "catch": {"timer", "message", "signal", "link"},
    "throw": {"none", "message", "signal", "link"},
}
_NEVER = compile_expression("false")


class Details:
    """Reads one element after another, noting what cannot be understood."""

    def __init__(self, definitions: Definitions) -> None:
        self.definitions = definitions
        self.problems: list[Problem] = []

    def problem(self, element: str | None, message: str) -> None:
        self.problems.append(Problem(element, message))

    def expression(self, key: str, text: Element | str | None, what: str) -> Expression | None:
        """None where nothing is said; never true where it cannot be understood."""
        said = text if isinstance(text, str) else reading.words(text)
        if not said.strip():
            return None
        try:
            return compile_expression(said.strip().removeprefix("="))
        except BadExpression as bad:
            self.problem(key, f"{what} không hợp lệ: {bad}")
            return _NEVER

    def step(self, key: str, element: Element) -> Step | None:
        said = reading.extension(element, "step")
        if said is None:
            return None
        clock = said.get("clock") or ("pause" if said.get("pauseClock") in ("true", "1") else "continue")
        texts = {
            name: said.get(name, "").strip() for name in ("role", "place", "kind", "law", "form", "slip")
        }
        return Step(hours=self.hours(key, said.get("hours", "")), clock=clock, **texts)

    def hours(self, key: str, text: str) -> Decimal | None:
        if not text.strip():
            return None
        try:
            hours = Decimal(text.strip())
        except InvalidOperation:
            hours = Decimal(-1)
        if not hours.is_finite() or not 0 <= hours < 100_000:
            self.problem(key, f"Số giờ làm việc “{text[:20]}” không hợp lệ.")
            return None
        return hours

    def event(self, key: str, element: Element, kind: str) -> tuple[Event, str]:
        """What it listens for or states, and its kind: unsupported where that cannot run."""
        defined = [d for d in reading.children(element) if reading.kind(d).endswith("EventDefinition")]
        if kind == "receive" or (kind == "send" and element.get("messageRef")):
            return Event("message", self.event_name(element.get("messageRef", ""))), kind
        if kind not in _EVENTS:
            unfit = element.get("isForCompensation") == "true" or element.get("instantiate") == "true"
            return Event("none"), "unsupported" if unfit else kind
        means = reading.kind(defined[0]).removesuffix("EventDefinition") if defined else "none"
        if (
            len(defined) > 1
            or reading.child(element, "eventDefinitionRef") is not None
            or means not in _EVENTS[kind]
        ):
            return Event("none"), "unsupported"
        if means == "timer":
            return Event("timer", timer=self.timer(key, defined[0])), kind
        if means == "link":
            return Event("link", defined[0].get("name", "")), kind
        name = defined[0].get(f"{means}Ref", "") if defined else ""
        return Event(means, self.event_name(name)), kind

    def event_name(self, identity: str) -> str:
        identity = reading.reference(identity)
        return self.definitions.events.get(identity, identity)

    def timer(self, key: str, definition: Element) -> Timer | None:
        text = reading.words(reading.child(definition, "timeDuration", "timeDate", "timeCycle")).strip("\"' ")
        if text.startswith("="):
            return Timer("expression", text, self.expression(key, text, "Hẹn giờ"))
        if (found := timer_kind(text)) is None:
            self.problem(key, f"Hẹn giờ “{text[:40]}” không đọc được: cần ISO 8601, ví dụ P5D hoặc PT8H.")
            return None
        return Timer(found, text)

    def many(self, key: str, element: Element) -> Many | None:
        if reading.child(element, "standardLoopCharacteristics") is not None:
            self.problem(key, "Vòng lặp chuẩn của bước chưa dùng được; hãy vẽ vòng lặp bằng cổng.")
        drawn = reading.child(element, "multiInstanceLoopCharacteristics")
        if drawn is None:
            return None
        of = reading.own(drawn, "list") or reading.words(
            reading.child(drawn, "loopDataInputRef", "loopCardinality")
        )
        item = reading.child(drawn, "inputDataItem")
        return Many(
            parallel=drawn.get("isSequential") not in ("true", "1"),
            each=self.expression(key, of, "Danh sách của bước nhiều lượt"),
            item=reading.own(drawn, "item")
            or (item.get("name") or item.get("id", "") if item is not None else ""),
            until=self.expression(key, reading.child(drawn, "completionCondition"), "Điều kiện hoàn thành"),
        )
