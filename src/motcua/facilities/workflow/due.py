"""What the machine has to do in runs: jobs and timers whose time has come, and those that are stuck."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from motcua.facilities.workflow.models import ProcessVersion, Token, Trouble, TroubleState
from motcua.facilities.workflow.queries import step_name

JOB = "job"


@dataclass(frozen=True, order=True)
class Due:
    """Since when a spot of a run has waited for the machine."""

    at: datetime
    run_id: int
    number: int
    is_job: bool


def due(at: datetime) -> list[Due]:
    """Jobs and timers by the instant their time came: after days without a worker they are done in that order."""
    waiting = Token.objects.filter(~Exists(_troubled(at)), is_held=False, run__ended_at__isnull=True)
    jobs = waiting.filter(kind=JOB, since__lte=at).values_list("since", "run_id", "number")
    timers = waiting.filter(fires_at__lte=at).values_list("fires_at", "run_id", "number")
    found = [Due(since, run, number, True) for since, run, number in jobs]
    found += [Due(fires, run, number, False) for fires, run, number in timers if fires is not None]
    return sorted(found)


def _troubled(at: datetime) -> QuerySet[Trouble]:
    own = Trouble.objects.filter(run_id=OuterRef("run_id"), number=OuterRef("number"))
    return own.filter(Q(state=TroubleState.STUCK) | Q(next_at__gt=at))


@dataclass(frozen=True)
class Stuck:
    """Việc của quy trình bị kẹt, as a page shows it."""

    trouble: Trouble
    process: str
    step: str


def stuck() -> QuerySet[Trouble]:
    """Jobs and timers that gave up and wait for a person, oldest first; what the run has left behind is no trouble."""
    return _standing().filter(state=TroubleState.STUCK).order_by("id")


def failing() -> QuerySet[Trouble]:
    """Those that failed and are tried again by themselves."""
    return _standing().filter(state=TroubleState.WAITING).order_by("id")


def _standing() -> QuerySet[Trouble]:
    return Trouble.objects.filter(
        Exists(Token.objects.filter(run_id=OuterRef("run_id"), number=OuterRef("number")))
    )


def told(troubles: list[Trouble]) -> list[Stuck]:
    """With the names of process and step."""
    tokens = Token.objects.filter(run_id__in={trouble.run_id for trouble in troubles})
    nodes = {(t.run_id, t.number): (t.node, t.run.version_id) for t in tokens.select_related("run")}
    versions = ProcessVersion.objects.defer("xml").select_related("process")
    known = versions.in_bulk({version for _, version in nodes.values()})
    found = []
    for trouble in troubles:
        node, version_id = nodes.get((trouble.run_id, trouble.number), ("", None))
        version = known.get(version_id) if version_id else None
        found.append(Stuck(trouble, str(version or ""), step_name(version, node) if version else node))
    return found
