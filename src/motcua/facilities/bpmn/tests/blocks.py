"""Random processes made of matching blocks, as hypothesis draws them: every one of them is sound."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise

from hypothesis import strategies as st

TASK = ("task",)
TURNS = st.tuples(st.just("many"), st.integers(0, 3), st.booleans())
LATE = st.tuples(st.just("late"), st.booleans())
LEAVES = st.one_of(st.just(TASK), st.just(TASK), TURNS, LATE)


def _grown(inner):
    several = st.lists(inner, min_size=2, max_size=3)
    return st.one_of(
        st.tuples(st.just("seq"), several),
        st.tuples(st.sampled_from(["xor", "and", "or"]), several),
        st.tuples(st.sampled_from(["loop", "sub"]), st.tuples(inner)),
    )


BLOCKS = st.recursive(LEAVES, _grown, max_leaves=8)


@dataclass
class Model:
    """The drawing of a block, the variables that choose its ways, and what stands inside what."""

    lines: list[str] = field(default_factory=list)
    choices: list[str] = field(default_factory=list)
    signals: list[str] = field(default_factory=list)
    nested: set[tuple[str, str]] = field(default_factory=set)  # kinds of blocks: outer, inner
    count: int = 0

    def name(self, kind: str) -> str:
        self.count += 1
        return f"{kind}{self.count}"

    def say(self, line: str) -> None:
        self.lines.append(line)

    def choice(self) -> str:
        self.choices.append(f"c{len(self.choices)}")
        return self.choices[-1]


def model_of(block: tuple) -> Model:
    model = Model()
    entry, leaving = _draw(model, block, ())
    model.say(f"begin start; finish end; begin -> {entry}; {leaving} -> finish")
    return model


def drawn(block: tuple) -> str:
    return "\n".join(model_of(block).lines)


def signal_definitions(model: Model) -> str:
    return "".join(f'<signal id="{name}" name="{name}"/>' for name in model.signals)


def _draw(model: Model, block: tuple, around: tuple[str, ...]) -> tuple[str, str]:
    """Names of the first and the last node."""
    kind = block[0]
    model.nested |= {(outer, kind) for outer in around}
    return _DRAWERS[kind](model, block, (*around, kind))


def _task(model: Model, block: tuple, around: tuple[str, ...]) -> tuple[str, str]:
    name = model.name("T")
    model.say(f"{name} user")
    return name, name


def _many(model: Model, block: tuple, around: tuple[str, ...]) -> tuple[str, str]:
    name = model.name("M")
    model.say(f"{name} user times={block[1]} {'sequential' if block[2] else ''}")
    return name, name


def _late(model: Model, block: tuple, around: tuple[str, ...]) -> tuple[str, str]:
    """A step with an event on its boundary: instead of it, or beside it."""
    name, event, other, end = (model.name(kind) for kind in "TLNE")
    model.signals.append(event)
    model.say(
        f"{name} user; {event} boundary {name} signal={event} {'' if block[1] else 'also'}; {other} user"
    )
    if not block[1]:
        model.say(f"{end} end; {event} -> {other} -> {end}")
        return name, name
    model.say(f"{end} exclusive; {event} -> {other} -> {end}; {name} -> {end}")
    return name, end


def _seq(model: Model, block: tuple, around: tuple[str, ...]) -> tuple[str, str]:
    parts = [_draw(model, part, around) for part in block[1]]
    for (_, before), (after, _) in pairwise(parts):
        model.say(f"{before} -> {after}")
    return parts[0][0], parts[-1][1]


def _choose(model: Model, block: tuple, around: tuple[str, ...]) -> tuple[str, str]:
    """Somebody decides just before, so that what chooses is known at the gateway."""
    kind = {"xor": "exclusive", "or": "inclusive", "and": "parallel"}[block[0]]
    decides, split, join = model.name("D"), model.name("G"), model.name("J")
    model.say(f"{decides} user; {split} {kind}; {join} {kind}; {decides} -> {split}")
    if kind == "inclusive":
        model.say(f"{split} -> {join} default")
    for place, part in enumerate(block[1]):
        entry, leaving = _draw(model, part, around)
        is_default = kind == "exclusive" and not place
        how = "" if kind == "parallel" else " default" if is_default else f" if {model.choice()} == True"
        model.say(f"{split} -> {entry}{how}")
        model.say(f"{leaving} -> {join}")
    return decides, join


def _loop(model: Model, block: tuple, around: tuple[str, ...]) -> tuple[str, str]:
    back, decides, split = model.name("R"), model.name("D"), model.name("X")
    entry, leaving = _draw(model, block[1][0], around)
    after = model.name("T")
    model.say(f"{back} exclusive; {decides} user; {split} exclusive; {after} user; {back} -> {entry}")
    model.say(
        f"{leaving} -> {decides} -> {split}; {split} -> {back} if {model.choice()} == True; {split} -> {after} default"
    )
    return back, after


def _sub(model: Model, block: tuple, around: tuple[str, ...]) -> tuple[str, str]:
    name, start, end = model.name("P"), model.name("S"), model.name("E")
    model.say(f"{name} sub {{")
    entry, leaving = _draw(model, block[1][0], around)
    model.say(f"{start} start; {end} end; {start} -> {entry}; {leaving} -> {end}")
    model.say("}")
    return name, name


_DRAWERS = {
    "task": _task, "many": _many, "late": _late, "seq": _seq, "xor": _choose, "or": _choose, "and": _choose,
    "loop": _loop, "sub": _sub,
}  # fmt: skip
