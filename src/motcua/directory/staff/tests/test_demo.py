"""The demo's substitutes: a lent role and an absence hold from its day on."""

from datetime import UTC, datetime

import pytest

from motcua.directory.agencies.models import Membership
from motcua.directory.agencies.tests.factories import make_agency, make_officer
from motcua.directory.staff import demo
from motcua.directory.staff.models import Absence

pytestmark = pytest.mark.django_db
AT = datetime(2026, 10, 5, 2, tzinfo=UTC)


def test_a_role_is_lent_and_a_clerk_is_away():
    agency = make_agency("UBND xã Mẫu")
    roles = ("approver", "division_head", "intake_officer")
    officers = {role: [make_officer(role, agency)] for role in roles}
    officers["intake_officer"].append(make_officer("intake_officer", agency))
    assert demo.stand_in(officers, AT) == 1
    lent = Membership.objects.on(AT.date()).get(lent_by=officers["approver"][0])
    assert (lent.officer, lent.role) == (officers["division_head"][0], "approver")
    absence = Absence.objects.get()
    assert [absence.substitute, absence.officer] == officers["intake_officer"]
