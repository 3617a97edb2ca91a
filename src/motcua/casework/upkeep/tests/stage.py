"""An office whose process gives jobs to the machine, and kinds of jobs for tests."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from motcua.casework.dossiers import actions
from motcua.casework.dossiers.models import Dossier
from motcua.casework.dossiers.tests.factories import MONDAY, Office, make_draft, make_office, make_procedure
from motcua.facilities.bpmn.tests.drawing import xml
from motcua.facilities.workflow import jobs
from motcua.facilities.workflow.actions import assign_process, new_process, publish_version, save_draft
from motcua.facilities.workflow.jobs import JobKind, Task
from motcua.facilities.workflow.queries import spots_of
from motcua.kernel.clock import VIETNAM

TODAY = MONDAY.astimezone(VIETNAM).date()
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
STEPS = """
    S start; R user kind=receive role=intake_officer place=receiving; A user kind=appraise role=case_officer
    P user kind=approve role=approver; I user kind=issue role=clerk; D user kind=deliver role=intake_officer place=receiving
    E end; I -> D -> E
"""
# After the appraisal the machine stamps, after the approval it stamps again.
STAMPED = STEPS + "J service kind=stamp; K service kind=stamp; S -> R -> A -> J -> P -> K -> I"


@dataclass
class Stamp:
    """A kind of job that counts what it did, and fails on demand."""

    done: list[str] = field(default_factory=list)
    broken: bool = False

    def __call__(self, task: Task) -> None:
        if self.broken:
            raise RuntimeError("không có mực")
        self.done.append(task.node.id)


@contextmanager
def known(code: str, act: object) -> Iterator[None]:
    """The machine knows a kind of job for a while."""
    jobs.register(JobKind(code, code, act))  # type: ignore[arg-type]
    try:
        yield
    finally:
        jobs._kinds.pop(code)


def office_with(text: str) -> tuple[Office, object]:
    """An office and a procedure that runs on this drawing there."""
    office, procedure = make_office(), make_procedure()
    draw(office, procedure, text)
    return office, procedure


def draw(office: Office, procedure: Any, text: str) -> None:
    """Let the office settle a procedure along a drawing."""
    process = new_process(name="Có việc của máy", owner_id=office.committee.pk, at=MONDAY)
    data = xml(text)
    version = save_draft(process=process, xml=data)
    publish_version(
        version_id=version.pk, sha256=hashlib.sha256(data).hexdigest(), decision="3/QĐ-UBND", valid_from=TODAY,
        at=MONDAY, actor_id=office.officers["agency_admin"].pk,
    )  # fmt: skip
    assign_process(
        agency_id=office.committee.pk, procedure_id=procedure.procedure_id, process=version.process,
        valid_from=TODAY, at=MONDAY,
    )  # fmt: skip


def accepted(office: Office, procedure: object) -> Dossier:
    draft = make_draft(office, version=procedure)
    return actions.accept_dossier(dossier_id=draft.pk, by=office.by("intake_officer", MONDAY))


def nodes(dossier: Dossier) -> list[tuple[str, str]]:
    return [(spot.node, spot.kind) for spot in spots_of(dossier.process_run_id or 0).values()]


def fresh(dossier: Dossier) -> Dossier:
    return Dossier.objects.get(pk=dossier.pk)


LAW, OTHER_LAW = "NĐ_101/2024,_Điều_5", "Luật_Đất_đai,_Điều_28"
# The applicant pays between appraisal and approval, and the law lets the clock stand for that.
WAITS = f"W user kind=pay role=intake_officer place=receiving clock=pause law={LAW};"
PAYING = STEPS + WAITS + "S -> R -> A -> W -> P -> I"
# Beside the payment an officer verifies on the spot, which takes the agency's own time.
BESIDE = (
    STEPS + WAITS + "V user kind=verify role=case_officer; G parallel; J parallel;"
    "S -> R -> A -> G -> W -> J -> P -> I; G -> V -> J"
)
# Beside the payment a valuation is waited for, by another law.
TWO_WAITS = (
    STEPS
    + WAITS
    + f"V user kind=verify role=case_officer clock=pause law={OTHER_LAW}; G parallel; J parallel;"
    "S -> R -> A -> G -> W -> J -> P -> I; G -> V -> J"
)
# Who has not paid in twenty days is asked about by an officer.
REMINDED = (
    STEPS
    + WAITS
    + "T boundary W timer=P20D; N user kind=appraise role=case_officer;"
    + ("S -> R -> A -> W -> P -> I; T -> N -> P")
)


def do(office: Office, dossier: Dossier, node: str, at: datetime) -> Dossier:
    """Finish a step by its own verb, whoever it waits for."""
    spot = next(one for one in spots_of(dossier.process_run_id or 0).values() if one.node == node)
    verb = actions.approve if spot.step_kind == "approve" else actions.hand_over
    return verb(dossier_id=dossier.pk, by=office.by(spot.role, at), spot=spot.number)


def waiting(stage: tuple[Office, object], at: datetime = MONDAY) -> Dossier:
    """An accepted dossier whose appraisal was done at `at`."""
    office, procedure = stage
    dossier = do(office, accepted(office, procedure), "R", MONDAY)
    return do(office, dossier, "A", at)
