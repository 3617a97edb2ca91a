"""What happens between acceptance and result: back, recalled, assigned, asked, paid, refused."""

from __future__ import annotations

from datetime import timedelta

import pytest

from motcua.casework.dossiers import actions, permissions
from motcua.casework.dossiers.actions.consulting import NotAskable, NoTimeToAnswer
from motcua.casework.dossiers.actions.going_back import AlreadyOpened, NotYours, NoWayBack
from motcua.casework.dossiers.actions.hand_over import NotOfTheirRole, WrongStep
from motcua.casework.dossiers.actions.payments import NoAmount, TooSoon
from motcua.casework.dossiers.actions.recording import By, DossierRefusal, NoReason
from motcua.casework.dossiers.actions.results import BranchUnfinished, Outcome
from motcua.casework.dossiers.actions.standing import AlreadyDone
from motcua.casework.dossiers.tests.factories import (
    MONDAY,
    advance,
    differences,
    make_accepted,
    make_office,
    make_officer,
)
from motcua.casework.finding.actions import reading
from motcua.casework.handling.offered import offered
from motcua.facilities.workflow.models import Token
from motcua.facilities.workflow.queries import spots_of, waiting_for
from motcua.kernel.clock import VIETNAM
from motcua.kernel.events import log

pytestmark = pytest.mark.django_db
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
TODAY = MONDAY.astimezone(VIETNAM).date()


@pytest.fixture
def office():
    return make_office()


@pytest.fixture
def at_approval(office):
    return advance(office, make_accepted(office), "approve", MONDAY)


class TestSendingBack:
    def test_it_goes_to_who_did_the_step_and_the_clock_goes_on(self, office, at_approval):
        due = at_approval.due_at
        by = office.by("approver", MONDAY + HOUR)
        dossier = actions.send_back(
            dossier_id=at_approval.pk, by=by, to_step="appraise", reason="Thiếu căn cứ"
        )
        assert (dossier.step, dossier.status, dossier.due_at) == ("appraise", "processing", due)
        assert dossier.holder_officer_id == office.officers["case_officer"].pk
        assert advance(office, dossier, "issue", MONDAY + DAY).status == "approved"
        assert differences() == []

    def test_only_to_steps_it_came_through_and_with_a_reason(self, office, at_approval):
        by = office.by("approver", MONDAY + HOUR)
        for step in ("approve", "issue", "deliver", "nowhere"):
            with pytest.raises(NoWayBack):
                actions.send_back(dossier_id=at_approval.pk, by=by, to_step=step, reason="Xem lại")
        with pytest.raises(NoReason):
            actions.send_back(dossier_id=at_approval.pk, by=by, to_step="appraise", reason=" ")
        assert differences() == []

    def test_a_spot_that_is_done_is_done(self, office, at_approval):
        by = office.by("approver", MONDAY + HOUR)
        with pytest.raises(AlreadyDone):
            actions.send_back(dossier_id=at_approval.pk, by=by, to_step="appraise", reason="Xem lại", spot=1)


class TestRecalling:
    def test_what_nobody_has_opened_comes_back(self, office):
        dossier = advance(office, make_accepted(office), "appraise", MONDAY)
        dossier = actions.recall(dossier_id=dossier.pk, by=office.by("intake_officer", MONDAY + HOUR))
        assert (dossier.step, dossier.holder_officer_id) == ("receive", office.officers["intake_officer"].pk)
        assert differences() == []

    def test_what_was_opened_stays(self, office):
        dossier = advance(office, make_accepted(office), "appraise", MONDAY)
        case_officer = office.officers["case_officer"].pk
        reading.note(
            dossier_id=dossier.pk, officer_id=case_officer, address="", what="page", at=MONDAY + HOUR / 2
        )
        with pytest.raises(AlreadyOpened):
            actions.recall(dossier_id=dossier.pk, by=office.by("intake_officer", MONDAY + HOUR))

    def test_only_by_who_passed_it_on(self, office):
        dossier = advance(office, make_accepted(office), "appraise", MONDAY)
        with pytest.raises(NotYours):
            actions.recall(dossier_id=dossier.pk, by=office.by("clerk", MONDAY + HOUR))


class TestAssigning:
    def test_away_from_one_and_to_another(self, office):
        colleague = make_officer("Bạn Đồng Nghiệp", (office.committee, "case_officer"))
        dossier = advance(office, make_accepted(office), "appraise", MONDAY)
        actions.take_over(dossier_id=dossier.pk, by=office.by("case_officer", MONDAY))
        by = office.by("division_head", MONDAY + HOUR)
        dossier = actions.assign(dossier_id=dossier.pk, by=by, officer_id=colleague.pk)
        assert dossier.holder_officer_id == colleague.pk
        facts = log.of(dossier.subject)[-1].facts
        assert facts["previous_officer_id"] == office.officers["case_officer"].pk
        events = len(log.of(dossier.subject))
        actions.assign(dossier_id=dossier.pk, by=by, officer_id=colleague.pk)
        assert len(log.of(dossier.subject)) == events
        assert differences() == []

    def test_not_to_who_has_no_such_role(self, office):
        dossier = advance(office, make_accepted(office), "appraise", MONDAY)
        by = office.by("division_head", MONDAY + HOUR)
        with pytest.raises(NotOfTheirRole):
            actions.assign(dossier_id=dossier.pk, by=by, officer_id=office.officers["clerk"].pk)


