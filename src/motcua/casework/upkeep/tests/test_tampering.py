"""What an administrator of the database could do to dossiers: `audit verify` names each place."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection

from motcua.casework.dossiers import actions
from motcua.casework.dossiers.intake import FeeEntry
from motcua.casework.dossiers.models import Dossier, DossierStatement
from motcua.casework.dossiers.parties import Parties, PartyData
from motcua.casework.dossiers.tests.factories import (
    MONDAY,
    differences,
    make_accepted,
    make_draft,
    make_intake,
    make_office,
    make_procedure,
)
from motcua.kernel.events.models import Event
from motcua.kernel.events.tests.trace import guards_down

pytestmark = pytest.mark.django_db


def execute(sql, *parameters):
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        assert cursor.rowcount >= 1


@pytest.fixture
def two():
    """Two accepted dossiers of two people."""
    office, version = make_office(), make_procedure()
    by = office.by("intake_officer", MONDAY)
    people = (PartyData(name="Nguyễn Văn Thử", phone="0912000001"), PartyData(name="Trần Thị Mẫu"))
    found = []
    for person in people:
        draft = actions.draft_dossier(intake=make_intake(office, version, parties=Parties(person)), by=by)
        fees = (FeeEntry(fee_id=None, kind="fee", amount_vnd=8000),)
        found.append(actions.accept_dossier(dossier_id=draft.pk, by=by, fees=fees))
    assert differences() == []
    return found


COLUMNS = {
    "due_at": MONDAY + timedelta(days=60),
    "index_due_at": MONDAY + timedelta(days=60),
    "accepted_at": MONDAY - timedelta(days=1),
    "step_due_at": None,
    "status": "delivered",
    "national_status": 10,
    "code": "H27.99-261005-0001",
    "barcode": "000000000000",
    "holder_role": "clerk",
    "apology_count": 3,
    "supplement_count": 0,
    "is_extended": True,
    "pin_serial": 9,
    "lookup_token": "0" * 32,
    "resolved_at": MONDAY,
}


@pytest.mark.parametrize("column", COLUMNS)
def test_an_edited_column_is_named(two, column):
    first, second = two
    before = getattr(second, column)
    Dossier.objects.filter(pk=second.pk).update(**{column: COLUMNS[column]})
    found = differences()
    if before == COLUMNS[column]:
        assert found == []
        return
    assert any(second.subject in line and column in line for line in found), found
    assert not any(first.subject in line for line in found)


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE dossiers_party SET name = 'Kẻ Khác' WHERE dossier_id = %s",
        "UPDATE dossiers_party SET personal_id = '001099000001' WHERE dossier_id = %s",
        "UPDATE dossiers_party SET role = 'submitter' WHERE dossier_id = %s",
        "DELETE FROM dossiers_party WHERE dossier_id = %s",
        "UPDATE dossiers_dossierfee SET amount_vnd = 0 WHERE dossier_id = %s",
        "DELETE FROM dossiers_dossierfee WHERE dossier_id = %s",
        "UPDATE dossiers_dossiercomponent SET kind = 'copy' WHERE dossier_id = %s",
        "DELETE FROM dossiers_dossiercomponent WHERE dossier_id = %s",
    ],
)
def test_edited_people_papers_and_fees_are_named(two, sql):
    execute(sql, two[0].pk)
    found = differences()
    assert found
    assert all(two[0].subject in line for line in found)
    assert not any("Kẻ Khác" in line for line in found), "the report spreads personal data"


@pytest.mark.parametrize("column", ["lookup_token", "barcode", "code"])
def test_two_rows_that_exchange_their_names(two, column):
    first, second = two
    mine, theirs = getattr(first, column), getattr(second, column)
    Dossier.objects.filter(pk=first.pk).update(**{column: "x"})
    Dossier.objects.filter(pk=second.pk).update(**{column: mine})
    Dossier.objects.filter(pk=first.pk).update(**{column: theirs})
    found = differences()
    assert any(first.subject in line for line in found)
    assert any(second.subject in line for line in found)


def test_people_exchanged_between_two_dossiers(two):
    first, second = two
    execute(
        "UPDATE dossiers_party SET dossier_id = -1 * dossier_id WHERE dossier_id IN (%s, %s)",
        first.pk,
        second.pk,
    )
    execute("UPDATE dossiers_party SET dossier_id = %s WHERE dossier_id = %s", second.pk, -first.pk)
    execute("UPDATE dossiers_party SET dossier_id = %s WHERE dossier_id = %s", first.pk, -second.pk)
    found = differences()
    assert {line.partition(":owner")[0].split(": ")[0] for line in found} == {first.subject, second.subject}


def test_a_removed_dossier_and_one_nobody_stated(two):
    first, second = two
    for table in ("party", "dossiercomponent", "dossierfee"):
        execute(f"DELETE FROM dossiers_{table} WHERE dossier_id = %s", first.pk)
    execute("DELETE FROM dossiers_dossier WHERE id = %s", first.pk)
    copy = Dossier.objects.get(pk=second.pk)
    copy.pk, copy.code, copy.barcode, copy.lookup_token = None, "H27.99-261005-0009", "1" * 12, "1" * 32
    copy.process_run = None
    copy.save(force_insert=True)
    found = differences()
    assert any(first.subject in line for line in found)
    assert any(copy.subject in line for line in found)


@pytest.mark.parametrize(
    "change",
    [
        "DELETE FROM workflow_token WHERE run_id = %s",
        "UPDATE workflow_token SET node = 'approve' WHERE run_id = %s",
        "UPDATE workflow_token SET officer_id = 999 WHERE run_id = %s",
        "UPDATE workflow_token SET step_due_at = '2030-01-01 00:00:00' WHERE run_id = %s",
        "UPDATE workflow_token SET due_at = '2030-01-01 00:00:00' WHERE run_id = %s",
        "UPDATE workflow_token SET role = 'approver' WHERE run_id = %s",
    ],
)
def test_a_dossier_moved_in_its_process_by_hand_is_found(two, change):
    assert differences() == []
    execute(change, two[0].process_run_id)
    found = differences()
    assert any(two[0].subject in line and "quy trình" in line for line in found)
    assert not any(two[1].subject in line for line in found)


def test_an_edited_statement_is_named(two):
    row = DossierStatement.objects.filter(subject=two[0].subject).first()
    with guards_down():
        DossierStatement.objects.filter(pk=row.pk).update(
            body_json=row.body_json.replace("Nguyễn Văn Thử", "Nguyễn Văn Thứ")
        )
    assert any(str(row.pk) in line for line in differences())


def test_statements_exchanged_between_two_dossiers(two):
    first, second = (DossierStatement.objects.get(subject=dossier.subject) for dossier in two)
    with guards_down():
        for row, other in ((first, second), (second, first)):
            DossierStatement.objects.filter(pk=row.pk).update(body_json=other.body_json, salt=other.salt)
    found = differences()
    assert any(str(first.pk) in line for line in found)
    assert any(str(second.pk) in line for line in found)


def test_an_edited_promise_is_named_even_when_the_row_follows_it(two):
    """Event and column agree with each other, and neither with the law."""
    event = Event.objects.get(subject=two[0].subject, kind="dossiers.accepted")
    later = (two[0].due_at + timedelta(days=7)).isoformat()
    with guards_down():
        Event.objects.filter(pk=event.pk).update(
            facts_json=event.facts_json.replace(two[0].due_at.isoformat(), later)
        )
    Dossier.objects.filter(pk=two[0].pk).update(
        due_at=two[0].due_at + timedelta(days=7), index_due_at=two[0].due_at + timedelta(days=7)
    )
    found = differences()
    assert any("mã băm" in line for line in found)
    assert any(f"{two[0].subject} #2" in line and "due_at" in line for line in found)


def test_an_erased_statement_leaves_nothing_to_compare(two):
    for row in DossierStatement.objects.filter(subject=two[0].subject):
        row.erase(at=MONDAY)
    assert differences() == []


def test_a_draft_is_covered_too():
    dossier = make_draft(make_office())
    Dossier.objects.filter(pk=dossier.pk).update(delivery_choice="post")
    assert any("delivery_choice" in line for line in differences())


def test_a_dossier_of_another_office_is_not_blamed():
    make_accepted(make_office("Khác"))
    assert differences() == []
