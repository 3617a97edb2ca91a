"""A draft has a barcode number and no code; it may be revised or rejected until it is accepted."""

from __future__ import annotations

import pytest
from django.db import IntegrityError

from motcua.casework.dossiers import actions, queries
from motcua.casework.dossiers.models import Dossier, DossierStatement
from motcua.casework.dossiers.parties import Parties, PartyData
from motcua.casework.dossiers.tests.factories import (
    MONDAY,
    differences,
    make_draft,
    make_intake,
    make_office,
    make_procedure,
)
from motcua.casework.finding.numbers import is_barcode_number
from motcua.kernel.events import log

pytestmark = pytest.mark.django_db


def test_what_a_draft_states():
    office = make_office()
    dossier = make_draft(office)
    (event,) = log.of(dossier.subject)
    assert is_barcode_number(dossier.barcode)
    assert (dossier.code, dossier.pin_serial, dossier.national_status) == (None, 0, 1)
    assert event.facts["barcode"] == dossier.barcode
    assert dossier.lookup_token not in event.facts_json
    (key,) = event.statements
    assert DossierStatement.objects.get(pk=key).body["owner"]["name"] == "Nguyễn Văn Thử"
    assert "Nguyễn" not in event.facts_json
    assert differences() == []


def test_revising_keeps_what_it_said_before():
    office, version = make_office(), make_procedure()
    dossier = make_draft(office, version=version)
    person = Parties(PartyData(name="Phan Thị Mới"), PartyData(name="Võ Nộp"))
    dossier = actions.revise_dossier(
        dossier_id=dossier.pk,
        by=office.by("intake_officer", MONDAY),
        intake=make_intake(office, version, parties=person, delivery_choice="post"),
    )
    assert queries.parties_of(dossier) == person
    assert dossier.delivery_choice == "post"
    assert DossierStatement.objects.filter(subject=dossier.subject).count() == 2
    assert differences() == []


def test_rejection_ends_it():
    office = make_office()
    by = office.by("intake_officer", MONDAY)
    dossier = actions.reject_dossier(dossier_id=make_draft(office).pk, by=by, reason="Sai thẩm quyền")
    assert (dossier.national_status, dossier.ended_at, dossier.holder_agency_id) == (3, MONDAY, None)
    assert log.of(dossier.subject)[-1].facts["slip_template"].startswith("03/")
    assert differences() == []


def test_a_barcode_number_in_use_is_drawn_again(monkeypatch):
    office, version = make_office(), make_procedure()
    drawn = iter([7, 7, 8])
    monkeypatch.setattr("secrets.randbelow", lambda _below: next(drawn))
    first, second = make_draft(office, version=version), make_draft(office, version=version)
    assert first.barcode != second.barcode
    assert Dossier.objects.count() == 2
    assert differences() == []


def test_it_does_not_draw_for_ever(monkeypatch):
    office, version = make_office(), make_procedure()
    monkeypatch.setattr("secrets.randbelow", lambda _below: 7)
    make_draft(office, version=version)
    with pytest.raises(IntegrityError):
        make_draft(office, version=version)
