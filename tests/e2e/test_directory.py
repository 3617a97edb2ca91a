"""Pages of who exists: signing in, passwords, sessions, officers, agencies."""

from __future__ import annotations

from typing import Any

import pytest

from motcua.directory.agencies.models import Membership, Officer
from motcua.directory.agencies.tests.factories import make_agency, make_officer, make_one_stop
from motcua.directory.identity.tests.factories import NEW_PASSWORD, PASSWORD, make_account

pytestmark = pytest.mark.browser


@pytest.fixture
def admin(transactional_db: None) -> Officer:
    """A system administrator at an invented province with a commune, its one-stop and a clerk."""
    province = make_agency("Ủy ban nhân dân tỉnh Mẫu", code="H82", level="province")
    commune = make_agency("Ủy ban nhân dân xã Mẫu", parent=province)
    one_stop = make_one_stop(commune, phone="0239 000 0000", address="Số 1, đường Minh Họa")
    make_officer("intake_officer", one_stop.agency, name="Trần Thị Mẫu")
    return make_officer("system_admin", province, name="Mai Văn Giả Tưởng")


@pytest.mark.parametrize(("viewport", "large"), [("office", False), ("phone", False), ("narrow", True)])
def test_sign_in_page(visit, axe, screenshot, reflows, transactional_db, viewport, large):
    page = visit("/desk/sign-in/?next=/desk/agencies/", viewport, large=large)
    reflows(page)
    axe(page)
    page.get_by_role("main").get_by_role("button", name="Đăng nhập").click()
    assert page.get_by_role("alert").is_visible()
    screenshot(page, f"sign-in-{viewport}")
    reflows(page)
    axe(page)


def test_from_the_first_password_to_the_page_wanted_by_keyboard_only(
    visit, screenshot, axe, transactional_db
):
    officer = make_officer("clerk", make_agency("UBND xã Mẫu"), must_change_password=True)
    page = visit("/desk/agencies/")
    page.keyboard.type(officer.account.username)
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/desk/password/")
    screenshot(page, "first-password")
    axe(page)
    page.get_by_label("Mật khẩu đang dùng").focus()
    for text in (PASSWORD, NEW_PASSWORD, NEW_PASSWORD):
        page.keyboard.type(text)
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/desk/")
    assert page.get_by_text("Đã đổi mật khẩu").is_visible()


def test_locked_out(visit, screenshot, axe, transactional_db):
    account = make_account()
    page = visit("/desk/sign-in/")
    for _ in range(5):
        page.get_by_label("Tên đăng nhập").fill(account.username)
        page.get_by_label("Mật khẩu", exact=True).fill("sai mat khau")
        with page.expect_navigation():
            page.keyboard.press("Enter")
    assert page.get_by_role("heading", name="Tạm khóa đăng nhập").is_visible()
    screenshot(page, "locked-out")
    axe(page)


def _addresses(admin: Officer) -> dict[str, str]:
    membership = Membership.objects.get(officer__name="Trần Thị Mẫu")
    commune = membership.agency.parent
    return {
        "sessions": "/desk/sessions/",
        "officers": "/desk/officers/",
        "officer": f"/desk/officers/{membership.officer_id}/",
        "officer-new": "/desk/officers/new/",
        "membership-end": f"/desk/memberships/{membership.pk}/end/",
        "agencies": "/desk/agencies/",
        "agency": f"/desk/agencies/{membership.agency_id}/",
        "agency-new": "/desk/agencies/new/",
        "agency-succession": f"/desk/agencies/{commune.pk}/succession/",
    }


@pytest.mark.parametrize(("viewport", "large"), [("office", False), ("narrow", True)])
def test_pages_of_administrators(visit, axe, screenshot, reflows, admin: Any, viewport, large):
    for name, path in _addresses(admin).items():
        page = visit(path, viewport, account=admin.account, large=large)
        screenshot(page, f"directory-{name}-{viewport}")
        reflows(page)
        axe(page)


def test_errors_are_told_at_their_fields(visit, axe, screenshot, admin: Any):
    page = visit("/desk/officers/new/", account=admin.account)
    page.get_by_label("Tên đăng nhập").fill("x")
    page.get_by_role("button", name="Thêm và cấp").click()
    alert = page.get_by_role("alert")
    assert alert.get_by_role("link").count() >= 3
    screenshot(page, "directory-officer-new-errors")
    axe(page)
    alert.get_by_role("link").first.click()
    assert page.evaluate("document.activeElement.closest('.has-error') !== null")


def test_a_new_officer_and_the_password_shown_once(visit, axe, screenshot, admin: Any):
    page = visit("/desk/officers/new/", account=admin.account)
    page.get_by_label("Họ và tên").fill("Lê Thị Minh Họa")
    page.get_by_label("Tên đăng nhập").fill("lethiminhhoa")
    page.get_by_label("Cơ quan", exact=True).select_option(index=1)
    page.get_by_label("Vai trò").select_option("clerk")
    page.get_by_role("button", name="Thêm và cấp").click()
    assert page.locator("code").inner_text().count("-") == 3
    screenshot(page, "one-time-password")
    axe(page)
