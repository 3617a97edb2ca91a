"""Who signs: a delegate signs for the head whose role was lent."""

from __future__ import annotations

import pytest

from motcua.casework.dossiers import actions
from motcua.casework.dossiers.actions import By
from motcua.casework.dossiers.tests.factories import MONDAY, advance, make_accepted
from motcua.casework.slips import compose
from motcua.casework.slips.tests.reading_back import text_of
from motcua.directory.staff.acting import OnBehalf

pytestmark = pytest.mark.django_db


def by_delegate(office, role: str, signs_as: str) -> By:
    lender = OnBehalf(office.officers["approver"].pk, signs_as)
    return By(office.officers[role].pk, office.committee.pk, MONDAY, lender)


@pytest.mark.parametrize(
    ("signs_as", "mark"), [("kt", "KT. CÔNG CHỨC CÔNG CHỨC"), ("tuq", "TUQ. CÔNG CHỨC CÔNG CHỨC")]
)
def test_an_apology_signed_for_the_head(office, signs_as, mark):
    dossier = make_accepted(office)
    actions.apologise(
        dossier_id=dossier.pk, by=by_delegate(office, "division_head", signs_as), reason="Chậm xác minh.",
        cause_agency_id=office.committee.pk,
    )  # fmt: skip
    text = text_of(compose.render(dossier, "04", event_id=None, base_url="http://test"))
    assert mark in text
    assert "Cán Bộ division_head" in text


def test_the_control_slip_says_for_whom_it_was_passed_on(office):
    dossier = advance(office, make_accepted(office), "approve", MONDAY)
    actions.approve(dossier_id=dossier.pk, by=by_delegate(office, "case_officer", "tuq"))
    dossier.refresh_from_db()
    text = text_of(compose.render(dossier, "06", event_id=None, base_url="http://test"))
    assert "Cán Bộ case_officer (TUQ. Cán Bộ approver)" in text


def test_who_acts_in_the_own_name_signs_so(office):
    dossier = make_accepted(office)
    actions.apologise(
        dossier_id=dossier.pk, by=office.by("approver", MONDAY), reason="Chậm xác minh.",
        cause_agency_id=office.committee.pk,
    )  # fmt: skip
    assert "TUQ." not in text_of(compose.render(dossier, "04", event_id=None, base_url="http://test"))
