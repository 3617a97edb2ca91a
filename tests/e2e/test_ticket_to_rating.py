"""One visit, many windows: ticket at the kiosk, place on the phone, call on the display, service at the counter, rating."""

from __future__ import annotations

import re

import pytest

from motcua.casework.ratings.models import Rating
from motcua.channels.kiosk.tests.stage import device_token, open_hall
from motcua.directory.devices.doors import COOKIE
from motcua.facilities.queueing.models import Visit
from motcua.facilities.queueing.tests.stage import wrong

pytestmark = pytest.mark.browser
UPRIGHT = {"width": 1080, "height": 1920}
TABLET = {"width": 1024, "height": 768}


@pytest.fixture
def stage(transactional_db):
    return open_hall(2)


def machine(visit, stage, kind: str, path: str, size=None, **said):
    page = visit("/healthz", "wall")
    token = device_token(stage, kind, **said)
    page.context.add_cookies([{"name": COOKIE, "value": token, "url": visit.base_url}])
    if size:
        page.set_viewport_size(size)
    page.goto(path)
    return page


def test_from_the_ticket_to_the_rating(visit, stage, axe, screenshot, reflows):
    kiosk = machine(visit, stage, "kiosk", "/lay-so/", UPRIGHT)
    display = machine(visit, stage, "display", "/bang-goi-so/")
    tablet = machine(
        visit, stage, "rating", "/danh-gia-tai-quay/", TABLET, counter_ids=[stage.counters[0].pk]
    )
    axe(tablet)
    counter = visit("/desk/quay/", account=stage.officers[0].account)
    axe(counter)
    reflows(counter)

    kiosk.get_by_role("button", name="Chứng thực").click()
    kiosk.get_by_role("heading", name="Quét mã").wait_for()
    made = Visit.objects.get()
    phone = visit(f"/so/{made.token}/", "phone")
    phone.get_by_text("Sắp đến lượt").wait_for()
    kiosk.get_by_text("A001").wait_for()

    counter.reload()
    screenshot(counter, "counter-waiting")
    counter.keyboard.press("F2")
    counter.get_by_text("đang gọi").wait_for()
    axe(counter)
    screenshot(counter, "counter-called")
    display.reload()
    assert display.locator(".board-number > b").inner_text() == "A001"
    phone.reload()
    assert phone.get_by_text("quầy 1").is_visible()

    counter.keyboard.press("F3")
    counter.get_by_text("gọi lần 2").wait_for()
    counter.keyboard.press("F2")
    counter.wait_for_url("**/desk/intake/")
    assert counter.locator("#counter-bar .counter-label").inner_text() == "A001", "the bar stands over intake"
    axe(counter)
    reflows(counter)
    screenshot(counter, "counter-over-intake", whole=False)
    counter.keyboard.press("F4")
    counter.get_by_text("Trống").wait_for()
    counter.keyboard.press("F6")
    counter.get_by_role("button", name=re.compile("Làm tiếp")).first.click()
    counter.get_by_text("đang phục vụ").wait_for()
    counter.keyboard.press("F2")
    counter.get_by_text("Trống").wait_for()

    tablet.reload()
    tablet.get_by_role("button", name=re.compile("^Rất tốt")).wait_for()
    axe(tablet)
    reflows(tablet)
    screenshot(tablet, "rating-tablet", whole=False)
    tablet.get_by_role("button", name=re.compile("^Rất tốt")).click()
    tablet.wait_for_load_state()
    screenshot(tablet, "rating-thanks", whole=False)
    assert Rating.objects.count() == 1
    phone.reload()
    assert phone.get_by_text("Đã phục vụ xong").is_visible()
    axe(phone)
    phone.get_by_role("link", name=re.compile("Đánh giá phục vụ")).first.click()
    screenshot(phone, "rating-second")
    for button in phone.get_by_role("button", name=re.compile("^Rất tốt")).all():
        button.click()
        break
    assert Rating.objects.count() == 1, "one visit is rated once"
    assert wrong() == [], "audit verify covers the visit from ticket to rating"


def test_the_page_of_who_runs_the_hall(visit, stage, axe, screenshot, reflows):
    page = visit(f"/desk/halls/{stage.hall.pk}/now/", account=stage.office.officers["division_head"].account)
    axe(page)
    reflows(page)
    screenshot(page, "hall-now")
