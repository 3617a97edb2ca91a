"""Papers of a dossier belong to its procedure, and what is left out has its reason."""

from __future__ import annotations

import pytest

from motcua.casework.dossiers import actions
from motcua.casework.dossiers.actions.checking import ForeignPaper, UnexplainedAbsence
from motcua.casework.dossiers.intake import ComponentEntry
from motcua.casework.dossiers.models import Dossier
from motcua.casework.dossiers.tests.factories import (
    MONDAY,
    make_draft,
    make_intake,
    make_office,
    make_procedure,
)
from motcua.directory.procedures.models import Component
from motcua.kernel.events.models import Event

pytestmark = pytest.mark.django_db


def _paper(version) -> int:
    return Component.objects.filter(case__version=version).first().pk


def test_a_paper_of_another_procedure_is_refused():
    office, version, other = make_office(), make_procedure(), make_procedure()
    before = Event.objects.count()
    entry = ComponentEntry(component_id=_paper(other), kind="original")
    with pytest.raises(ForeignPaper):
        make_draft(office, version=version, components=(entry,))
    assert (Dossier.objects.count(), Event.objects.count()) == (0, before)


def test_left_out_without_a_reason_is_refused():
    office, version = make_office(), make_procedure()
    entry = ComponentEntry(component_id=_paper(version), kind="not_applicable", reason=" ")
    with pytest.raises(UnexplainedAbsence):
        make_draft(office, version=version, components=(entry,))


def test_revising_is_checked_too():
    office, version = make_office(), make_procedure()
    dossier = make_draft(office, version=version)
    foreign = ComponentEntry(component_id=_paper(make_procedure()), kind="original")
    intake = make_intake(office, version, components=(foreign,))
    with pytest.raises(ForeignPaper):
        actions.revise_dossier(dossier_id=dossier.pk, intake=intake, by=office.by("intake_officer", MONDAY))


def test_a_supplement_is_checked_too():
    office, version = make_office(), make_procedure()
    dossier = make_draft(office, version=version, complete=False)
    by = office.by("intake_officer", MONDAY)
    actions.request_supplement(dossier_id=dossier.pk, by=by, items=["Giấy tờ 1"], reason="Thiếu")
    foreign = ComponentEntry(component_id=_paper(make_procedure()), kind="original")
    with pytest.raises(ForeignPaper):
        actions.receive_supplement(dossier_id=dossier.pk, by=by, components=[foreign])
