"""Role by verb, at the own and at another office: everything not in the table is denied."""

from __future__ import annotations

from datetime import timedelta

import pytest

from motcua.casework.dossiers import actions, permissions
from motcua.casework.dossiers.rules import MOVES
from motcua.casework.dossiers.tests.factories import (
    MONDAY,
    ROLES,
    advance,
    make_accepted,
    make_draft,
    make_office,
    make_officer,
)
from motcua.casework.handling.offered import offered
from motcua.kernel.clock import VIETNAM

pytestmark = pytest.mark.django_db
DAY = MONDAY.astimezone(VIETNAM).date()

# Who may use a verb on a dossier that a case officer of the committee is to appraise.
AT_APPRAISAL = {
    "revise": {"intake_officer"},
    "accept": {"intake_officer"},
    "reject": {"intake_officer"},
    "request_supplement": {"case_officer", "approver"},
    "receive_supplement": {"intake_officer"},
    "hand_over": {"case_officer"},
    "take_over": {"case_officer"},
    "send_back": {"case_officer"},
    "recall": {"intake_officer"},
    "assign": {"division_head", "approver"},
    "consult": {"case_officer"},
    "answer": set(),
    "ask_payment": {"case_officer"},
    "confirm_payment": {"intake_officer"},
    "refuse": set(),
    "approve": {"case_officer"},
    "record_result": {"case_officer"},
    "deliver": {"intake_officer"},
    "report_wrong": {"intake_officer", "case_officer", "division_head", "approver", "clerk"},
    "confirm_wrong": {"approver"},
    "dismiss_wrong": {"approver"},
    "correct_result": {"approver", "clerk"},
    "deliver_corrected": {"intake_officer"},
    "apologise": {"approver"},
    "extend": {"approver"},
    "withdraw": {"intake_officer"},
    "refuse_withdrawal": {"approver"},
    "stop": {"approver"},
    "amend": {"intake_officer"},
    "change_case": {"intake_officer"},
    "undo_acceptance": {"intake_officer"},
    "replace_pin": {"intake_officer"},
}


def test_the_table_names_every_verb():
    assert AT_APPRAISAL.keys() == MOVES.keys()


def test_role_by_verb_at_the_own_and_at_another_office():
    ours, theirs = make_office("Một"), make_office("Hai")
    dossier = advance(ours, make_accepted(ours), "appraise", MONDAY)
    for verb, allowed in AT_APPRAISAL.items():
        for role in ROLES:
            assert permissions.may(ours.officers[role], verb, dossier, DAY) == (role in allowed), (verb, role)
            assert not permissions.may(theirs.officers[role], verb, dossier, DAY), (verb, role)


def test_only_the_officer_who_took_it_goes_on():
    office = make_office()
    dossier = advance(office, make_accepted(office), "appraise", MONDAY)
    colleague = make_officer("Bạn Đồng Nghiệp", (office.committee, "case_officer"))
    assert permissions.may(colleague, "hand_over", dossier, DAY)
    dossier = actions.take_over(dossier_id=dossier.pk, by=office.by("case_officer", MONDAY))
    assert permissions.may(office.officers["case_officer"], "hand_over", dossier, DAY)
    for verb in ("hand_over", "take_over", "request_supplement"):
        assert not permissions.may(colleague, verb, dossier, DAY), verb


def test_a_colleague_at_the_counter_may_pass_on_what_was_accepted():
    office = make_office()
    dossier = make_accepted(office)
    colleague = make_officer("Bạn Cùng Quầy", (office.center, "intake_officer"))
    assert permissions.may(colleague, "hand_over", dossier, DAY)
    dossier = advance(office, dossier, "appraise", MONDAY)
    assert not permissions.may(colleague, "hand_over", dossier, DAY)


def test_a_second_supplement_is_the_approvers():
    office = make_office()
    draft = make_draft(office)
    by = office.by("intake_officer", MONDAY)
    assert permissions.may(office.officers["intake_officer"], "request_supplement", draft, DAY)
    draft = actions.request_supplement(dossier_id=draft.pk, by=by, items=["Bản sao"], reason="")
    allowed = {
        role for role in ROLES if permissions.may(office.officers[role], "request_supplement", draft, DAY)
    }
    assert allowed == {"approver"}


def test_a_role_that_ended_gives_nothing():
    office = make_office()
    dossier = make_accepted(office)
    officer = office.officers["intake_officer"]
    officer.memberships.update(valid_to=DAY)
    assert permissions.may(officer, "hand_over", dossier, DAY - timedelta(days=1))
    assert not permissions.may(officer, "hand_over", dossier, DAY)
    assert not permissions.can_read(officer, dossier, DAY)


def test_reading_is_for_the_offices_concerned():
    ours, theirs = make_office("Một"), make_office("Hai")
    dossier = make_accepted(ours)
    for role in ROLES:
        keeps_accounts = role in ("agency_admin", "system_admin")
        assert permissions.can_read(ours.officers[role], dossier, DAY) != keeps_accounts, role
        assert not permissions.can_read(theirs.officers[role], dossier, DAY), role


def test_what_is_offered_fits_state_and_rights():
    office = make_office()
    dossier = make_accepted(office)
    verbs = {found.verb for found in offered(office.officers["intake_officer"], dossier, DAY)}
    assert verbs == {
        "request_supplement", "hand_over", "withdraw", "amend", "undo_acceptance", "replace_pin",
    }  # fmt: skip
    dossier = actions.request_supplement(
        dossier_id=dossier.pk, by=office.by("case_officer", MONDAY), items=["Bản sao"], reason=""
    )
    approver = office.officers["approver"]
    assert "stop" not in {found.verb for found in offered(approver, dossier, DAY)}
    late = DAY + timedelta(days=17)
    assert "stop" in {found.verb for found in offered(approver, dossier, late)}