class TestWhatEndsWithTheResult:
    def issued(self, office):
        other = make_office("Láng Giềng")
        dossier = advance(office, make_accepted(office), "appraise", MONDAY)
        by = office.by("case_officer", MONDAY + HOUR)
        actions.consult(
            dossier_id=dossier.pk, by=by, agency_id=other.committee.pk,
            answer_by=MONDAY + DAY, question="Có vướng không?",
        )  # fmt: skip
        dossier.refresh_from_db()
        return other, dossier

    def test_an_opinion_never_given_ends_by_a_fact_of_its_own(self, office):
        other, dossier = self.issued(office)
        dossier = advance(office, dossier, "issue", MONDAY + HOUR)
        by = office.by("clerk", MONDAY + 2 * DAY)
        actions.record_result(dossier_id=dossier.pk, by=by, outcome=Outcome(title="Giấy xác nhận"))
        lapsed, recorded = log.of(dossier.subject)[-2:]
        assert (lapsed.kind, recorded.kind) == ("dossiers.opinion_lapsed", "dossiers.result_recorded")
        assert (lapsed.facts["asked_agency_id"], lapsed.facts["is_overdue"]) == (other.committee.pk, True)
        assert not list(waiting_for([(other.committee.pk, "division_head")]))
        answering = By(other.officers["division_head"].pk, other.committee.pk, MONDAY + 2 * DAY)
        with pytest.raises(DossierRefusal):
            actions.answer(
                dossier_id=dossier.pk, by=answering, opinion="Không vướng", spot=lapsed.facts["spot"]
            )
        assert differences() == []

    def test_so_it_does_when_the_answer_is_a_refusal(self, office):
        _, dossier = self.issued(office)
        dossier = advance(office, dossier, "approve", MONDAY + HOUR)
        by = office.by("approver", MONDAY + 2 * HOUR)
        actions.refuse_dossier(dossier_id=dossier.pk, by=by, reason="Không đủ điều kiện")
        kinds = [event.kind for event in log.of(dossier.subject)][-2:]
        assert kinds == ["dossiers.opinion_lapsed", "dossiers.refused"]
        assert differences() == []

    def test_an_unfinished_branch_stands_against_the_result_by_its_name(self, office):
        dossier = advance(office, make_accepted(office), "issue", MONDAY)
        here = Token.objects.get(run=dossier.process_run_id)
        Token.objects.create(
            run_id=here.run_id, number=99, node="appraise", kind="ready", step_kind="appraise",
            role="case_officer", agency_id=office.committee.pk, since=MONDAY, due_at=here.due_at,
        )  # fmt: skip
        before = len(log.of(dossier.subject))
        with pytest.raises(BranchUnfinished, match="Thẩm định"):
            actions.record_result(
                dossier_id=dossier.pk, by=office.by("clerk", MONDAY), outcome=Outcome(title="Giấy xác nhận")
            )
        assert len(log.of(dossier.subject)) == before


