"""An agency that was asked does not answer: said once, passed on to the one-stop, counted, and answered late."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from motcua.casework.dossiers import actions as dossiers
from motcua.casework.dossiers.actions.recording import NoReason
from motcua.casework.dossiers.actions.results import Outcome
from motcua.casework.dossiers.models import Dossier
from motcua.casework.dossiers.tests.factories import (
    MONDAY,
    advance,
    differences,
    make_accepted,
    make_office,
)
from motcua.casework.finding.actions import reading
from motcua.casework.silence import actions, permissions, queries
from motcua.casework.silence.models import Silence
from motcua.casework.silence.verb_rules import SILENCE_RULES
from motcua.config.reference import pages
from motcua.facilities.workflow.models import Token
from motcua.facilities.workflow.queries import spots_of
from motcua.kernel import clock
from motcua.kernel.events import log

pytestmark = pytest.mark.django_db
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
LIMIT, LATER = MONDAY + DAY, MONDAY + DAY + HOUR
TITLE = "Cơ quan được hỏi quá hạn chưa trả lời"


@pytest.fixture(autouse=True)
def later(monkeypatch):
    """An hour after the limit; reads are written by no thread."""
    monkeypatch.setattr(reading, "_start_timer", lambda: None)
    with clock.frozen_at(LATER):
        yield
    reading.flush()


@pytest.fixture
def office():
    return make_office()


@pytest.fixture
def other():
    return make_office("Láng Giềng")


@pytest.fixture
def asked(office, other):
    dossier = advance(office, make_accepted(office), "appraise", MONDAY)
    return dossiers.consult(
        dossier_id=dossier.pk,
        by=office.by("case_officer", MONDAY + HOUR),
        agency_id=other.committee.pk,
        answer_by=LIMIT,
        question="Có vướng không?",
    )


def kinds(dossier) -> list[str]:
    return [event.kind for event in log.of(dossier.subject) if event.kind.startswith("silence.")]


def answer(dossier, other, at) -> None:
    (asked,) = [s for s in spots_of(dossier.process_run_id).values() if s.step_kind == "aside"]
    by = other.by("division_head", at)
    dossiers.answer(dossier_id=dossier.pk, by=by, opinion="Không vướng", spot=asked.number)


def browser(office, role: str) -> Client:
    client = Client()
    client.force_login(office.officers[role].account)
    return client


def tell(office, silence, role: str = "case_officer", **said):
    values = {"client_id": str(uuid4()), "note": "Sẽ giải quyết theo hồ sơ hiện có"} | said
    return browser(office, role).post(reverse("silence:tell", args=[silence.pk]), values)


class TestNoting:
    def test_not_before_the_limit_and_once_after_it(self, asked, other):
        assert actions.note_silences(LIMIT - HOUR) == 0
        assert [actions.note_silences(LATER), actions.note_silences(LATER + HOUR)] == [1, 0]
        event = log.of(asked.subject)[-1]
        assert (event.kind, event.actor_id) == ("silence.limit_passed", None)
        assert event.facts["asked_agency_id"] == other.committee.pk
        assert differences() == []

    def test_a_worker_down_for_days_says_it_once_and_which_limit_it_was(self, asked):
        assert [actions.note_silences(LIMIT + 3 * DAY) for _ in range(2)] == [1, 0]
        silence = Silence.objects.get()
        assert (silence.answer_by, silence.noted_at) == (LIMIT, LIMIT + 3 * DAY)
        assert log.of(asked.subject)[-1].facts["answer_by"] == LIMIT.isoformat()
        assert differences() == []

    def test_the_dossier_is_where_it_was_with_its_clock(self, asked):
        before = Dossier.objects.get(pk=asked.pk).state()
        actions.note_silences(LATER)
        assert Dossier.objects.get(pk=asked.pk).state() == before

    def test_who_answered_in_time_was_not_silent(self, asked, other):
        answer(asked, other, MONDAY + 2 * HOUR)
        assert actions.note_silences(LATER) == 0

    def test_a_result_ends_the_waiting(self, office, asked):
        actions.note_silences(LATER)
        dossier = advance(office, asked, "issue", LATER)
        by = office.by("clerk", LATER)
        dossiers.record_result(dossier_id=dossier.pk, by=by, outcome=Outcome(title="Giấy xác nhận"))
        assert not queries.unanswered().exists()
        assert differences() == []

    def test_what_waits_for_a_decision_on_withdrawal_is_not_said_meanwhile(self, office, asked):
        dossiers.withdraw(dossier_id=asked.pk, by=office.by("intake_officer", MONDAY + HOUR), reason="Rút")
        assert actions.note_silences(LATER) == 0
        dossiers.refuse_withdrawal(dossier_id=asked.pk, by=office.by("approver", LATER), reason="Đã muộn")
        assert actions.note_silences(LATER + HOUR) == 1
        assert differences() == []


class TestStepsDrawn:
    def drawn(self, office, agency, kind="consult"):
        """A branch beside the leading step, at which another agency gives its opinion."""
        dossier = advance(office, make_accepted(office), "appraise", MONDAY)
        Token.objects.create(
            run_id=dossier.process_run_id, number=99, node="appraise", kind="ready", step_kind=kind,
            role="case_officer", agency_id=agency.pk, since=MONDAY, step_due_at=LIMIT, due_at=dossier.due_at,
        )  # fmt: skip
        return dossier

    def test_another_agency_past_its_step(self, office, other):
        dossier = self.drawn(office, other.committee)
        assert [actions.note_silences(LATER), actions.note_silences(LATER)] == [1, 0]
        assert kinds(dossier) == ["silence.limit_passed"]
        Token.objects.filter(number=99).update(step_due_at=LIMIT + DAY)
        assert not queries.unanswered().exists(), "a new limit runs"
        assert actions.note_silences(LIMIT + 2 * DAY) == 1

    def test_not_the_agency_itself_nor_other_kinds_of_steps(self, office, other):
        self.drawn(office, office.committee)
        self.drawn(office, other.committee, kind="appraise")
        assert actions.note_silences(LATER) == 0

    def test_not_while_the_applicant_is_waited_for(self, office, other):
        dossier = self.drawn(office, other.committee)
        dossiers.request_supplement(
            dossier_id=dossier.pk, by=office.by("approver", MONDAY + HOUR), items=["Bản vẽ"], reason="Mờ"
        )
        assert actions.note_silences(LATER) == 0


class TestTelling:
    @pytest.fixture
    def silence(self, asked):
        actions.note_silences(LATER)
        return Silence.objects.get()

    def test_by_pages_from_the_agency_that_leads_to_the_counter(self, office, other, asked, silence):
        lead, counter = browser(office, "case_officer"), browser(office, "intake_officer")
        for page in ("/desk/", "/desk/work/"):
            assert TITLE in lead.get(page).content.decode()
            assert TITLE not in counter.get(page).content.decode()
        url = reverse("silence:tell", args=[silence.pk])
        address = reverse("dossiers:page", args=[asked.pk])
        assert url in lead.get(address).content.decode()
        assert "NĐ 118/2025, Điều 19.4" in lead.get(url).content.decode()
        told = tell(office, silence)
        assert (told.status_code, told["Location"]) == (302, address)
        for page in ("/desk/", "/desk/work/"):
            assert TITLE in counter.get(page).content.decode()
        page = counter.get(address).content.decode()
        assert "Bộ phận Một cửa đã được báo lúc" in page
        assert "Sẽ giải quyết theo hồ sơ hiện có" in page
        assert url not in lead.get(address).content.decode()
        assert differences() == []

    def test_a_late_answer_is_taken_and_ends_it(self, office, other, asked, silence):
        tell(office, silence)
        answer(asked, other, LATER)
        assert log.of(asked.subject)[-1].facts["timeliness"] == "overdue"
        assert TITLE not in browser(office, "intake_officer").get("/desk/").content.decode()
        refused = tell(office, silence)
        assert (refused.status_code, kinds(asked)) == (422, ["silence.limit_passed", "silence.one_stop_told"])
        assert "đã trả lời" in refused.content.decode()
        assert differences() == []

    def test_sent_twice_is_told_once(self, office, asked, silence):
        client_id = str(uuid4())
        assert [tell(office, silence, client_id=client_id).status_code for _ in range(2)] == [302, 302]
        assert tell(office, silence).status_code == 422
        assert tell(office, silence, client_id=client_id, note="Lời khác").status_code == 422
        assert kinds(asked).count("silence.one_stop_told") == 1

    def test_not_without_words(self, office, asked, silence):
        assert tell(office, silence, note="  ").status_code == 422
        by = office.by("case_officer", LATER)
        with pytest.raises(NoReason):
            actions.tell_one_stop(silence_id=silence.pk, by=by, note=" ")
        silence.refresh_from_db()
        assert silence.told_at is None
        with pytest.raises(actions.NotSilent):
            actions.tell_one_stop(silence_id=0, by=by, note="Không có")

    @pytest.mark.parametrize(
        ("role", "answer"),
        [
            ("approver", 302),
            ("case_officer", 302),
            ("division_head", 302),
            ("clerk", 403),
            ("intake_officer", 403),
            ("inspector", 403),
        ],
    )
    def test_who_may(self, office, silence, role, answer):
        assert tell(office, silence, role).status_code == answer

    def test_neither_the_agency_asked_nor_strangers(self, office, other, silence):
        assert tell(other, silence, "division_head").status_code == 403
        assert tell(make_office("Nơi Khác"), silence, "approver").status_code == 404
        assert Client().get(reverse("silence:tell", args=[silence.pk])).status_code == 302
        assert browser(office, "approver").get(reverse("silence:tell", args=[0])).status_code == 404
        assert TITLE not in browser(other, "division_head").get("/desk/work/").content.decode()

    def test_leaders_count_it(self, office, silence):
        def said() -> str:
            return browser(office, "approver").get(reverse("statistics:overview")).content.decode()

        assert "quá hạn chưa được trả lời: 1, trong đó chưa báo Bộ phận Một cửa: 1" in said()
        tell(office, silence)
        assert "quá hạn chưa được trả lời: 1, trong đó chưa báo Bộ phận Một cửa: 0" in said()

    def test_rows_that_say_otherwise_are_found(self, office, silence):
        tell(office, silence)
        Silence.objects.update(told_at=None)
        assert any("quá hạn trả lời ý kiến" in found for found in differences())


def test_who_may_and_when_is_what_the_table_of_verbs_says(office, other, asked):
    rule = SILENCE_RULES["tell_one_stop"]
    named = {who.partition("@")[0] for who in rule.who}
    may = {role for role, one in office.officers.items() if permissions.may_tell(one, asked, LATER.date())}
    assert may == named
    assert not any(permissions.may_tell(one, asked, LATER.date()) for one in other.officers.values())
    actions.note_silences(LATER)
    silence = queries.unanswered().get()
    dossiers.withdraw(dossier_id=asked.pk, by=office.by("intake_officer", LATER), reason="Thôi")
    asked.refresh_from_db()
    assert asked.status not in rule.start
    with pytest.raises(actions.NotSilent):
        actions.tell_one_stop(silence_id=silence.pk, by=office.by("case_officer", LATER), note="Đã nhắc")
    dossiers.refuse_withdrawal(dossier_id=asked.pk, by=office.by("approver", LATER), reason="Ở lại")
    asked.refresh_from_db()
    assert asked.status in rule.start
    actions.tell_one_stop(silence_id=silence.pk, by=office.by("case_officer", LATER), note="Đã nhắc")
    before = asked.state()
    asked.refresh_from_db()
    assert asked.state() == before  # the state stays and the clock goes on, as its line says


def test_the_reference_lists_it_beside_the_others():
    line = next(row for row in pages()["verbs.md"].splitlines() if row.startswith("| `tell_one_stop`"))
    assert "Báo Bộ phận Một cửa" in line
    assert "Điều 19.4 (T15)" in line
