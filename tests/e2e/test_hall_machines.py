"""Machines of the hall in a browser: the display calls, the kiosk gives a number, a telephone keeps it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from motcua.casework.dossiers.tests.factories import make_accepted, make_office
from motcua.channels.kiosk.tests.stage import device_token, open_hall
from motcua.directory.devices.doors import COOKIE
from motcua.facilities.halls import actions as halls
from motcua.facilities.halls.actions import By
from motcua.facilities.queueing import actions as queueing
from motcua.facilities.queueing.models import Visit
from motcua.kernel import clock

pytestmark = pytest.mark.browser
UPRIGHT = {"width": 1080, "height": 1920}
LEAST_TOUCH = 20 * 2.7  # 20 mm on a 32-inch panel of 1080 dots across (2.7 a millimetre)


@pytest.fixture
def stage(transactional_db):
    return open_hall(4)


def by(stage, seat: int = 0) -> By:
    return By(stage.officers[seat].pk, clock.now())


def ticket(stage, letter: str = "A"):
    asked = queueing.Asked(group_id=stage.groups[letter].pk)
    visit = queueing.issue(hall_id=stage.hall.pk, asked=asked, by=By(None, clock.now()))
    queueing.confirm(visit_id=visit.pk, by=By(None, clock.now()))
    return visit


@pytest.fixture
def machine(visit, stage):
    """Opens the page of a freshly paired machine."""

    def open_(kind: str, path: str, viewport: str = "wall", **said):
        page = visit("/healthz", viewport)
        token = device_token(stage, kind, **said)
        page.context.add_cookies([{"name": COOKIE, "value": token, "url": visit.base_url}])
        if kind != "display":
            page.set_viewport_size(UPRIGHT)
        page.goto(path)
        page.evaluate("document.fonts.ready")
        return page

    return open_


def test_the_display_calls_and_survives_a_cut(machine, stage, axe, screenshot, reflows):
    page = machine("display", "/bang-goi-so/")
    axe(page)
    for letter in "AAABBC":
        ticket(stage, letter)
    for seat in range(4):
        queueing.call_next(counter_id=stage.counters[seat].pk, by=by(stage, seat))
    halls.post_notice(
        hall_id=stage.hall.pk, text="Chiều nay quầy 3 nghỉ từ 16:00",
        until=clock.now() + timedelta(hours=1), by=by(stage),
    )  # fmt: skip
    page.clock.install()
    page.reload()
    assert page.locator(".board-number > b").inner_text() == page.locator(".is-now .board-label").inner_text()
    axe(page)
    reflows(page)
    screenshot(page, "hall-display", whole=False)
    page.route("**/bang-goi-so/**", lambda route: route.abort())
    page.clock.run_for(22_000)
    page.wait_for_selector("#lost:not([hidden])")
    assert page.locator(".board-number").is_visible(), "what was shown stays readable"
    screenshot(page, "hall-display-lost", whole=False)
    queueing.recall(request_id=stage.hall.visits.earliest("id").requests.get().pk, by=by(stage, 0))
    page.unroute("**/bang-goi-so/**")
    page.clock.run_for(6_000)
    page.wait_for_selector("text=gọi lần 2")


def test_one_touch_and_the_number_is_on_the_telephone(machine, visit, stage, axe, screenshot, reflows):
    page = machine("kiosk", "/lay-so/")
    axe(page)
    reflows(page)
    screenshot(page, "kiosk-choose", whole=False)
    for choice in page.locator("button, a.machine-first, a.top-btn").all():
        if choice.is_visible():
            box = choice.bounding_box()
            assert box["height"] >= LEAST_TOUCH, choice.inner_text()
    page.get_by_role("link", name="Tôi thuộc diện ưu tiên").click()
    axe(page)
    screenshot(page, "kiosk-priority", whole=False)
    page.get_by_role("link", name="Quay lại").click()
    page.get_by_role("button", name="Hộ tịch").click()
    page.get_by_role("heading", name="Quét mã").wait_for()
    axe(page)
    screenshot(page, "kiosk-qr", whole=False)
    made = Visit.objects.get()
    phone = visit(f"/so/{made.token}/", "phone")
    phone.get_by_text("Sắp đến lượt").wait_for()
    axe(phone)
    reflows(phone)
    screenshot(phone, "ticket-phone")
    page.get_by_text("B001").wait_for()
    axe(page)
    screenshot(page, "kiosk-taken", whole=False)
    page.get_by_role("link", name="Chữ to").click()
    axe(page)
    screenshot(page, "kiosk-large", whole=False)


def test_the_kiosk_forgets_its_visitor_and_gives_more_time(machine, stage):
    page = machine("kiosk", "/lay-so/uu-tien/")
    page.clock.install()
    page.reload()
    page.clock.run_for(11_000)
    page.get_by_role("button", name="Thêm thời gian").click()
    page.clock.run_for(1_000)
    page.wait_for_selector("[data-idle-box][hidden]", state="attached")
    page.clock.run_for(20_000)
    page.wait_for_url("**/lay-so/")


def test_the_kiosk_works_without_scripts(visit, stage):
    page = visit("/healthz", "office", java_script_enabled=False)
    cookie = {"name": COOKIE, "value": device_token(stage, "kiosk"), "url": visit.base_url}
    page.context.add_cookies([cookie])
    page.goto("/lay-so/")
    page.get_by_role("button", name="Chứng thực").click()
    page.get_by_role("button", name="Phiếu đã in xong").click()
    assert page.get_by_text("A001").is_visible()


def test_a_telephone_takes_a_number_of_its_own(visit, stage, axe, screenshot, reflows):
    page = visit("/so/", "phone")
    axe(page)
    page.get_by_role("link", name=str(stage.hall)).click()
    axe(page)
    reflows(page)
    screenshot(page, "phone-take")
    page.get_by_role("button", name="Chứng thực").click()
    page.get_by_text("Sắp đến lượt").wait_for()
    assert Visit.objects.get().requests.get().state == "waiting"
    page.get_by_text("Báo cho tôi khi gần đến lượt").click()
    page.get_by_label("Số điện thoại hoặc thư điện tử").fill("12")
    page.get_by_role("button", name="Báo cho tôi").click()
    page.get_by_text("chưa đúng").first.wait_for()
    axe(page)
    reflows(page)
    page.get_by_label("Số điện thoại hoặc thư điện tử").fill("0912 000 001")
    page.get_by_role("button", name="Báo cho tôi").click()
    page.get_by_text("sẽ được nhắn").wait_for()
    axe(page)
    screenshot(page, "ticket-followed")
    assert page.title().startswith("Sắp đến lượt")


def test_the_look_up_screen(machine, stage, axe, screenshot, reflows):
    dossier = make_accepted(make_office("Tra Cứu"), clock.now())
    page = machine("lookup", "/tra-cuu-tai-cho/")
    axe(page)
    reflows(page)
    screenshot(page, "lookup-home", whole=False)
    page.keyboard.type(dossier.barcode, delay=5)
    page.keyboard.press("Enter")
    page.get_by_text("Hẹn trả").first.wait_for()
    axe(page)
    screenshot(page, "lookup-short", whole=False)
    for digit in dossier.pin:
        page.locator(f"[data-pad-for=pin] [data-type='{digit}']").click()
    page.get_by_role("button", name="Xem đầy đủ").click()
    page.get_by_role("heading", name="Hồ sơ đang ở đâu?").wait_for()
    axe(page)
    reflows(page)
    screenshot(page, "lookup-dossier", whole=False)
    page.get_by_role("link", name="Xong, xóa màn hình").click()
    page.get_by_role("link", name="Tra cứu thủ tục").click()
    for letter in "thu":
        page.locator(f"[data-pad-for=q] [data-type='{letter}']").click()
    page.get_by_role("button", name="Tìm").click()
    axe(page)
    screenshot(page, "lookup-search", whole=False)
    page.locator("a.machine-choice").first.click()
    axe(page)
    screenshot(page, "lookup-procedure", whole=False)
