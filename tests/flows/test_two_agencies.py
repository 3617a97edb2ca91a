"""An office writes a process of two agencies as a table, publishes it, and a dossier goes its whole way."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from decimal import Decimal

import pytest

from motcua.casework.dossiers import actions, permissions
from motcua.casework.dossiers.actions.results import Outcome, Receiver
from motcua.casework.dossiers.tests.factories import (
    MONDAY,
    differences,
    make_draft,
    make_office,
    make_procedure,
)
from motcua.casework.handling.offered import offered
from motcua.casework.handling.work_list import work_of
from motcua.facilities.bpmn.table import Row, Table, Way, to_xml
from motcua.facilities.workflow.actions import assign_process, new_process, publish_version, save_draft
from motcua.facilities.workflow.queries import spots_of
from motcua.kernel.clock import VIETNAM
from motcua.kernel.events.verify import verify

pytestmark = pytest.mark.django_db
RECEIVER = Receiver(kind="owner", identity_check="personal_id", name="Lê Thử", identity_number="042090000001")
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
TODAY = MONDAY.astimezone(VIETNAM).date()


def drawn(neighbour: str) -> Table:
    """Both agencies look at it side by side; the head may return it."""
    here, there = "competent", f"agency:{neighbour}"
    return Table(
        "ban_dau", "Cấp phép có hai cơ quan",
        (
            Row("receive", "Tiếp nhận", "receive", "intake_officer", "receiving", Decimal(2),
                next=(Way(("appraise", "survey")),)),
            Row("appraise", "Thẩm định", "appraise", "case_officer", here, Decimal(16), next=(Way(("review",)),)),
            Row("survey", "Cho ý kiến về thực địa", "consult", "case_officer", there, Decimal(8), next=(Way(("review",)),)),
            Row("review", "Tổng hợp", "review", "division_head", here, Decimal(8), meets="all"),
            Row("approve", "Ký duyệt", "approve", "approver", here, Decimal(4), question="Đồng ý?",
                next=(Way(("appraise_again",), 'ket_luan = "lam_lai"', "Làm lại"), Way(("issue",), "", "Đồng ý"))),
            Row("appraise_again", "Thẩm định lại", "appraise", "case_officer", here, Decimal(8),
                next=(Way(("approve",)),)),
            Row("issue", "Đóng dấu, chuyển kết quả", "issue", "clerk", here, Decimal(4)),
            Row("deliver", "Trả kết quả", "deliver", "intake_officer", "receiving", Decimal(0)),
        ),
    )  # fmt: skip


@pytest.fixture
def stage():
    office, neighbour = make_office("Một"), make_office("Hai")
    procedure = make_procedure()
    process = new_process(name="Cấp phép có hai cơ quan", owner_id=office.committee.pk, at=MONDAY)
    xml = to_xml(drawn(neighbour.committee.code))
    version = save_draft(process=process, xml=xml)
    publish_version(
        version_id=version.pk, sha256=hashlib.sha256(xml).hexdigest(), decision="15/QĐ-UBND",
        valid_from=TODAY, at=MONDAY, actor_id=office.officers["agency_admin"].pk,
    )  # fmt: skip
    assign_process(
        agency_id=office.committee.pk, procedure_id=procedure.procedure_id, process=version.process,
        valid_from=TODAY, at=MONDAY,
    )  # fmt: skip
    return office, neighbour, procedure


def nodes(dossier) -> set[str]:
    return {spot.node for spot in spots_of(dossier.process_run_id).values() if spot.kind == "ready"}


def number(dossier, node: str) -> int:
    return next(s.number for s in spots_of(dossier.process_run_id).values() if s.node == node)


def test_side_by_side_supplemented_consulted_and_late(stage):
    office, neighbour, procedure = stage
    other = make_office("Ba")
    dossier = make_draft(office, version=procedure)
    dossier = actions.accept_dossier(dossier_id=dossier.pk, by=office.by("intake_officer", MONDAY))
    dossier = actions.hand_over(dossier_id=dossier.pk, by=office.by("intake_officer", MONDAY))
    assert nodes(dossier) == {"appraise", "survey"}

    surveyor = neighbour.officers["case_officer"]
    assert [row.pk for row in work_of(roles=[(neighbour.committee.pk, "case_officer")])] == [dossier.pk]
    verbs = {one.verb for one in offered(surveyor, dossier, TODAY)}
    assert {"hand_over", "take_over"} <= verbs
    assert "answer" not in verbs

    by = office.by("case_officer", MONDAY + HOUR)
    actions.request_supplement(dossier_id=dossier.pk, by=by, items=["Bản vẽ"], reason="Thiếu")
    dossier = actions.receive_supplement(dossier_id=dossier.pk, by=office.by("intake_officer", MONDAY + DAY))
    assert nodes(dossier) == {"appraise", "survey"}

    at = MONDAY + DAY + HOUR
    dossier = actions.hand_over(
        dossier_id=dossier.pk, by=office.by("case_officer", at), spot=number(dossier, "appraise")
    )
    assert nodes(dossier) == {"survey"}
    asked = actions.consult(
        dossier_id=dossier.pk, by=office.by("division_head", at), agency_id=other.committee.pk,
        answer_by=at + DAY, question="Có vướng quy hoạch không?",
    )  # fmt: skip
    actions.answer(
        dossier_id=asked.pk, by=other.by("division_head", at + HOUR), opinion="Không",
        spot=number(asked, "@consult"),
    )  # fmt: skip
    late = neighbour.by("case_officer", at + 8 * DAY)
    dossier = actions.hand_over(dossier_id=dossier.pk, by=late, spot=number(dossier, "survey"))
    assert nodes(dossier) == {"review"}
    assert dossier.is_overdue(late.at)
    assert not permissions.can_read(surveyor, dossier, TODAY)

    dossier = actions.hand_over(dossier_id=dossier.pk, by=office.by("division_head", late.at))
    back = {"ket_luan": "lam_lai"}
    dossier = actions.approve(dossier_id=dossier.pk, by=office.by("approver", late.at), said=back)
    assert (nodes(dossier), dossier.status) == ({"appraise_again"}, "processing")
    dossier = actions.hand_over(dossier_id=dossier.pk, by=office.by("case_officer", late.at))
    dossier = actions.approve(
        dossier_id=dossier.pk, by=office.by("approver", late.at), said={"ket_luan": None}
    )
    assert (nodes(dossier), dossier.status) == ({"issue"}, "approved")
    clerk = office.by("clerk", late.at)
    dossier = actions.record_result(dossier_id=dossier.pk, by=clerk, outcome=Outcome(title="Giấy phép"))
    by = office.by("intake_officer", late.at)
    dossier = actions.deliver(dossier_id=dossier.pk, by=by, receiver=RECEIVER)
    assert (dossier.status, spots_of(dossier.process_run_id)) == ("delivered", {})
    assert differences() == []
    assert [str(found) for found in verify() if found.subject.startswith("process")] == []
