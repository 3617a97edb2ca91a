from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

import pytest

from motcua.casework.dossiers import actions
from motcua.casework.dossiers.actions.results import Outcome
from motcua.casework.dossiers.models import Dossier
from motcua.casework.dossiers.tests.factories import (
    MONDAY,
    Office,
    make_draft,
    make_office,
    make_procedure,
)
from motcua.casework.joint.actions import link_procedure
from motcua.directory.procedures.models import Channel, ProcedureVersion, TimeLimit
from motcua.facilities.bpmn.table import Row, Table, Way, to_xml
from motcua.facilities.workflow.actions import assign_process, new_process, publish_version, save_draft
from motcua.facilities.workflow.queries import spots_of
from motcua.kernel import clock
from motcua.kernel.clock import VIETNAM
from motcua.kernel.events import worker

TODAY = MONDAY.astimezone(VIETNAM).date()
REFUSED = 'ket_qua_residence = "tu_choi"'


def drawing(police: str, insurance: str) -> Table:
    """The lead agency, then two others side by side; a refused residence goes back to be appraised."""
    return Table(
        "nhom", "Nhóm thử liên thông",
        (
            Row("receive", "Tiếp nhận", "receive", "intake_officer", "receiving", Decimal(2)),
            Row("appraise", "Ghi sổ hộ tịch", "appraise", "case_officer", "competent", Decimal(4),
                next=(Way(("residence", "insurance")),)),
            Row("residence", "Đăng ký thường trú", "consult", "case_officer", f"agency:{police}", Decimal(8),
                next=(Way(("gather",),),)),
            Row("insurance", "Cấp thẻ bảo hiểm", "consult", "case_officer", f"agency:{insurance}", Decimal(8),
                next=(Way(("gather",)),)),
            Row("gather", "Tổng hợp", "review", "division_head", "competent", Decimal(4), meets="all",
                question="Thường trú?",
                next=(Way(("explain",), REFUSED, "Bị từ chối"), Way(("approve",), "", "Đủ"))),
            Row("explain", "Soạn văn bản giải thích", "appraise", "case_officer", "competent", Decimal(4)),
            Row("approve", "Duyệt trả chung", "approve", "approver", "competent", Decimal(2)),
            Row("issue", "Ghi kết quả", "issue", "clerk", "competent", Decimal(2)),
            Row("deliver", "Trả kết quả", "deliver", "intake_officer", "receiving", Decimal(0)),
        ),
    )  # fmt: skip


@dataclass
class Group:
    """Three agencies and their procedures, linked."""

    lead: Office
    police: Office
    insurance: Office
    procedure: ProcedureVersion
    residence: ProcedureVersion
    card: ProcedureVersion

    def accept(self, at: datetime = MONDAY, **fields: object) -> Dossier:
        """One application, as far as the steps of the other agencies."""
        dossier = make_draft(self.lead, at, version=self.procedure, **fields)
        dossier = actions.accept_dossier(dossier_id=dossier.pk, by=self.lead.by("intake_officer", at))
        actions.hand_over(dossier_id=dossier.pk, by=self.lead.by("intake_officer", at))
        dossier = actions.hand_over(dossier_id=dossier.pk, by=self.lead.by("case_officer", at))
        worker.drain(at=at)
        return dossier

    def online(self) -> Dossier:
        """Handed in electronically."""
        return self.accept(intake_channel=2, delivery_choice="electronic")

    def part(self, whole: Dossier, office: Office) -> Dossier:
        return Dossier.objects.get(part__whole=whole, competent_agency=office.committee)

    def settle(self, dossier: Dossier, office: Office, at: datetime) -> Dossier:
        """An agency takes its part on to the result."""
        dossier = to_approval(dossier, office, at)
        actions.approve(dossier_id=dossier.pk, by=office.by("approver", at))
        by = office.by("clerk", at)
        dossier = actions.record_result(dossier_id=dossier.pk, by=by, outcome=Outcome(title="Kết quả"))
        worker.drain(at=at)
        return dossier


def to_approval(dossier: Dossier, office: Office, at: datetime) -> Dossier:
    while dossier.step != "approve":
        dossier = actions.hand_over(dossier_id=dossier.pk, by=office.by(dossier.holder_role, at))
    return dossier


def _with_online_limit(**fields: object) -> ProcedureVersion:
    version = make_procedure(**fields)  # type: ignore[arg-type]
    channel = Channel.objects.create(version=version, kind="online", position=2)
    TimeLimit.objects.create(channel=channel, value="7", unit="working_day", position=1)
    return version


@pytest.fixture(autouse=True)
def monday(db):
    with clock.frozen_at(MONDAY):
        yield


@pytest.fixture
def group() -> Group:
    return make_group(make_office("Chủ Trì"), make_office("Công An"), make_office("Bảo Hiểm"))


def make_group(lead: Office, police: Office, insurance: Office) -> Group:
    found = Group(
        lead, police, insurance, _with_online_limit(), make_procedure(limit="3"), make_procedure(limit="4")
    )
    draw(drawing(police.committee.code, insurance.committee.code), lead, found.procedure)
    for step, linked in (("residence", found.residence), ("insurance", found.card)):
        link_procedure(
            lead=found.procedure.procedure, step=step, procedure=linked.procedure, valid_from=TODAY, at=MONDAY
        )
    return found


def draw(table: Table, lead: Office, procedure: ProcedureVersion, day: date = TODAY) -> None:
    """Publish a drawing and let the lead agency use it for the procedure from a day on."""
    process = new_process(name=table.name, owner_id=lead.committee.pk, at=MONDAY)
    xml = to_xml(table)
    version = save_draft(process=process, xml=xml)
    publish_version(
        version_id=version.pk, sha256=hashlib.sha256(xml).hexdigest(), decision="16/QĐ-UBND",
        valid_from=day, at=MONDAY, actor_id=lead.officers["agency_admin"].pk,
    )  # fmt: skip
    assign_process(
        agency_id=lead.committee.pk, procedure_id=procedure.procedure_id, process=version.process,
        valid_from=day, at=MONDAY,
    )  # fmt: skip


@pytest.fixture
def nodes() -> Callable[[Dossier], set[str]]:
    return lambda dossier: {
        spot.node for spot in spots_of(dossier.process_run_id).values() if spot.kind == "ready"
    }
