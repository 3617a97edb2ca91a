"""What goes wrong around running processes: the drawing, the people or the agencies change while a dossier is under way.

Files of strangers are judged in `facilities/bpmn/tests/test_strangers.py` and by `motcua workflow check`; timers, jobs
and a worker that was down in `casework/upkeep/tests/test_carry_on.py`; merged communes in `test_after_a_merger.py`.
"""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from motcua.casework.dossiers import actions
from motcua.casework.dossiers.actions.standing import AlreadyDone
from motcua.casework.dossiers.tests.factories import MONDAY, differences, make_draft, make_office
from motcua.casework.handling.work_list import work_of
from motcua.casework.upkeep.actions import recompute_due_dates as recomputing
from motcua.casework.upkeep.tests.stage import STEPS, accepted, fresh, nodes, office_with
from motcua.directory.agencies.actions import SuccessionTerms, record_succession
from motcua.facilities.bpmn.tests.drawing import xml
from motcua.facilities.workflow import publishing, queries
from motcua.facilities.workflow.actions import publish_version, save_draft, withdraw_version
from motcua.facilities.workflow.models import Process
from motcua.kernel import clock
from motcua.kernel.calendar.actions import Change, publish_calendar_version
from motcua.kernel.calendar.special_days import Kind, SpecialDay
from motcua.kernel.clock import VIETNAM
from motcua.kernel.events import worker
from motcua.kernel.events.models import Event

pytestmark = pytest.mark.django_db
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
TODAY = MONDAY.astimezone(VIETNAM).date()
PLAIN = STEPS + "S -> R -> A -> P -> I"


def test_two_people_complete_one_step_and_one_of_them_has_done_it():
    office, procedure = office_with(PLAIN)
    dossier = accepted(office, procedure)
    (spot,) = queries.spots_of(dossier.process_run_id).values()
    by = office.by("intake_officer", MONDAY + HOUR)
    actions.hand_over(dossier_id=dossier.pk, by=by, spot=spot.number)
    events = Event.objects.count()
    with pytest.raises(AlreadyDone):
        actions.hand_over(dossier_id=dossier.pk, by=by, spot=spot.number)
    assert Event.objects.count() == events
    assert nodes(dossier) == [("A", "ready")]
    assert differences() == []


def test_an_agency_that_ends_before_its_step_comes_is_followed_by_its_heir():
    named, heir = make_office("Bị Sáp Nhập"), make_office("Kế Thừa")
    text = PLAIN.replace("A user kind=appraise", f"A user kind=appraise place=agency:{named.committee.code}")
    office, procedure = office_with(text)
    dossier = accepted(office, procedure)
    terms = SuccessionTerms(kind="merger", on=TODAY + DAY, decision="Nghị quyết mẫu 01/NQ")
    record_succession(
        predecessors=[named.committee], successors=[heir.committee], terms=terms, at=MONDAY + DAY
    )
    dossier = actions.hand_over(dossier_id=dossier.pk, by=office.by("intake_officer", MONDAY + DAY))
    assert (dossier.step, dossier.holder_agency_id) == ("A", heir.committee.pk)
    assert [row.pk for row in work_of(roles=[(heir.committee.pk, "case_officer")])] == [dossier.pk]
    dossier = actions.hand_over(dossier_id=dossier.pk, by=heir.by("case_officer", MONDAY + 2 * DAY))
    assert (dossier.step, dossier.holder_agency_id) == ("P", office.committee.pk)
    assert differences() == []


def test_a_role_that_no_longer_exists_stops_the_drawing_and_not_the_dossiers(monkeypatch):
    office, procedure = office_with(PLAIN)
    dossier = accepted(office, procedure)
    monkeypatch.setattr(publishing, "ROLES", publishing.ROLES - {"clerk"})
    problems = publishing.obstacles(xml(PLAIN))
    assert [(problem.element, problem.message) for problem in problems] == [
        ("I", "Không có vai trò “clerk”.")
    ]
    for role in ("intake_officer", "case_officer"):
        dossier = actions.hand_over(dossier_id=dossier.pk, by=office.by(role, MONDAY))
    dossier = actions.approve(dossier_id=dossier.pk, by=office.by("approver", MONDAY))
    assert (dossier.step, dossier.holder_role) == ("I", "clerk")
    assert differences() == []


def test_a_version_that_is_withdrawn_keeps_its_dossiers_and_takes_no_new_ones():
    office, procedure = office_with(PLAIN)
    dossier = accepted(office, procedure)
    process = Process.objects.get(name="Có việc của máy")
    admin = office.officers["agency_admin"].pk
    draft = save_draft(process=process, xml=xml(PLAIN.replace("E end", "E end name=Hết")))
    second = publish_version(
        version_id=draft.pk, sha256=draft.sha256, decision="4/QĐ", valid_from=TODAY, at=MONDAY, actor_id=admin
    )
    withdraw_version(version_id=dossier.process_version_id, at=MONDAY, actor_id=admin)
    assert accepted(office, procedure).process_version_id == second.pk
    dossier = actions.hand_over(dossier_id=dossier.pk, by=office.by("intake_officer", MONDAY + HOUR))
    assert (dossier.step, dossier.process_version.state) == ("A", "withdrawn")
    assert differences() == []


def test_a_calendar_that_changes_while_the_clock_stands_moves_the_date_once():
    """Asked to pay, then a day off is declared: after the payment the date is counted on the new calendar."""
    office, procedure = office_with(PLAIN)
    dossiers = [accepted(office, procedure) for _ in range(2)]
    for dossier in dossiers:
        actions.hand_over(dossier_id=dossier.pk, by=office.by("intake_officer", MONDAY))
        by = office.by("case_officer", MONDAY + HOUR)
        actions.ask_payment(dossier_id=dossier.pk, by=by, amount_vnd=1000, what="Lệ phí trước bạ")
    first, second = dossiers
    paid = {"by": office.by("case_officer", MONDAY + DAY), "receipt": "BL 01"}
    actions.confirm_payment(dossier_id=first.pk, **paid)
    special = SpecialDay(date(2026, 10, 8), Kind.HOLIDAY, "Ngày nghỉ công bố muộn", "QĐ thử nghiệm")
    publish_calendar_version(
        key="national", change=Change(extra=(special,)), decision="QĐ 1/QĐ-TTg", at=MONDAY + 2 * HOUR
    )
    worker.drain(at=clock.now())
    recomputing.recompute_due_dates(MONDAY + 2 * HOUR)
    actions.confirm_payment(dossier_id=second.pk, **paid)
    due = {one.pk: fresh(one).due_at for one in dossiers}
    assert due[first.pk] == due[second.pk], "before or after the payment, the same day off counts once"
    recomputing.recompute_due_dates(MONDAY + DAY)
    assert {one.pk: fresh(one).due_at for one in dossiers} == due
    assert differences() == []


def test_a_draft_of_nothing_runs_no_dossier():
    """Not accepted yet: no run, no token, nothing that timers or jobs could find."""
    office, procedure = office_with(PLAIN)
    draft = make_draft(office, version=procedure)
    assert draft.process_run_id is None
    assert queries.spots_of(0) == {}
