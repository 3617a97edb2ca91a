"""The demo's feedback: three states, within their clocks, all provable."""

import pytest

from motcua.casework.dossiers.tests.factories import MONDAY, make_office
from motcua.casework.feedback import demo, queries
from motcua.casework.feedback.choices import State
from motcua.casework.feedback.models import Feedback
from motcua.kernel.events.verify import verify

pytestmark = pytest.mark.django_db


def test_three_people_have_told_the_agency():
    office = make_office()
    officers = {role: [officer] for role, officer in office.officers.items()}
    assert demo.tell(office.committee, officers, MONDAY) == 3
    rows = {row.state: row for row in Feedback.objects.all()}
    assert set(rows) == {State.RECEIVED, State.WAITING, State.PUBLISHED}
    assert rows[State.PUBLISHED].resolve_by > MONDAY
    assert queries.content(rows[State.WAITING])["title"]
    assert not list(verify())
