"""Kinds of jobs that a drawing may give to the machine: codes, registered by the apps that know how to do them.

`workflow` says which steps wait for the machine; it knows neither what a job does nor whose run it is.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from motcua.facilities.bpmn.graph import Node
from motcua.kernel.events.models import Event


@dataclass(frozen=True)
class Task:
    """Việc của máy: one job whose turn has come. `event` is the fact that it is done, `subject` whose run it is."""

    subject: str
    event: Event
    node: Node
    at: datetime


@dataclass(frozen=True)
class JobKind:
    """Loại việc của máy. `carry_out` works inside the transaction that moves the run on: all of it happens, or nothing.

    What leaves the database is put down as a row there and sent later.
    """

    code: str
    label: object
    carry_out: Callable[[Task], object]


class UnknownJob(LookupError):
    """Phần mềm không còn loại việc này; hãy báo quản trị hệ thống."""

    def __str__(self) -> str:
        return self.__doc__ or ""


_kinds: dict[str, JobKind] = {}


def register(kind: JobKind) -> None:
    """Called once by the app's `AppConfig.ready`."""
    _kinds[kind.code] = kind


def kinds() -> list[JobKind]:
    """All that are registered, in the order of their codes."""
    return [_kinds[code] for code in sorted(_kinds)]


def codes() -> frozenset[str]:
    return frozenset(_kinds)


def label_of(code: str) -> str:
    """What people call a kind; the code itself where nobody registered it."""
    return str(_kinds[code].label) if code in _kinds else code


def carry_out(task: Task) -> None:
    """Do it. Raises UnknownJob, and whatever the kind's own code raises."""
    kind = _kinds.get(task.node.step.kind if task.node.step else "")
    if kind is None:
        raise UnknownJob
    kind.carry_out(task)
