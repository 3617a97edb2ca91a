"""Acceptance: code, dates, PIN, first step; one of two officers wins; numbers without gap."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.db import transaction

from motcua.casework.dossiers import actions
from motcua.casework.dossiers.actions import IllegalMove
from motcua.casework.dossiers.actions.accept_dossier import IncompleteDossier, NothingToAnswer
from motcua.casework.dossiers.intake import ComponentEntry, FeeEntry
from motcua.casework.dossiers.models import CodeCounter, Dossier, DossierFee
from motcua.casework.dossiers.tests.factories import (
    MONDAY,
    differences,
    make_draft,
    make_intake,
    make_office,
    make_procedure,
)
from motcua.directory.procedures.models import Component
from motcua.kernel.clock import VIETNAM
from motcua.kernel.events import log
from motcua.kernel.events.models import Event
from motcua.kernel.events.tests.trace import together


@pytest.mark.django_db
def test_what_an_acceptance_states():
    office = make_office()
    draft = make_draft(office)
    fees = (FeeEntry(fee_id=None, kind="fee", amount_vnd=8000),)
    dossier = actions.accept_dossier(dossier_id=draft.pk, by=office.by("intake_officer", MONDAY), fees=fees)
    event = log.of(dossier.subject)[-1]
    facts = event.facts
    assert event.kind == "dossiers.accepted"
    assert (event.actor_id, event.agency_id) == (office.officers["intake_officer"].pk, office.center.pk)
    assert facts["code"] == dossier.code == f"{office.committee.code}-261005-0001"
    assert facts["limit"] == "5 working_days"
    assert facts["due_at"] == facts["index_due_at"] == "2026-10-12T09:00:00+07:00"
    assert facts["fees"] == [{"fee_id": None, "kind": "fee", "amount_vnd": 8000}]
    assert len(facts["components"]) == 2
    assert set(facts["calendar"]) == {"key", "version", "digest"}
    assert facts["receipt_template"].startswith("01/")
    assert event.statements == {}
    assert (dossier.step, dossier.holder_role, dossier.pin_serial) == ("receive", "intake_officer", 1)
    assert re.fullmatch(r"\d{6}", dossier.pin)
    assert DossierFee.objects.get().amount_vnd == 8000
    assert differences() == []


@pytest.mark.django_db
def test_hand_over_is_due_the_same_day_or_after_three_the_next_morning():
    office, version = make_office(), make_procedure()
    due = []
    for hour in (0, 6):  # 09:00 and 15:00
        at = MONDAY + timedelta(hours=hour)
        draft = make_draft(office, at, version=version)
        accepted = actions.accept_dossier(dossier_id=draft.pk, by=office.by("intake_officer", at))
        due.append(accepted.step_due_at.astimezone(VIETNAM).strftime("%d %H:%M"))
    assert due == ["05 17:30", "06 07:30"]


@pytest.mark.django_db
def test_missing_papers_and_limits_refuse():
    office, version = make_office(), make_procedure()
    by = office.by("intake_officer", MONDAY)
    bare = make_draft(office, version=version, complete=False)
    unlimited = make_draft(office, version=make_procedure(unit="other"))
    before = Event.objects.count()
    with pytest.raises(IncompleteDossier):
        actions.accept_dossier(dossier_id=bare.pk, by=by)
    with pytest.raises(NothingToAnswer):
        actions.accept_dossier(dossier_id=unlimited.pk, by=by)
    assert Event.objects.count() == before
    assert not CodeCounter.objects.exists()


@pytest.mark.django_db
def test_a_paper_that_does_not_apply_counts_with_its_reason():
    office, version = make_office(), make_procedure()
    first, second = Component.objects.filter(case__version=version).order_by("position")
    entries = (
        ComponentEntry(component_id=first.pk, kind="original"),
        ComponentEntry(component_id=second.pk, kind="not_applicable", reason="Đã có trong kho dữ liệu"),
    )
    draft = make_draft(office, version=version, components=entries)
    assert actions.accept_dossier(dossier_id=draft.pk, by=office.by("intake_officer", MONDAY)).code
    assert differences() == []


@pytest.mark.django_db
def test_numbers_go_on_past_four_digits_and_begin_anew_each_day():
    office, version = make_office(), make_procedure()
    by = office.by("intake_officer", MONDAY)
    first = actions.accept_dossier(dossier_id=make_draft(office, version=version).pk, by=by)
    CodeCounter.objects.update(last=9998)
    codes = [
        actions.accept_dossier(dossier_id=make_draft(office, version=version).pk, by=by).code
        for _ in range(3)
    ]
    assert first.code.endswith("-0001")
    assert [code.rpartition("-")[2] for code in codes] == ["9999", "10000", "10001"]
    tomorrow = office.by("intake_officer", MONDAY + timedelta(days=1))
    draft = make_draft(office, version=version)
    assert actions.accept_dossier(dossier_id=draft.pk, by=tomorrow).code.endswith("-261006-0001")


@pytest.mark.django_db
def test_a_number_is_not_used_up_by_a_refusal():
    office, version = make_office(), make_procedure()
    by = office.by("intake_officer", MONDAY)
    draft = make_draft(office, version=version)
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        actions.accept_dossier(dossier_id=draft.pk, by=by)
        raise ZeroDivisionError
    assert actions.accept_dossier(dossier_id=draft.pk, by=by).code.endswith("-0001")


@pytest.mark.django_db(transaction=True)
def test_two_officers_accept_one_dossier():
    office, version = make_office(), make_procedure()
    draft = make_draft(office, version=version)
    by = office.by("intake_officer", MONDAY)
    answers = together(*[lambda: actions.accept_dossier(dossier_id=draft.pk, by=by) for _ in range(4)])
    won = [answer for answer in answers if isinstance(answer, Dossier)]
    lost = [answer for answer in answers if isinstance(answer, IllegalMove)]
    assert (len(won), len(lost)) == (1, 3), answers
    assert "đã được tiếp nhận" in str(lost[0])
    assert [event.kind for event in log.of(draft.subject)].count("dossiers.accepted") == 1
    assert CodeCounter.objects.get().last == 1
    assert differences() == []


@pytest.mark.django_db(transaction=True)
def test_dossiers_accepted_together_get_consecutive_numbers():
    office, version = make_office(), make_procedure()
    drafts = [make_draft(office, version=version) for _ in range(12)]
    by = office.by("intake_officer", MONDAY)

    def accept_all(mine):
        return [actions.accept_dossier(dossier_id=draft.pk, by=by).code for draft in mine]

    answers = together(*[lambda mine=drafts[n::4]: accept_all(mine) for n in range(4)])
    numbers = sorted(int(code.rpartition("-")[2]) for codes in answers for code in codes)
    assert numbers == list(range(1, 13))
    assert differences() == []


@pytest.mark.django_db
def test_the_cost_stays_in_bounds(django_assert_max_num_queries):
    office, version = make_office(), make_procedure()
    by = office.by("intake_officer", MONDAY)
    actions.accept_dossier(dossier_id=make_draft(office, version=version).pk, by=by)
    draft = make_draft(office, version=version)
    with django_assert_max_num_queries(19):
        actions.accept_dossier(dossier_id=draft.pk, by=by)


@pytest.mark.django_db
def test_revised_papers_are_those_that_count():
    office, version = make_office(), make_procedure()
    draft = make_draft(office, version=version)
    by = office.by("intake_officer", MONDAY)
    actions.revise_dossier(dossier_id=draft.pk, by=by, intake=make_intake(office, version, complete=False))
    with pytest.raises(IncompleteDossier):
        actions.accept_dossier(dossier_id=draft.pk, by=by)
    actions.revise_dossier(dossier_id=draft.pk, by=by, intake=make_intake(office, version))
    actions.accept_dossier(dossier_id=draft.pk, by=by)
    assert differences() == []
