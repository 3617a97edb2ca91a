"""Entering what another system says, in a browser."""

from __future__ import annotations

import pytest

from motcua.casework.dossiers.tests.factories import make_accepted, make_office
from motcua.casework.mirroring.tests.test_mirroring import make_elsewhere
from motcua.kernel import clock

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(("viewport", "large"), [("office", False), ("narrow", True)])
def test_pages_are_sound(visit, transactional_db, axe, screenshot, reflows, viewport, large):
    office = make_office()
    dossier = make_accepted(office, clock.now(), version=make_elsewhere())
    account = office.officers["intake_officer"].account
    page = visit(f"/desk/dossiers/{dossier.pk}/", viewport, account=account, large=large)
    axe(page)
    page.get_by_role("link", name="Ghi trạng thái theo hệ thống đó").click()
    screenshot(page, f"mirroring-{viewport}")
    reflows(page)
    axe(page)
