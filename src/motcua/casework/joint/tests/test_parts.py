"""One application, three agencies: parts open, end, are stopped, counted and handed out with their whole."""

from __future__ import annotations

from datetime import timedelta

import pytest

from motcua.casework.dossiers import actions
from motcua.casework.dossiers.actions.results import Receiver
from motcua.casework.dossiers.models import Dossier
from motcua.casework.dossiers.tests.factories import MONDAY, differences, make_office
from motcua.casework.joint import queries
from motcua.casework.joint.actions import LinkRefusal, follow_whole, link_procedure, unlink_procedure
from motcua.casework.joint.models import LinkedProcedure, Part
from motcua.casework.joint.tests.conftest import TODAY, make_group, to_approval
from motcua.insight.statistics.queries import by_sector
from motcua.insight.statistics.rules import Period
from motcua.kernel.events import worker
from motcua.outreach.notifications.models import Message

DAY = timedelta(days=1)
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
