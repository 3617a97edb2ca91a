"""Random verbs on several dossiers under a moving clock: whatever happens, rows follow from the log."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from motcua.casework.deadlines import calendars
from motcua.casework.deadlines.clocks import clock_of, promise
from motcua.casework.dossiers import actions, terms
from motcua.casework.dossiers.actions import DossierRefusal
from motcua.casework.dossiers.actions.results import Outcome, Receiver
from motcua.casework.dossiers.intake import ComponentEntry, FeeEntry
from motcua.casework.dossiers.models import Dossier, DossierStatement
from motcua.casework.dossiers.parties import Parties, PartyData
from motcua.casework.dossiers.rules import MOVES, may_move
from motcua.casework.dossiers.state import replay
from motcua.casework.dossiers.tests.factories import (
    MONDAY,
    differences,
    make_draft,
    make_intake,
    make_office,
    make_procedure,
    with_cases,
)
from motcua.casework.handling.verb_rules import VERB_RULES
from motcua.casework.mending import actions as mending
from motcua.casework.recasing import actions as recasing
from motcua.casework.upkeep import projections
from motcua.facilities.workflow.queries import spots_of
from motcua.kernel.events import log
from motcua.kernel.events.models import Event

RECEIVER = Receiver(kind="owner", identity_check="personal_id", name="Lê Thử", identity_number="042090000001")


class Lives(RuleBasedStateMachine):
    """Three dossiers at most, every verb at any time, the clock moving on between."""

    most_facts = 2

    @initialize()
    def open_office(self):
        self.block = transaction.atomic()
        self.block.__enter__()
        self.office, self.version = self.opened()
        self.neighbour = make_office("Láng Giềng")
        self.cases = list(terms.published(self.version.pk).alternatives)
        self.at = MONDAY
        self.ids = [make_draft(self.office, self.at, version=self.version).pk for _ in range(2)]
        for pk in self.ids:
            actions.accept_dossier(dossier_id=pk, by=self.office.by("intake_officer", self.at))

    def opened(self):
        """The office and its procedure, on the standard process."""
        return make_office(), with_cases(make_procedure())

    @rule(minutes=st.sampled_from([1, 7, 60, 240, 24 * 60, 5 * 24 * 60, 17 * 24 * 60]))
    def time_passes(self, minutes):
        self.at += timedelta(minutes=minutes)

    @rule(complete=st.booleans())
    def another(self, complete):
        if len(self.ids) < 3:
            self.ids.append(make_draft(self.office, self.at, version=self.version, complete=complete).pk)

    @rule(place=st.integers(0, 2), verb=st.sampled_from(sorted(MOVES)), odd=st.booleans())
    def any_verb(self, place, verb, odd):
        """Legal or not."""
        self._try(Dossier.objects.get(pk=self.ids[place % len(self.ids)]), verb, odd)

    @rule(place=st.integers(0, 2), choice=st.integers(0, 30), odd=st.booleans())
    def fitting_verb(self, place, choice, odd):
        """One that the state allows, so that dossiers get on."""
        dossier = Dossier.objects.get(pk=self.ids[place % len(self.ids)])
        fitting = sorted(verb for verb in MOVES if may_move(verb, dossier.status))
        if fitting:
            self._try(dossier, fitting[choice % len(fitting)], odd)

    @rule(place=st.integers(0, 2), steps=st.integers(1, 4))
    def onwards(self, place, steps):
        """The way a dossier usually goes."""
        for _ in range(steps):
            self._onwards(Dossier.objects.get(pk=self.ids[place % len(self.ids)]))

    def _onwards(self, dossier):
        usual = ("accept", "receive_supplement", "approve", "hand_over", "record_result", "deliver", "stop")
        for verb in usual:
            if may_move(verb, dossier.status) and (verb != "approve" or dossier.step == "approve"):
                self._try(dossier, verb, odd=False)
                return

    def _try(self, dossier, verb, odd):
        lapsing = len(self._all_asked(dossier))
        before = (Event.objects.count(), DossierStatement.objects.count(), _row(dossier))
        try:
            with transaction.atomic():
                self._do(verb, dossier, odd)
        except DossierRefusal:
            dossier.refresh_from_db()
            assert (Event.objects.count(), DossierStatement.objects.count(), _row(dossier)) == before
        else:
            assert may_move(verb, before[2]["status"], before[2]["correction"])
            self._keeps_its_rule(verb, before[2], Dossier.objects.get(pk=dossier.pk))
            assert Event.objects.count() - before[0] <= self.most_facts + lapsing

    def _keeps_its_rule(self, verb, before, after):
        """What `docs/reference/verbs.md` says of a verb is what it does."""
        rule = VERB_RULES[verb]
        assert after.status in (rule.ends or {before["status"]}), verb
        if rule.clock in ("goes on", "none", "pause") or (rule.clock == "end" and verb != "undo_acceptance"):
            assert after.due_at == before["due_at"], verb
        elif rule.clock in ("start", "extend"):
            assert after.due_at is not None, verb
            assert after.due_at != before["due_at"], verb

    def _do(self, verb, dossier, odd):
        holder = dossier.holder_role or "intake_officer"
        by = self.office.by(holder, self.at)
        person = PartyData(name="Trần Sửa" if odd else "Trần Mẫu", phone="0912000002")
        more = {
            "revise": lambda: {"intake": make_intake(self.office, self.version)},
            "reject": lambda: {"reason": "" if odd else "Sai thẩm quyền"},
            "request_supplement": lambda: {
                "items": [] if odd and self.at.minute % 2 else ["Bản sao"],
                "reason": "Thiếu",
                "agreed_by_id": self.office.officers["approver" if odd else "clerk"].pk,
            },
            "receive_supplement": lambda: {"note": "đã nhận" if odd else ""},
            "record_result": lambda: {"outcome": Outcome(title="" if odd else "Giấy chứng nhận")},
            "deliver": lambda: {"receiver": RECEIVER},
            "report_wrong": lambda: {"reason": "" if odd else "Sai năm sinh"},
            "confirm_wrong": lambda: {"apology": "Ghi nhầm"},
            "dismiss_wrong": lambda: {"reason": "Kết quả đúng"},
            "correct_result": lambda: {"outcome": Outcome(title="" if odd else "Giấy chứng nhận đúng")},
            "deliver_corrected": lambda: {"receiver": RECEIVER},
            "apologise": lambda: {"reason": "Chậm", "cause_agency_id": dossier.competent_agency_id},
            "extend": lambda: {
                "reason": "Chậm",
                "cause_agency_id": dossier.competent_agency_id,
                "new_due_at": (dossier.due_at or self.at) + timedelta(days=1 if odd else 7),
            },
            "withdraw": lambda: {"reason": "Không cần nữa"},
            "send_back": lambda: {"to_step": "approve" if odd else "appraise", "reason": "Xem lại"},
            "assign": lambda: {"officer_id": self.office.officers["clerk" if odd else holder].pk},
            "consult": lambda: {
                "agency_id": self.office.committee.pk if odd else self.neighbour.committee.pk,
                "answer_by": self.at + timedelta(hours=5),
                "question": "Có vướng quy hoạch không?",
            },
            "answer": lambda: {"opinion": "Không", "spot": self._asked(dossier)},
            "ask_payment": lambda: {"amount_vnd": 0 if odd else 100_000, "what": "Lệ phí trước bạ"},
            "confirm_payment": lambda: {"receipt": "" if odd else "BL 01"},
            "refuse": lambda: {"reason": "Không đủ điều kiện"},
            "refuse_withdrawal": lambda: {"reason": "Ở lại"},
            "stop": lambda: {"decision": "Dừng"},
            "amend": lambda: {"parties": Parties(person), "reason": "Gõ nhầm"},
            "undo_acceptance": lambda: {"reason": "Nhầm"},
            "change_case": lambda: {"change": self._other_case(dossier, odd)},
        }
        name = {
            "accept": "accept_dossier",
            "reject": "reject_dossier",
            "revise": "revise_dossier",
            "refuse": "refuse_dossier",
        }
        home = next((app for app in (mending, recasing) if hasattr(app, verb)), actions)
        action = getattr(home, name.get(verb, verb))
        action(dossier_id=dossier.pk, by=by, **more.get(verb, dict)())

    def _other_case(self, dossier, odd):
        """The case it is not in; its own papers are there or are asked for."""
        case = next(case for case in self.cases if case.pk != dossier.procedure_case_id)
        papers = terms.components_for(self.version.pk, case.pk)[: None if odd else 2]
        entries = tuple(ComponentEntry(component_id=paper.pk, kind="copy") for paper in papers)
        fees = (FeeEntry(fee_id=None, kind="charge", amount_vnd=self.at.minute * 1000),)
        return recasing.Change(case_id=case.pk, reason="Nhầm", components=entries, fees=fees, asks=not odd)

    def _asked(self, dossier):
        """The opinion that is waited for; any number where none is."""
        return next(iter(self._all_asked(dossier)), 99)

    def _all_asked(self, dossier):
        spots = spots_of(dossier.process_run_id).values() if dossier.process_run_id else ()
        return [spot.number for spot in spots if spot.step_kind == "aside"]

    @invariant()
    def rows_follow_from_the_log(self):
        if not hasattr(self, "ids"):
            return
        logs = {f"dossier:{pk}": log.of(f"dossier:{pk}") for pk in self.ids}
        assert [str(found) for found in projections.check_many(logs)] == []
        for pk in self.ids:
            dossier, events = Dossier.objects.get(pk=pk), logs[f"dossier:{pk}"]
            assert dossier.state() == replay(events)
            found = clock_of(events)
            assert (found is None) == (dossier.accepted_at is None)
            if found:
                promised = promise(found[0], calendars.from_reference(found[1]))
                assert (dossier.due_at, dossier.index_due_at) == (promised.due_at, promised.index_due_at)
                assert isinstance(dossier.due_at, datetime)
            assert (dossier.ended_at is not None) == dossier.is_ended
            assert (dossier.code is None) == (dossier.accepted_at is None)

    def teardown(self):
        if hasattr(self, "block"):
            try:
                assert differences() == []
            finally:
                transaction.set_rollback(True)
                self.block.__exit__(None, None, None)


def _row(dossier):
    return {field.attname: getattr(dossier, field.attname) for field in Dossier._meta.concrete_fields}


@pytest.mark.django_db
def test_random_lives():
    run_state_machine_as_test(
        Lives,
        settings=settings(
            max_examples=6,
            stateful_step_count=25,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )


@pytest.mark.long
@pytest.mark.django_db
def test_many_random_lives():
    run_state_machine_as_test(
        Lives,
        settings=settings(
            max_examples=300, stateful_step_count=80, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
