"""A wrong result is put right in three working days; the dossier is never opened again and its timeliness stays."""

from __future__ import annotations

from datetime import timedelta

import pytest

from motcua.casework.dossiers import actions, permissions, queries
from motcua.casework.dossiers.actions.recording import IllegalMove, NoReason, ResultInDoubt
from motcua.casework.dossiers.actions.results import Outcome, Receiver
from motcua.casework.dossiers.choices import ENDED, Status
from motcua.casework.dossiers.models import DossierStatement
from motcua.casework.dossiers.rules import MOVES
from motcua.casework.dossiers.tests.factories import MONDAY, advance, differences, make_accepted, make_office
from motcua.casework.handling.offered import offered
from motcua.casework.mending import actions as mending
from motcua.kernel.events import log

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)
TUESDAY = MONDAY + timedelta(days=1)
OWNER = Receiver(kind="owner", identity_check="personal_id", name="Lê Thử", identity_number="042090000001")
WRONG = Outcome(title="Giấy xác nhận", number="12/GXN")
RIGHT = Outcome(title="Giấy xác nhận (đính chính)", number="15/GXN")


def resolved(office):
    dossier = advance(office, make_accepted(office), "issue", MONDAY + HOUR)
    return actions.record_result(dossier_id=dossier.pk, by=office.by("clerk", MONDAY + HOUR), outcome=WRONG)


def delivered(office):
    by = office.by("intake_officer", MONDAY + 2 * HOUR)
    return actions.deliver(dossier_id=resolved(office).pk, by=by, receiver=OWNER)


def reported(office, dossier, role="intake_officer", at=TUESDAY):
    return mending.report_wrong(dossier_id=dossier.pk, by=office.by(role, at), reason="Sai năm sinh")


def confirmed(office, dossier):
    reported(office, dossier)
    by = office.by("approver", TUESDAY + HOUR)
    return mending.confirm_wrong(dossier_id=dossier.pk, by=by, apology="Ghi nhầm năm sinh do đánh máy.")


def corrected(office, dossier, at=TUESDAY + 2 * HOUR):
    confirmed(office, dossier)
    return mending.correct_result(dossier_id=dossier.pk, by=office.by("clerk", at), outcome=RIGHT)


def test_the_clock_is_three_working_days_with_its_article():
    office = make_office()
    dossier = reported(office, delivered(office))
    assert (dossier.correction, dossier.status) == ("reported", Status.DELIVERED)
    assert dossier.correct_by == TUESDAY + timedelta(days=3)
    due = queries.correction_due(queries.history(dossier))
    assert due.due_at == dossier.correct_by
    assert "NĐ 118/2025, Điều 23.1" in [line.get("law") for line in due.trace]
    assert differences() == []


@pytest.mark.parametrize(("role", "found_by"), [("intake_officer", "applicant"), ("case_officer", "agency")])
def test_the_log_says_who_found_it_and_where(role, found_by):
    office = make_office()
    dossier = reported(office, delivered(office), role)
    event = log.of(dossier.subject)[-1]
    where = office.center if role == "intake_officer" else office.committee
    assert (event.facts["found_by"], event.agency_id) == (found_by, where.pk)


def test_a_whole_correction_leaves_the_dossier_as_it_ended():
    office = make_office()
    before = delivered(office)
    ended = (before.status, before.resolved_at, before.delivered_at, before.ended_at, before.due_at)
    first = next(e for e in log.of(before.subject) if e.kind == "dossiers.result_recorded")
    dossier = corrected(office, before)
    assert dossier.correction == "corrected"
    by = office.by("intake_officer", TUESDAY + 3 * HOUR)
    dossier = mending.deliver_corrected(dossier_id=dossier.pk, by=by, receiver=OWNER)
    assert (dossier.correction, dossier.correct_by, dossier.correction_count) == ("", None, 1)
    assert (
        dossier.status, dossier.resolved_at, dossier.delivered_at, dossier.ended_at, dossier.due_at
    ) == ended  # fmt: skip
    events = log.of(dossier.subject)
    assert next(e for e in events if e.kind == "dossiers.result_recorded").facts == first.facts
    replaced = queries.replaced_results(events)
    assert list(replaced) == [first.seq]
    assert replaced[first.seq].facts["timeliness"] == "early"
    titles = [row.body["title"] for row in DossierStatement.objects.filter(purpose="result")]
    assert sorted(titles) == sorted([WRONG.title, RIGHT.title])
    assert queries.latest_statement(dossier, "result")["title"] == RIGHT.title
    assert differences() == []