class TestConsulting:
    def ask(self, office, dossier, agency, answer_by=MONDAY + DAY):
        by = office.by("case_officer", MONDAY + HOUR)
        return actions.consult(
            dossier_id=dossier.pk, by=by, agency_id=agency.pk, answer_by=answer_by, question="Có vướng không?"
        )

    def test_the_other_agency_sees_it_answers_and_the_work_goes_on(self, office):
        other = make_office("Láng Giềng")
        dossier = advance(office, make_accepted(office), "appraise", MONDAY)
        head = other.officers["division_head"]
        assert not permissions.can_read(head, dossier, TODAY)
        dossier = self.ask(office, dossier, other.committee)
        assert (dossier.step, dossier.status) == ("appraise", "processing")
        assert permissions.can_read(head, dossier, TODAY)
        assert [step.run_id for step in waiting_for([(other.committee.pk, "division_head")])] == [
            dossier.process_run_id
        ]
        assert {one.verb for one in offered(head, dossier, TODAY)} >= {"answer", "assign"}

        dossier = advance(office, dossier, "approve", MONDAY + 2 * HOUR)
        assert dossier.holder_role == "approver"
        (asked,) = [s for s in spots_of(dossier.process_run_id).values() if s.step_kind == "aside"]
        by = other.by("division_head", MONDAY + 3 * HOUR)
        dossier = actions.answer(dossier_id=dossier.pk, by=by, opinion="Không vướng", spot=asked.number)
        assert dossier.step == "approve"
        assert not permissions.can_read(head, dossier, TODAY)
        assert waiting_for([(other.committee.pk, "division_head")]).count() == 0
        assert differences() == []

    def test_a_late_answer_says_so(self, office):
        other = make_office("Láng Giềng")
        dossier = advance(office, make_accepted(office), "appraise", MONDAY)
        dossier = self.ask(office, dossier, other.committee)
        (asked,) = [s for s in spots_of(dossier.process_run_id).values() if s.step_kind == "aside"]
        by = other.by("division_head", MONDAY + 2 * DAY)
        actions.answer(dossier_id=dossier.pk, by=by, opinion="Chậm", spot=asked.number)
        assert log.of(dossier.subject)[-1].facts["timeliness"] == "overdue"

    def test_who_and_when(self, office):
        other = make_office("Láng Giềng")
        dossier = advance(office, make_accepted(office), "appraise", MONDAY)
        with pytest.raises(NotAskable):
            self.ask(office, dossier, office.committee)
        with pytest.raises(NoTimeToAnswer):
            self.ask(office, dossier, other.committee, answer_by=MONDAY)
        with pytest.raises(NoTimeToAnswer):
            self.ask(office, dossier, other.committee, answer_by=dossier.due_at + DAY)
        assert differences() == []


class TestPaying:
    def ask(self, office, dossier, **said):
        by = office.by("case_officer", MONDAY + HOUR)
        values = {"amount_vnd": 500_000, "what": "Lệ phí trước bạ"} | said
        return actions.ask_payment(dossier_id=dossier.pk, by=by, **values)

    @pytest.mark.parametrize("stands", [True, False])
    def test_the_time_of_waiting_counts_as_the_law_of_the_sector_says(self, office, stands):
        dossier = advance(office, make_accepted(office), "appraise", MONDAY)
        due, index = dossier.due_at, dossier.index_due_at
        dossier = self.ask(office, dossier, clock_stands=stands)
        assert (dossier.national_status, dossier.is_overdue(due + DAY)) == (6, False)
        assert waiting_for([(office.committee.pk, "case_officer")]).count() == 0
        by = office.by("intake_officer", MONDAY + HOUR + 2 * DAY)
        dossier = actions.confirm_payment(dossier_id=dossier.pk, by=by, receipt="BL 0001")
        assert (dossier.step, dossier.status) == ("appraise", "processing")
        moved = 2 * DAY if stands else timedelta(0)
        assert (dossier.due_at - due, dossier.index_due_at - index) == (moved, moved)
        assert waiting_for([(office.committee.pk, "case_officer")]).count() == 1
        assert differences() == []

    def test_a_withdrawal_that_is_refused_waits_for_the_payment_again(self, office):
        dossier = self.ask(office, advance(office, make_accepted(office), "appraise", MONDAY))
        actions.withdraw(dossier_id=dossier.pk, by=office.by("intake_officer", MONDAY + DAY), reason="Thôi")
        by = office.by("approver", MONDAY + DAY)
        dossier = actions.refuse_withdrawal(dossier_id=dossier.pk, by=by, reason="Đã quyết định")
        assert dossier.status == "obligation"
        assert all(spot.is_held for spot in spots_of(dossier.process_run_id).values())
        by = office.by("intake_officer", MONDAY + 2 * DAY)
        assert actions.confirm_payment(dossier_id=dossier.pk, by=by, receipt="BL 1").status == "processing"
        assert differences() == []

    def test_an_amount_and_a_time_that_can_be_met(self, office):
        dossier = advance(office, make_accepted(office), "appraise", MONDAY)
        with pytest.raises(NoAmount):
            self.ask(office, dossier, amount_vnd=0)
        with pytest.raises(TooSoon):
            self.ask(office, dossier, pay_by=MONDAY)
        with pytest.raises(NoReason):
            self.ask(office, dossier, what=" ")


class TestRefusing:
    def test_the_refusal_is_the_result(self, office, at_approval):
        by = office.by("approver", MONDAY + HOUR)
        dossier = actions.refuse_dossier(dossier_id=at_approval.pk, by=by, reason="Không đủ điều kiện")
        assert (dossier.status, dossier.step, dossier.national_status) == ("resolved", "deliver", 9)
        assert dossier.resolved_at == by.at
        assert log.of(dossier.subject)[-1].facts["timeliness"] == "early"
        assert differences() == []

    def test_not_before_it_was_appraised(self, office):
        dossier = advance(office, make_accepted(office), "appraise", MONDAY)
        with pytest.raises(WrongStep):
            actions.refuse_dossier(dossier_id=dossier.pk, by=office.by("approver", MONDAY), reason="Không")
