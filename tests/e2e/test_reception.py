"""One-stops, service points and counters in a browser."""

from __future__ import annotations

import pytest

from motcua.directory.agencies.models import Counter, Officer
from motcua.directory.agencies.tests.factories import (
    make_agency,
    make_counter,
    make_officer,
    make_one_stop,
    make_point,
)

pytestmark = pytest.mark.browser
SIZES = [("office", False), ("phone", False), ("narrow", True)]


@pytest.fixture
def admin(transactional_db: None) -> Officer:
    """An agency administrator whose one-stop has counters in the main house and at a service point."""
    commune = make_agency("Ủy ban nhân dân xã Mẫu")
    one_stop = make_one_stop(commune, phone="0239 000 0000", address="Số 1, đường Minh Họa")
    point = make_point(one_stop, "Điểm tiếp nhận Chợ Mẫu", address="Chợ Mẫu", phone="0239 000 0001")
    make_counter(one_stop, 1, name="Hộ tịch, chứng thực")
    make_counter(one_stop, 2, kind="priority")
    make_counter(one_stop, 3, name="Chứng thực", service_point=point)
    return make_officer("agency_admin", commune, name="Mai Văn Giả Tưởng")


@pytest.mark.parametrize(("viewport", "large"), SIZES)
def test_pages_are_sound(visit, admin, axe, screenshot, reflows, viewport, large):
    page = visit("/desk/one-stops/", viewport, account=admin.account, large=large)
    screenshot(page, f"one-stops-{viewport}")
    reflows(page)
    axe(page)
    page.get_by_role("link", name="Một cửa Ủy ban nhân dân xã Mẫu").click()
    screenshot(page, f"one-stop-{viewport}")
    reflows(page)
    axe(page)
    page.get_by_role("link", name="Thêm quầy").click()
    page.get_by_label("Số quầy").fill("3")
    page.get_by_role("main").get_by_role("button", name="Thêm").click()
    assert page.get_by_role("link", name="Số quầy này đang dùng").is_visible()
    screenshot(page, f"counter-refused-{viewport}")
    reflows(page)
    axe(page)


def test_a_counter_is_added_and_closed_without_scripts(visit, admin, axe, screenshot):
    page = visit("/desk/one-stops/", account=admin.account, java_script_enabled=False)
    page.get_by_role("link", name="Một cửa Ủy ban nhân dân xã Mẫu").click()
    page.get_by_role("link", name="Thêm quầy").click()
    page.get_by_label("Số quầy").fill("4")
    page.get_by_label("Loại").select_option("return")
    page.get_by_role("main").get_by_role("button", name="Thêm").click()
    assert page.get_by_role("rowheader", name="4 · Quầy trả kết quả").is_visible()
    page.get_by_role("link", name="Đóng quầy 4").click()
    page.get_by_role("button", name="Ghi ngày đóng").click()
    assert page.get_by_text("Đã ghi ngày đóng.").is_visible()
    assert Counter.objects.get(number=4).valid_to is not None


def test_closing_is_sound(visit, admin, axe, screenshot):
    page = visit("/desk/one-stops/", account=admin.account)
    page.get_by_role("link", name="Một cửa Ủy ban nhân dân xã Mẫu").click()
    page.get_by_role("main").get_by_role("link", name="Đóng", exact=True).first.click()
    screenshot(page, "one-stop-close")
    axe(page)
    page.goto("/desk/one-stops/new/")
    screenshot(page, "one-stop-open")
    axe(page)
