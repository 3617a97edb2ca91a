"""Found without diacritics, numbers from their start, and never beyond the agencies asked for."""

from __future__ import annotations

import pytest

from motcua.casework.dossiers import actions
from motcua.casework.dossiers.parties import Parties, PartyData
from motcua.casework.dossiers.tests.factories import MONDAY, make_intake, make_office, make_procedure
from motcua.casework.finding import search
from motcua.casework.handling.finding import found_by

pytestmark = pytest.mark.django_db


@pytest.fixture
def places():
    return make_office("Một"), make_office("Hai"), make_procedure()


def file(office, version, *, accept=True, **person):
    intake = make_intake(office, version, parties=Parties(PartyData(**person)))
    by = office.by("intake_officer", MONDAY)
    dossier = actions.draft_dossier(intake=intake, by=by)
    return actions.accept_dossier(dossier_id=dossier.pk, by=by) if accept else dossier


def found(text, *offices):
    ids = frozenset(agency for office in offices for agency in (office.center.pk, office.committee.pk))
    return [dossier.pk for dossier in found_by(text, agency_ids=ids or None)]


@pytest.mark.parametrize(
    "asked",
    [
        "Đặng Thị Mơ", "dang thi mo", "DANG MO", "mo dang", "đặng", "dang th", "0912345678", "0912", "0912 345 678",
        "0912.345.678", "+84 912 345 678", "+84912345678", "042190001234", "04219", "mo 0912",
    ],
)  # fmt: skip
def test_by_name_and_number(places, asked):
    office, _, version = places
    mine = file(office, version, name="Đặng Thị Mơ", phone="0912345678", personal_id="042190001234")
    file(office, version, name="Lê Văn Khác", phone="0987000000", personal_id="001090000009")
    assert found(asked, office) == [mine.pk]


@pytest.mark.parametrize(
    "asked",
    ["dan mo", "912345678", "345678", "thimo", "", "  ", "!!!", "'", '"', "* OR *", "a:*", "&|!()<->", "\0x"],
)
def test_what_does_not_match(places, asked):
    office, _, version = places
    file(office, version, name="Đặng Thị Mơ", phone="0912345678")
    assert found(asked, office) == []


def test_by_code_and_barcode_number(places):
    office, other, version = places
    dossier = file(office, version, name="Đặng Thị Mơ")
    assert found(dossier.code, office) == [dossier.pk]
    assert found(dossier.code.lower(), office) == [dossier.pk]
    assert found(dossier.barcode, office) == [dossier.pk]
    assert found(dossier.barcode[:7], office) == [dossier.pk]
    assert found(dossier.code, other) == found(dossier.barcode, other) == []


def test_never_beyond_the_agencies_asked_for(places):
    ours, theirs, version = places
    mine = file(ours, version, name="Đặng Thị Mơ", phone="0912345678")
    secret = file(theirs, version, name="Đặng Thị Mơ", phone="0912345678")
    for asked in ("dang thi mo", "0912345678", secret.code, secret.barcode, secret.barcode[:6]):
        assert secret.pk not in found(asked, ours)
    assert found("dang", ours) == [mine.pk]
    assert found("dang", ours, theirs) == [secret.pk, mine.pk]
    assert found_by("dang", agency_ids=frozenset()) == []


def test_a_name_cannot_pretend_to_be_an_agency(places):
    ours, theirs, version = places
    scope = f"a{ours.committee.pk}"
    secret = file(theirs, version, name=f"Công ty {scope}")
    assert search.matching("cong ty", [ours.committee.pk], 5) == []
    assert found("cong ty", ours) == []
    assert found(f"cong ty {scope}", theirs) == [secret.pk]


def test_a_support_point_sees_nothing_of_it(places):
    ours, helper, version = places
    intake = make_intake(
        ours, version, support_point_id=helper.center.pk, parties=Parties(PartyData(name="Đặng Thị Mơ"))
    )
    actions.draft_dossier(intake=intake, by=ours.by("intake_officer", MONDAY))
    assert found("dang", helper) == []


def test_another_competent_agency_after_a_revision(places):
    ours, theirs, version = places
    draft = file(ours, version, accept=False, name="Đặng Thị Mơ")
    by = ours.by("intake_officer", MONDAY)
    intake = make_intake(ours, version, competent_agency_id=theirs.committee.pk)
    actions.revise_dossier(dossier_id=draft.pk, intake=intake, by=by)
    assert found("thu", theirs) == [draft.pk]
    assert found("dang", ours) == []


def test_newest_first_and_no_more_than_asked(places):
    office, _, version = places
    ids = [file(office, version, accept=False, name="Đặng Thị Mơ").pk for _ in range(5)]
    assert [d.pk for d in found_by("mo", agency_ids=None, limit=3)] == ids[:1:-1]


def test_number_of_an_organisation(places):
    office, _, version = places
    dossier = file(office, version, kind="enterprise", name="Công ty 36", tax_code="0100109106-001")
    assert found("cong ty 36", office) == found("0100109106", office) == found("0100109106-001", office)
    assert found("0100109106001", office) == [dossier.pk]
