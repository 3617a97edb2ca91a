"""The demo's ratings: one a dossier, one low mark open for the head, an older one answered, all provable."""

from datetime import timedelta

import pytest

from motcua.casework.dossiers.tests import factories
from motcua.casework.dossiers.tests.factories import MONDAY, make_office
from motcua.casework.ratings import demo
from motcua.casework.ratings.models import FollowUp, Rating
from motcua.casework.ratings.tests import stage

pytestmark = pytest.mark.django_db


def test_what_was_handed_over_is_rated_once(monkeypatch):
    office = make_office()
    chosen = demo.publish_criteria(office.center, MONDAY)
    for day in range(3):
        stage.delivered(office, MONDAY + timedelta(days=day))
    monkeypatch.setattr(demo, "_LOW", {0: 2, 2: 1})
    officers = {role: [officer] for role, officer in office.officers.items()}
    assert demo.rate_past(office.center, officers, MONDAY + timedelta(days=4)) == 3
    assert set(Rating.objects.values_list("criteria_set_id", flat=True)) == {chosen.pk}
    newest, older = FollowUp.objects.order_by("-opened_at")
    assert newest.answered_at is None
    assert older.answered_by == office.officers["approver"].pk
    assert not factories.differences()