def test_confirming_apologises_in_a_letter_of_its_own():
    office = make_office()
    dossier = confirmed(office, delivered(office))
    event = log.of(dossier.subject)[-1]
    assert (event.kind, event.facts["apology_kind"]) == ("dossiers.apologised", "correction")
    assert event.facts["slip_template"].startswith("XL/")


def test_a_late_correction_is_counted_and_the_dossier_stays_early():
    office = make_office()
    dossier = corrected(office, delivered(office), at=TUESDAY + timedelta(days=4))
    assert dossier.late_correction_count == 1
    assert log.of(dossier.subject)[-1].facts["timeliness"] == "overdue"
    first = next(e for e in log.of(dossier.subject) if e.kind == "dossiers.result_recorded")
    assert first.facts["timeliness"] == "early"
    assert differences() == []


def test_a_result_in_doubt_is_not_handed_out_and_the_corrected_one_is():
    office = make_office()
    dossier = confirmed(office, resolved(office))
    by = office.by("intake_officer", TUESDAY + 2 * HOUR)
    with pytest.raises(ResultInDoubt):
        actions.deliver(dossier_id=dossier.pk, by=by, receiver=OWNER)
    clerk = office.by("clerk", TUESDAY + 2 * HOUR)
    dossier = mending.correct_result(dossier_id=dossier.pk, by=clerk, outcome=RIGHT)
    assert dossier.correction == ""
    assert actions.deliver(dossier_id=dossier.pk, by=by, receiver=OWNER).status == Status.DELIVERED


def test_a_result_found_right_stands_and_may_be_doubted_again():
    office = make_office()
    dossier = reported(office, delivered(office))
    by = office.by("approver", TUESDAY + HOUR)
    dossier = mending.dismiss_wrong(dossier_id=dossier.pk, by=by, reason="Kết quả đúng theo sổ gốc")
    assert (dossier.correction, dossier.correct_by) == ("", None)
    again = reported(office, dossier, at=TUESDAY + 2 * HOUR)
    assert (again.correction, again.correction_count) == ("reported", 2)
    assert differences() == []


def test_each_verb_has_its_place():
    office = make_office()
    running = make_accepted(office)
    with pytest.raises(IllegalMove):
        reported(office, running)
    dossier = delivered(office)
    approver, clerk = office.by("approver", TUESDAY), office.by("clerk", TUESDAY)
    with pytest.raises(IllegalMove):
        mending.confirm_wrong(dossier_id=dossier.pk, by=approver, apology="Sai")
    with pytest.raises(IllegalMove):
        mending.correct_result(dossier_id=dossier.pk, by=clerk, outcome=RIGHT)
    with pytest.raises(IllegalMove):
        mending.deliver_corrected(
            dossier_id=dossier.pk, by=office.by("intake_officer", TUESDAY), receiver=OWNER
        )
    reported(office, dossier)
    with pytest.raises(IllegalMove):
        reported(office, dossier)
    with pytest.raises(NoReason):
        mending.confirm_wrong(dossier_id=dossier.pk, by=approver, apology=" ")
    dossier.refresh_from_db()
    assert dossier.correction == "reported"


@pytest.mark.parametrize(
    ("verb", "roles"),
    [
        ("report_wrong", {"intake_officer", "case_officer", "division_head", "approver", "clerk"}),
        ("confirm_wrong", {"approver"}),
        ("dismiss_wrong", {"approver"}),
        ("correct_result", {"approver", "clerk"}),
        ("deliver_corrected", {"intake_officer"}),
    ],
)
def test_who_may(verb, roles):
    office, elsewhere = make_office(), make_office("Nơi Khác")
    dossier = delivered(office)
    day = TUESDAY.date()
    may = {role for role, officer in office.officers.items() if permissions.may(officer, verb, dossier, day)}
    assert may == roles
    assert not any(permissions.may(officer, verb, dossier, day) for officer in elsewhere.officers.values())


def test_reopening_never_exists():
    """What is delivered, stopped or refused at the counter stays so: only a correction or an apology follows."""
    after_the_end = {verb for verb, move in MOVES.items() if move.start & ENDED}
    correcting = {"report_wrong", "confirm_wrong", "dismiss_wrong", "correct_result", "deliver_corrected"}
    assert after_the_end == correcting | {"apologise"}
    assert not any(MOVES[verb].start & {Status.STOPPED, Status.REJECTED} for verb in MOVES)
    office = make_office()
    dossier = corrected(office, delivered(office))
    for verb in sorted(set(MOVES) - after_the_end):
        officer = office.officers["intake_officer"]
        assert verb not in [offer.verb for offer in offered(officer, dossier, TUESDAY.date())]
    assert dossier.ended_at is not None
