"""A person the office has met: what an earlier dossier says fills empty fields, and only those."""

from __future__ import annotations

import pytest

from motcua.casework.dossiers.parties import Parties, PartyData
from motcua.casework.dossiers.tests.factories import make_accepted, make_office, make_procedure
from motcua.casework.finding.actions import reading
from motcua.casework.finding.models import AccessEntry
from motcua.casework.intake.tests.filling import address, text, value

pytestmark = pytest.mark.django_db
NUMBER = "042192000011"
PERSON = PartyData(
    name="Nguyễn Thị Mẫu",
    personal_id=NUMBER,
    sex="Nữ",
    phone="0912000009",
    email="mau@example.vn",
    address="Thôn 2",
)


@pytest.fixture
def version():
    return make_procedure()


@pytest.fixture
def before(office):
    return make_accepted(office, parties=Parties(PERSON))


def typed(**fields: str) -> dict[str, str]:
    return {"owner_personal_id": NUMBER, "do": ""} | fields


def test_empty_fields_are_filled_and_the_dossier_is_named(clerk, version, before):
    answer = clerk.post(address(version), typed(owner_address="Thôn 7"))
    assert value(answer, "owner_phone") == "0912000009"
    assert value(answer, "owner_name") == "Nguyễn Thị Mẫu"
    assert value(answer, "owner_address") == "Thôn 7"
    assert before.code in text(answer)
    reading.flush()
    assert AccessEntry.objects.filter(dossier_id=before.pk, what="known").count() == 1


def test_a_script_gets_what_it_may_fill(clerk, version, before):
    query = f"{address(version)}?part=doubles"
    answer = clerk.post(query, typed(owner_name="nguyễn thị MẪU"), headers={"HX-Request": "true"})
    assert 'data-fill="owner_phone" data-value="0912000009"' in text(answer)
    assert "owner_name" not in text(answer)
    assert "<html" not in text(answer)


@pytest.mark.parametrize(
    "fields",
    [
        {"owner_name": "Trần Văn Khác"},
        {"owner_personal_id": "04219200001"},
        {"owner_personal_id": "042192000012"},
    ],
    ids=["another name", "a digit missing", "a stranger"],
)
def test_nothing_is_told_of_somebody_else(clerk, version, before, fields):
    answer = clerk.post(address(version), typed(**fields))
    assert "0912000009" not in text(answer)
    reading.flush()
    assert not AccessEntry.objects.filter(what="known").exists()


def test_other_offices_do_not_learn_where_a_person_was(signed_in, version, before):
    elsewhere = signed_in(where=make_office("Nơi Khác"))
    answer = elsewhere.post(address(version), typed())
    assert "0912000009" not in text(answer)
    assert before.code not in text(answer)


def test_saving_fills_nothing(clerk, version, before):
    answer = clerk.post(address(version), typed(do="draft"))
    assert answer.status_code == 422
    assert value(answer, "owner_phone") == ""


def test_the_newest_dossier_speaks(clerk, office, version, before):
    later = PartyData(name="Nguyễn Thị Mẫu", personal_id=NUMBER, phone="0912000010")
    make_accepted(office, parties=Parties(later))
    assert value(clerk.post(address(version), typed()), "owner_phone") == "0912000010"
