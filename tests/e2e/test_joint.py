"""A joint application in a browser: its parts for the lead, one thread for the applicant, the groups kept by hand."""

from __future__ import annotations

import pytest

from motcua.casework.dossiers.tests.factories import MONDAY, make_office
from motcua.casework.joint.tests.conftest import make_group
from motcua.kernel import clock

pytestmark = pytest.mark.browser


@pytest.fixture
def group(transactional_db: None):
    """Two parts under way."""
    found = make_group(make_office("Chủ Trì"), make_office("Công An"), make_office("Bảo Hiểm"))
    with clock.frozen_at(MONDAY):
        return found, found.online()


@pytest.mark.parametrize(("viewport", "large"), [("office", False), ("narrow", True)])
def test_pages_are_sound(visit, group, axe, screenshot, reflows, viewport, large):
    found, whole = group
    officers = found.lead.officers
    doors = (
        ("whole", f"/desk/dossiers/{whole.pk}/", officers["approver"].account),
        ("groups", "/desk/joint/", officers["system_admin"].account),
        ("applicant", f"/h/{whole.lookup_token}/", None),
    )
    for name, door, account in doors:
        page = visit(door, viewport, account=account, large=large)
        screenshot(page, f"joint-{name}-{viewport}")
        reflows(page)
        axe(page)
