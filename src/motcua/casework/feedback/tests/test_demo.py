"""The demo's feedback: four states, within their clocks, all provable."""

import pytest

from motcua.casework.dossiers.tests.factories import MONDAY, make_office
from motcua.casework.feedback import demo, queries
from motcua.casework.feedback.choices import State
from motcua.casework.feedback.models import Feedback
from motcua.kernel.events.verify import verify

pytestmark = pytest.mark.django_db


def test_people_have_told_the_agency():
    office = make_office()
    officers = {role: [officer] for role, officer in office.officers.items()}
    assert demo.tell(office.committee, officers, MONDAY) == 10
    rows = {row.state: row for row in Feedback.objects.all()}
    assert set(rows) == set(State)
    assert not Feedback.objects.overdue_at(MONDAY).exists()
    assert rows[State.PUBLISHED].resolve_by > MONDAY
    assert queries.content(rows[State.WAITING])["title"]
    [owed] = Feedback.objects.owing_apology()
    assert owed.apologise_by > MONDAY
    assert Feedback.objects.exclude(apologised_at=None).count() == 1
    assert not list(verify())
