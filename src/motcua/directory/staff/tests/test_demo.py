"""The demo's substitutes: a lent role and an absence hold from its day on."""

import pytest

from motcua.casework.dossiers.tests.factories import MONDAY, make_office, make_officer
from motcua.directory.agencies.models import Membership
from motcua.directory.staff import demo
from motcua.directory.staff.models import Absence
from motcua.kernel.events.verify import verify

pytestmark = pytest.mark.django_db


def test_a_role_is_lent_and_a_clerk_is_away():
    office = make_office()
    officers = {role: [officer] for role, officer in office.officers.items()}
    officers["intake_officer"].append(make_officer("Cán Bộ Hai", (office.center, "intake_officer")))
    assert demo.stand_in(officers, MONDAY) == 1
    lent = Membership.objects.on(MONDAY.date()).get(lent_by=office.officers["approver"])
    assert (lent.officer, lent.role) == (office.officers["division_head"], "approver")
    absence = Absence.objects.get()
    assert [absence.substitute, absence.officer] == officers["intake_officer"]
    assert not list(verify())
