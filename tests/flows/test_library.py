"""Every process of the library carries a real dossier from acceptance to the citizen's hand, by the verbs."""

from __future__ import annotations

from datetime import timedelta

import pytest

from motcua.casework.dossiers import actions
from motcua.casework.dossiers.actions import By
from motcua.casework.dossiers.actions.results import Outcome, Receiver
from motcua.casework.dossiers.models import Dossier
from motcua.casework.dossiers.tests.factories import (
    MONDAY,
    Office,
    differences,
    make_accepted,
    make_agency,
    make_office,
    make_procedure,
)  # fmt: skip
from motcua.facilities.bpmn.table import to_xml
from motcua.facilities.designer import library
from motcua.facilities.workflow import queries
from motcua.facilities.workflow.actions import assign_process, copy_process, publish_version
from motcua.kernel.events import log
from motcua.kernel.events.verify import verify

pytestmark = pytest.mark.django_db
DAY = MONDAY.date()
OWNER = Receiver(kind="owner", identity_check="personal_id", name="Lê Thử", identity_number="042090000001")


def accepted_on(office: Office, practice: library.Practice) -> Dossier:
    """A dossier of a procedure that runs on a copy of the practice, other agencies named."""
    asked = {code: make_agency(f"Cơ quan {code}").code for code in practice.agencies}
    copied = copy_process(
        xml=to_xml(practice.table),
        name=practice.title,
        owner_id=office.committee.pk,
        agencies=asked,
        at=MONDAY,
    )
    said = {"decision": "1/QĐ", "valid_from": DAY, "at": MONDAY, "actor_id": 1}
    publish_version(version_id=copied.pk, sha256=copied.sha256, **said)
    version = make_procedure()
    assign_process(
        agency_id=office.committee.pk, procedure_id=version.procedure_id, process=copied.process,
        valid_from=DAY, at=MONDAY,
    )  # fmt: skip
    return make_accepted(office, version=version)


def step_done(office: Office, dossier: Dossier, number: int, at) -> None:
    """The act that ends the step at a spot."""
    spot = queries.spots_of(dossier.process_run_id)[number]
    by = By(office.officers[spot.role].pk, spot.agency_id, at)
    if spot.step_kind == "approve":
        actions.approve(dossier_id=dossier.pk, by=by, spot=number)
    elif spot.step_kind == "issue":
        actions.record_result(dossier_id=dossier.pk, by=by, outcome=Outcome(title="Kết quả"))
    elif spot.step_kind == "deliver":
        actions.deliver(dossier_id=dossier.pk, by=by, receiver=OWNER)
    else:
        actions.hand_over(dossier_id=dossier.pk, by=by, spot=number)


@pytest.mark.parametrize("practice", library.ALL, ids=lambda practice: practice.code)
def test_a_dossier_comes_to_its_end(practice):
    office = make_office()
    dossier, at, done = accepted_on(office, practice), MONDAY, []
    assert dossier.step == "receive"
    while spots := [s for s in queries.spots_of(dossier.process_run_id).values() if s.kind == "ready"]:
        at += timedelta(minutes=10)
        done.append(spots[0].node)
        step_done(office, dossier, spots[0].number, at)
        assert len(done) < 40
    dossier.refresh_from_db()
    assert done[-1] == "deliver"
    assert dossier.ended_at == at
    assert differences() == []
    assert not [found for found in verify() if found.subject.startswith("process")]


@pytest.mark.parametrize(
    ("code", "outcome", "step", "law"),
    [
        ("land_obligation", {}, "pay", "NĐ 101/2024/NĐ-CP"),
        ("council", {"conclude": "amend"}, "supplement", "NĐ 118/2025/NĐ-CP, Điều 19"),
        ("household_business", {"appraise": "supplement"}, "supplement", "NĐ 118/2025/NĐ-CP, Điều 19"),
    ],
)
def test_the_clock_stands_where_the_applicant_has_something_to_do(code, outcome, step, law):
    """The days that pass there are not the agency's: the date promised is later by exactly these."""
    office, at = make_office(), MONDAY
    dossier = accepted_on(office, library.BY_CODE[code])
    promised = dossier.due_at
    while dossier.step != step:
        [spot] = queries.spots_of(dossier.process_run_id).values()
        by = By(office.officers[spot.role].pk, spot.agency_id, at)
        said = {"outcome": outcome[spot.node]} if spot.node in outcome else {}
        assert dossier.clock_stopped_at is None
        dossier = actions.hand_over(dossier_id=dossier.pk, by=by, said=said)
    assert dossier.clock_stopped_at == MONDAY
    assert law in log.of(dossier.subject)[-1].facts["laws"][0]
    week = timedelta(days=7)
    assert not dossier.is_overdue(MONDAY + 3 * week)
    by = By(office.officers["intake_officer"].pk, office.center.pk, MONDAY + week)
    dossier = actions.hand_over(dossier_id=dossier.pk, by=by)
    assert (dossier.clock_stopped_at, dossier.due_at) == (None, promised + week)
    assert differences() == []
