"""The calendar page as an administrator of an agency sees and uses it."""

from __future__ import annotations

from datetime import date

import pytest

from motcua.directory.agencies.actions import Grant, grant_membership
from motcua.directory.agencies.models import Membership
from motcua.kernel import clock
from motcua.kernel.calendar.models import CalendarVersion

pytestmark = pytest.mark.browser
LONG_AGO = date(2025, 7, 1)


@pytest.fixture
def place(officer):
    """Address of the calendar of the agency that the signed-in officer administers."""
    agency = Membership.objects.get(officer=officer).agency
    grant = Grant(agency=agency, role="agency_admin", valid_from=LONG_AGO)
    grant_membership(officer=officer, grant=grant, at=clock.now())
    return f"/desk/agencies/{agency.pk}/calendar/"


@pytest.mark.parametrize(("viewport", "large"), [("office", False), ("office", True), ("phone", False)])
def test_the_calendar_is_sound(visit, axe, screenshot, reflows, account, place, viewport, large):
    page = visit(f"{place}?month=2026-08", viewport, account=account, large=large)
    screenshot(page, f"calendar-{viewport}{'-large' if large else ''}")
    reflows(page)
    axe(page)


def test_a_version_is_published_and_errors_are_shown(visit, axe, screenshot, account, place):
    page = visit(place, account=account)
    page.get_by_label("Thứ Bảy").fill("sáng")
    page.get_by_label("Căn cứ").fill("Quyết định 5/QĐ-UBND")
    page.get_by_role("button", name="Công bố").click()
    assert page.locator(".error-summary").is_visible()
    screenshot(page, "calendar-error")
    axe(page)
    page.get_by_label("Thứ Bảy").fill("07:30-11:30")
    page.get_by_role("button", name="Công bố").click()
    page.get_by_text("Phiên bản 1", exact=True).wait_for()
    assert CalendarVersion.objects.count() == 1
    screenshot(page, "calendar-published")
    axe(page)
