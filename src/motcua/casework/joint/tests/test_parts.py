"""One application, three agencies: parts open, end, are stopped, counted and handed out with their whole."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest

from motcua.casework.dossiers import actions
from motcua.casework.dossiers.actions.results import Receiver
from motcua.casework.dossiers.choices import Status
from motcua.casework.dossiers.models import Dossier
from motcua.casework.dossiers.tests.factories import MONDAY, differences, make_office
from motcua.casework.handling.work_list import work_of
from motcua.casework.joint import queries
from motcua.casework.joint.actions import LinkRefusal, follow_whole, link_procedure, unlink_procedure
from motcua.casework.joint.models import LinkedProcedure, Part
from motcua.casework.joint.receipt import lines
from motcua.casework.joint.tests.conftest import TODAY, draw, make_group, to_approval
from motcua.casework.slips import compose
from motcua.casework.slips.tests.reading_back import text_of
from motcua.facilities.bpmn.table import Row, Table
from motcua.insight.statistics.queries import by_sector
from motcua.insight.statistics.rules import Period
from motcua.kernel.events import worker
from motcua.outreach.notifications.models import Message

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
LATER = MONDAY + HOUR
RECEIVER = Receiver(kind="owner", identity_check="personal_id", name="Lê Thử", identity_number="042090000001")


def fresh(dossier: Dossier) -> Dossier:
    return Dossier.objects.get(pk=dossier.pk)


def test_both_agencies_begin_at_once_with_code_process_and_clock_of_their_own(group, nodes):
    whole = group.online()
    residence, card = group.part(whole, group.police), group.part(whole, group.insurance)
    assert residence.code.startswith(group.police.committee.code)
    assert card.code.startswith(group.insurance.committee.code)
    assert {residence.procedure_version, card.procedure_version} == {group.residence, group.card}
    assert (residence.holder_agency, residence.holder_role) == (group.police.committee, "case_officer")
    assert residence.due_at == MONDAY + 3 * DAY
    assert residence.process_run_id != whole.process_run_id
    assert residence.parties.get(role="owner").name == whole.parties.get(role="owner").name
    assert nodes(whole) == {"residence", "insurance"}
    assert queries.due_of_whole(whole, queries.parts_of(whole)) == whole.due_at
    assert differences() == []


def test_the_whole_waits_for_both_and_is_handed_out_with_them(group, nodes):
    whole = group.online()
    residence, card = group.part(whole, group.police), group.part(whole, group.insurance)
    group.settle(residence, group.police, MONDAY + DAY)
    assert nodes(whole) == {"insurance"}
    group.settle(card, group.insurance, MONDAY + 2 * DAY)
    assert nodes(whole) == {"gather"}
    at = MONDAY + 3 * DAY
    with pytest.raises(actions.IllegalMove, match=whole.code):
        actions.deliver(dossier_id=residence.pk, by=group.lead.by("intake_officer", at), receiver=RECEIVER)
    whole = group.settle(fresh(whole), group.lead, at)
    actions.deliver(dossier_id=whole.pk, by=group.lead.by("intake_officer", at), receiver=RECEIVER)
    worker.drain(at=at)
    assert {fresh(one).status for one in (whole, residence, card)} == {"delivered"}
    assert differences() == []


def test_on_paper_one_agency_works_after_the_other(group):
    whole = group.accept()
    assert queries.is_sequential(whole)
    assert [part.step for part in Part.objects.all()] == ["residence"]
    group.settle(group.part(whole, group.police), group.police, MONDAY + DAY)
    assert [part.step for part in Part.objects.all()] == ["residence", "insurance"]
    card = group.part(whole, group.insurance)
    group.settle(card, group.insurance, MONDAY + 2 * DAY)
    assert fresh(whole).step == "gather"
    assert differences() == []


def test_a_refused_part_goes_where_the_drawing_says(group):
    whole = group.online()
    residence = to_approval(group.part(whole, group.police), group.police, MONDAY + DAY)
    by = group.police.by("approver", MONDAY + DAY)
    actions.refuse_dossier(dossier_id=residence.pk, by=by, reason="Chỗ ở không hợp lệ")
    worker.drain(at=MONDAY + DAY)
    group.settle(group.part(whole, group.insurance), group.insurance, MONDAY + DAY)
    assert Part.objects.get(dossier=residence).outcome == "tu_choi"
    by = group.lead.by("division_head", MONDAY + DAY)
    assert actions.hand_over(dossier_id=whole.pk, by=by).step == "explain"
    assert differences() == []


def test_the_step_of_a_part_is_not_finished_by_hand(group):
    whole = group.online()
    with pytest.raises(actions.DossierRefusal, match=group.part(whole, group.police).code):
        actions.hand_over(dossier_id=whole.pk, by=group.police.by("case_officer", MONDAY))


def test_stopping_the_whole_stops_its_parts_by_facts(group):
    whole = group.online()
    parts = [group.part(whole, office) for office in (group.police, group.insurance)]
    group.settle(parts[1], group.insurance, MONDAY + DAY)
    at, reason = MONDAY + DAY, "Không còn nhu cầu"
    with pytest.raises(actions.IllegalMove, match=whole.code):
        actions.withdraw(dossier_id=parts[0].pk, by=group.lead.by("intake_officer", at), reason=reason)
    actions.withdraw(dossier_id=whole.pk, by=group.lead.by("intake_officer", at), reason=reason)
    actions.stop(dossier_id=whole.pk, by=group.lead.by("approver", at), decision="Đồng ý")
    worker.drain(at=at)
    assert fresh(parts[0]).status == "stopped"
    assert dict(Part.objects.values_list("step", "outcome")) == {"residence": "dung", "insurance": "dong_y"}
    assert differences() == []


def test_each_agency_counts_one_application_once(group):
    period = Period(TODAY, TODAY)
    own = {office.committee.pk for office in (group.lead, group.police, group.insurance)}
    group.online()

    def received(ids) -> int:
        return sum(line.figures.received for line in by_sector(ids, period, MONDAY + DAY))

    assert [received({pk}) for pk in sorted(own)] == [1, 1, 1]
    assert received(own) == 3


def test_an_agency_with_two_parts_counts_the_application_once():
    police = make_office("Công An")
    group = make_group(make_office("Chủ Trì"), police, police)
    group.online()
    assert sorted(Part.objects.values_list("is_counted", flat=True)) == [False, True]
    [line] = by_sector({police.committee.pk}, Period(TODAY, TODAY), MONDAY + DAY)
    assert line.figures.received == 1
    assert Dossier.objects.filter(competent_agency=police.committee).count() == 2


def test_citizens_hear_of_the_whole_only(group):
    whole = group.online()
    told = {message.dossier_id for message in Message.objects.all()}
    assert told == {whole.pk}


def test_following_again_changes_nothing(group):
    whole = group.online()
    follow_whole(dossier_id=whole.pk, at=MONDAY)
    assert Part.objects.count() == 2
    assert differences() == []


def test_an_ended_link_opens_nothing_more(group):
    link = LinkedProcedure.objects.get(step="insurance")
    unlink_procedure(link_id=link.pk, valid_to=TODAY, at=MONDAY)
    group.online()
    assert [part.step for part in Part.objects.all()] == ["residence"]
    assert differences() == []


def test_links_are_one_for_a_step_and_never_to_itself(group):
    lead = group.procedure.procedure
    for step, procedure in (("residence", group.card.procedure), ("other", lead)):
        with pytest.raises(LinkRefusal, match=r"gắn với|phải khác"):
            link_procedure(lead=lead, step=step, procedure=procedure, valid_from=TODAY, at=MONDAY)


def test_changed_rows_are_found_by_the_audit(group):
    group.online()
    Part.objects.filter(step="residence").update(outcome="dong_y")
    LinkedProcedure.objects.filter(step="residence").update(step="khac")
    found = " ".join(differences())
    assert "outcome" in found
    assert "step" in found


def in_turn(police) -> Table:
    """The lead agency, then one other, which may send it back."""
    return Table(
        "lan-luot", "Liên thông lần lượt",
        (
            Row("receive", "Tiếp nhận", "receive", "intake_officer", "receiving", Decimal(2)),
            Row("appraise", "Thẩm định", "appraise", "case_officer", "competent", Decimal(4)),
            Row("residence", "Đăng ký thường trú", "consult", "case_officer", f"agency:{police.committee.code}", Decimal(8)),
            Row("approve", "Duyệt", "approve", "approver", "competent", Decimal(2)),
            Row("issue", "Ghi kết quả", "issue", "clerk", "competent", Decimal(2)),
            Row("deliver", "Trả kết quả", "deliver", "intake_officer", "receiving", Decimal(0)),
        ),
    )  # fmt: skip


def test_sent_back_and_come_again_the_part_opens_anew(group, nodes):
    lead, police = group.lead, group.police
    draw(in_turn(police), lead, group.procedure)
    whole = group.online()
    first = group.part(whole, police)
    whole = actions.send_back(
        dossier_id=whole.pk, by=police.by("case_officer", LATER), to_step="appraise", reason="Thiếu tờ khai"
    )
    worker.drain(at=LATER)
    first.refresh_from_db()
    assert (nodes(whole), first.status) == ({"appraise"}, Status.STOPPED)
    actions.hand_over(dossier_id=whole.pk, by=lead.by("case_officer", LATER + HOUR))
    worker.drain(at=LATER + HOUR)
    stopped, again = whole.parts.order_by("id")
    assert (stopped.outcome, again.outcome, again.step) == ("dung", "", "residence")
    assert again.spot != stopped.spot
    assert again.dossier.code not in (None, first.code)
    assert again.dossier.accepted_at == LATER + HOUR
    assert again.is_counted is False  # the agency counts this application by the first
    group.settle(again.dossier, police, LATER + 2 * HOUR)
    assert nodes(whole) == {"approve"}
    assert differences() == []


def test_only_the_part_is_work_for_the_other_agency(group):
    whole = group.online()
    part = group.part(whole, group.police)
    roles = [(group.police.committee.pk, role) for role in ("case_officer", "division_head", "approver")]
    listed = work_of(roles=roles)
    assert [row.pk for row in listed] == [part.pk]
    assert (listed.count(), listed.up_to(10)) == (1, 1)
    actions.withdraw(dossier_id=whole.pk, by=group.lead.by("intake_officer", LATER), reason="Thôi")
    worker.drain(at=LATER)
    assert [row.pk for row in work_of(roles=roles)] == [part.pk]  # nothing is decided yet


def test_the_receipt_lists_the_parts_and_those_to_come(group):
    whole = group.online()
    found = {line.procedure: line for line in lines(whole)}
    assert found.keys() == {group.residence.name, group.card.name}
    police = group.part(whole, group.police)
    assert (found[group.residence.name].code, found[group.residence.name].due_at) == (
        police.code,
        police.due_at,
    )
    assert lines(police) == []
    on_paper = group.accept()
    codes = [line.code for line in lines(on_paper)]
    assert [bool(code) for code in codes] == [True, False]
    said = text_of(compose.render(on_paper, "01", event_id=None, base_url="https://motcua.example.vn"))
    assert codes[0] in said
    assert "lập khi giải quyết đến bước này" in said
    alone = text_of(compose.render(on_paper, "01", event_id=None, base_url="", variant="80mm"))
    assert codes[0] in alone
