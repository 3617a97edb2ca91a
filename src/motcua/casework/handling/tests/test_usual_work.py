"""The list asked by statements made once answers what the list built anew answers."""

from __future__ import annotations

from datetime import timedelta

import pytest

from motcua.casework.dossiers import actions
from motcua.casework.dossiers.tests.factories import (
    advance,
    make_accepted,
    make_draft,
    make_office,
    make_officer,
)
from motcua.casework.handling.narrowing import Asking
from motcua.casework.handling.usual_work import UsualWork
from motcua.casework.handling.work_list import WorkList, work_of
from motcua.kernel import clock

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return make_office("Việc Thường")


def told(found: WorkList, at):
    spans = Asking(0, at).spans()
    rows = [(row.pk, getattr(row, "listed_spot", None), row.owner_name) for row in found[0:5]]
    later = [row.pk for row in found[5:10]]
    counted = [found.up_to(most) for most in (1, 3, 100)]
    return rows, later, counted, [found.due_counts(spans, most) for most in (2, 1000)], found.count()


def same(roles, officer_id: int, at):
    usual = told(UsualWork(roles, officer_id), at)
    assert usual == told(work_of(roles=roles, officer_id=officer_id), at)
    return usual


def test_steps_drafts_and_what_others_have(office):
    now = clock.now()
    other = make_officer("Người Khác", (office.committee, "case_officer"))
    made = [advance(office, make_accepted(office, now), "appraise", now) for _ in range(4)]
    actions.take_over(dossier_id=made[0].pk, by=office.by("case_officer", now))
    for _ in range(3):
        make_draft(office, now)
    case = (office.committee.pk, "case_officer")
    desk = (office.center.pk, "intake_officer")
    head = (office.committee.pk, "division_head")
    mine, theirs, intake = office.officers["case_officer"].pk, other.pk, office.officers["intake_officer"].pk
    for roles in ([case], [desk], [case, desk], [head], [case, desk, head]):
        for officer in (mine, theirs, intake):
            for at in (now, now + timedelta(days=2), now + timedelta(days=400)):
                same(roles, officer, at)
    rows, _later, counted, _due, whole = same([case], mine, now)
    assert (len(rows), counted, whole) == (4, [1, 3, 4], 4)
    assert len(same([case], theirs, now)[0]) == 3, "but what a colleague has taken"
    rows, later, *_counted = same([case, desk], intake, now)
    assert (len(rows), len(later)) == (5, 1), "three steps, then three drafts"
    late = same([case], mine, now + timedelta(days=400))[3][1]
    assert late[1]["late"] == 4
