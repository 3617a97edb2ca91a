"""The state of a run: tokens. And what an act changes: a delta."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

READY = "ready"  # a person's step, or a call that another process answers
JOB = "job"  # a step the machine carries out
WAITING = "waiting"  # for a time, a message or a signal
JOINING = "joining"  # at a gateway, until the other branches come
HELD = "held"  # while something inside runs: a sub-process, or an event gateway's choice
MANY = "many"  # while the turns of a repeated step run; `item` is their number


class Token(NamedTuple):
    """Dấu vị trí. `scope` is the token it runs inside, `host` the one it ends with (boundary, event gateway)."""

    id: int
    node: str
    kind: str
    flow: str | None = None  # through which it came
    scope: int | None = None
    host: int | None = None
    item: int | None = None  # which turn of a repeated step; how often a repeated timer has fired


Tokens = Iterable[Token]
Values = Mapping[str, Any]


class Job(NamedTuple):
    """To be queued: a step of the machine, or (without a token) a message or signal to send."""

    token: int | None
    node: str
    kind: str
    name: str = ""


class Armed(NamedTuple):
    """A timer to arm: `text` is ISO 8601 and of the kind `duration`, `date` or `cycle`."""

    token: int
    node: str
    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Delta:
    """Thay đổi: tokens that go, come, or stand elsewhere (same id); what to queue and to arm."""

    removed: tuple[int, ...]
    added: tuple[Token, ...]
    jobs: tuple[Job, ...]
    timers: tuple[Armed, ...]
    ended: bool
    next_id: int
    changed: tuple[Token, ...] = ()

    def applied_to(self, tokens: Tokens) -> tuple[Token, ...]:
        """The tokens after it, by id."""
        gone = {*self.removed, *(token.id for token in self.changed)}
        kept = [token for token in tokens if token.id not in gone]
        return tuple(sorted([*kept, *self.changed, *self.added]))
