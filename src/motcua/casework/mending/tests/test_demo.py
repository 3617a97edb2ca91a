"""The demo's mistakes: one reported, one owned to; none where nothing was handed over."""

from datetime import timedelta

import pytest

from motcua.casework.dossiers.choices import Correction
from motcua.casework.dossiers.models import Dossier
from motcua.casework.dossiers.tests.factories import MONDAY, differences, make_office
from motcua.casework.mending import demo
from motcua.casework.mending.tests.test_corrections import delivered

pytestmark = pytest.mark.django_db


def test_two_results_wait_to_be_put_right():
    office, at = make_office(), MONDAY + timedelta(days=2)
    officers = {role: [officer] for role, officer in office.officers.items()}
    assert demo.find_mistakes(office.center, office.committee, officers, at) == 0
    for _ in range(2):
        delivered(office)
    assert demo.find_mistakes(office.center, office.committee, officers, at) == 2
    found = set(Dossier.objects.values_list("correction", flat=True))
    assert found == {Correction.REPORTED.value, Correction.CONFIRMED.value}
    assert differences() == []
