"""One supplement; a second only with a reason and an approver; both clocks afterwards."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from motcua.casework.dossiers import actions
from motcua.casework.dossiers.actions.recording import NotAnApprover
from motcua.casework.dossiers.actions.request_supplement import NothingAsked, SecondSupplement
from motcua.casework.dossiers.intake import ComponentEntry
from motcua.casework.dossiers.models import DossierStatement
from motcua.casework.dossiers.tests.factories import (
    MONDAY,
    advance,
    differences,
    make_accepted,
    make_draft,
    make_office,
    make_procedure,
)
from motcua.directory.procedures.models import Component
from motcua.kernel.clock import VIETNAM
from motcua.kernel.events import log
from motcua.kernel.events.models import Event

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def ask(office, dossier, at, **more):
    values = {"items": ["Bản vẽ", " "], "reason": "Thiếu bản vẽ"} | more
    return actions.request_supplement(dossier_id=dossier.pk, by=office.by("case_officer", at), **values)


def answer(office, dossier, at, **more):
    return actions.receive_supplement(dossier_id=dossier.pk, by=office.by("intake_officer", at), **more)


def shown(at):
    return at.astimezone(VIETNAM).strftime("%d/%m %H:%M")


def test_what_a_request_states():
    office = make_office()
    dossier = ask(office, make_accepted(office), MONDAY + DAY)
    event = log.of(dossier.subject)[-1]
    assert event.facts["number"] == 1
    assert event.facts["stage"] == "appraisal"
    # The fifteenth day, until the one-stop closes.
    assert dossier.answer_by.astimezone(VIETNAM) == datetime(2026, 10, 21, 17, 30, tzinfo=VIETNAM)
    (key,) = event.statements
    said = DossierStatement.objects.get(pk=key)
    assert said.body == {"items": ["Bản vẽ"], "reason": "Thiếu bản vẽ"}
    assert event.statements[key] == said.sha256
    assert "Bản vẽ" not in event.facts_json
    assert differences() == []


def test_asking_for_nothing_is_refused():
    office = make_office()
    dossier = make_accepted(office)
    before = Event.objects.count()
    for items in ([], [" ", ""]):
        with pytest.raises(NothingAsked):
            ask(office, dossier, MONDAY, items=items)
    assert Event.objects.count() == before


def test_a_second_needs_a_reason_and_the_approver():
    office = make_office()
    dossier = ask(office, make_accepted(office), MONDAY)
    answer(office, dossier, MONDAY + DAY)
    approver, clerk = office.officers["approver"].pk, office.officers["clerk"].pk
    before = (Event.objects.count(), DossierStatement.objects.count())
    for more in ({}, {"agreed_by_id": approver, "reason": "  "}):
        with pytest.raises(SecondSupplement):
            ask(office, dossier, MONDAY + DAY, **more)
    for nobody in (clerk, 999_999):
        with pytest.raises(NotAnApprover):
            ask(office, dossier, MONDAY + DAY, agreed_by_id=nobody)
    assert (Event.objects.count(), DossierStatement.objects.count()) == before
    dossier = ask(office, dossier, MONDAY + DAY, agreed_by_id=approver)
    assert dossier.supplement_count == 2
    assert log.of(dossier.subject)[-1].facts["agreed_by_id"] == approver
    assert differences() == []


def test_one_asked_at_the_counter_counts_as_the_first():
    office = make_office()
    draft = make_draft(office)
    actions.request_supplement(
        dossier_id=draft.pk, by=office.by("intake_officer", MONDAY), items=["Bản sao"], reason=""
    )
    draft = answer(office, draft, MONDAY + DAY)
    assert (draft.status, draft.answer_by, draft.due_at) == ("draft", None, None)
    accepted = actions.accept_dossier(dossier_id=draft.pk, by=office.by("intake_officer", MONDAY + DAY))
    assert shown(accepted.due_at) == "13/10 09:00"
    with pytest.raises(SecondSupplement):
        ask(office, accepted, MONDAY + DAY)
    assert differences() == []


def test_the_decree_counts_again_and_the_index_subtracts():
    office = make_office()
    dossier = ask(office, make_accepted(office), MONDAY + DAY)
    dossier = answer(office, dossier, MONDAY + 3 * DAY)
    assert shown(dossier.due_at) == "15/10 09:00"
    assert shown(dossier.index_due_at) == "14/10 09:00"
    dossier = ask(office, dossier, MONDAY + 4 * DAY, agreed_by_id=office.officers["approver"].pk)
    dossier = answer(office, dossier, MONDAY + 7 * DAY)
    assert shown(dossier.due_at) == "19/10 09:00"
    assert shown(dossier.index_due_at) == "15/10 09:00"
    assert differences() == []


def test_a_restart_drops_an_extension_that_may_not_be_given_again():
    office = make_office()
    dossier = make_accepted(office)
    more = {"reason": "Nhiều hồ sơ", "cause_agency_id": office.committee.pk}
    by = office.by("approver", MONDAY + DAY)
    actions.extend(dossier_id=dossier.pk, by=by, new_due_at=dossier.due_at + 7 * DAY, **more)
    ask(office, dossier, MONDAY + DAY)
    dossier = answer(office, dossier, MONDAY + 2 * DAY)
    assert shown(dossier.due_at) == "14/10 09:00"
    assert dossier.is_extended
    assert differences() == []


def test_what_is_brought_joins_the_papers():
    office, version = make_office(), make_procedure(papers=3)
    first, second, third = Component.objects.filter(case__version=version).order_by("position")
    entries = tuple(ComponentEntry(component_id=c.pk, kind="copy") for c in (first, second))
    draft = make_draft(office, version=version, components=entries)
    actions.request_supplement(
        dossier_id=draft.pk, by=office.by("intake_officer", MONDAY), items=["Bản gốc"], reason=""
    )
    brought = (
        ComponentEntry(component_id=second.pk, kind="original"),
        ComponentEntry(component_id=third.pk, kind="original"),
    )
    draft = answer(office, draft, MONDAY + DAY, components=brought, note="Nộp đủ")
    kinds = list(draft.components.order_by("id").values_list("component_id", "kind"))
    assert kinds == [(first.pk, "copy"), (second.pk, "original"), (third.pk, "original")]
    assert differences() == []


def test_step_and_holder_stay_while_the_applicant_is_awaited():
    office = make_office()
    dossier = advance(office, make_accepted(office), "appraise", MONDAY)
    actions.take_over(dossier_id=dossier.pk, by=office.by("case_officer", MONDAY))
    ask(office, dossier, MONDAY)
    dossier = answer(office, dossier, MONDAY + DAY)
    assert (dossier.step, dossier.holder_officer_id) == ("appraise", office.officers["case_officer"].pk)
    assert shown(dossier.step_due_at) == "07/10 15:00"
    assert not dossier.is_overdue(MONDAY + 2 * DAY)
