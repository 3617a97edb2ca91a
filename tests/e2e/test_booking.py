"""Appointments in a browser: kept on a telephone, typed or scanned at the kiosk, booked at the desk."""

from __future__ import annotations

import pytest

from motcua.channels.kiosk.tests.stage import device_token, open_hall
from motcua.directory.devices.doors import COOKIE
from motcua.facilities.booking import actions, queries
from motcua.facilities.booking.models import Appointment
from motcua.facilities.halls.actions import By
from motcua.facilities.queueing.models import Visit
from motcua.kernel import clock

pytestmark = pytest.mark.browser
UPRIGHT = {"width": 1080, "height": 1920}
LEAST_TOUCH = 20 * 2.7  # 20 mm on a 32-inch panel of 1080 dots across


@pytest.fixture
def stage(transactional_db):
    return open_hall(2)


def book(stage) -> Appointment:
    group = stage.groups["A"].pk
    slot = queries.free_slots(stage.hall, group, clock.now())[0]
    by = By(None, clock.now())
    return actions.book(hall_id=stage.hall.pk, group_id=group, starts_at=slot.starts_at, by=by)


@pytest.fixture
def kiosk(visit, stage):
    page = visit("/healthz", "wall")
    cookie = {"name": COOKIE, "value": device_token(stage, "kiosk"), "url": visit.base_url}
    page.context.add_cookies([cookie])
    page.set_viewport_size(UPRIGHT)
    page.goto("/lay-so/")
    return page


def test_typed_on_the_pad_of_the_kiosk(kiosk, stage, axe, screenshot, reflows):
    row = book(stage)
    kiosk.get_by_role("link", name="Tôi có hẹn trước").click()
    axe(kiosk)
    reflows(kiosk)
    for button in kiosk.locator("button, a.machine-way").all():
        if button.is_visible():
            assert button.bounding_box()["height"] >= LEAST_TOUCH, button.inner_text()
    screenshot(kiosk, "kiosk-appointment", whole=False)
    kiosk.get_by_role("button", name="Nhận số").click()
    kiosk.get_by_role("alert").wait_for()
    axe(kiosk)
    for digit in row.code:
        kiosk.locator(f"[data-pad-for=code] [data-type='{digit}']").click()
    kiosk.get_by_role("button", name="Nhận số").click()
    kiosk.get_by_role("heading", name="Quét mã").wait_for()
    assert Visit.objects.get().appointment_id == row.pk


def test_scanned_on_the_first_screen(kiosk, stage):
    row = book(stage)
    kiosk.keyboard.type(row.code, delay=5)
    kiosk.keyboard.press("Enter")
    kiosk.get_by_role("heading", name="Quét mã").wait_for()
    assert Visit.objects.get().appointment_id == row.pk


def test_kept_on_a_telephone(visit, stage, axe, screenshot, reflows):
    page = visit("/", "phone")
    axe(page)
    page.locator("a.way", has_text="Đặt lịch hẹn").click()
    axe(page)
    page.get_by_role("link", name=str(stage.hall)).click()
    page.get_by_role("link", name="Chứng thực").click()
    axe(page)
    page.get_by_label("Giờ hẹn").select_option(index=0)
    page.get_by_role("button", name="Giữ chỗ").click()
    page.get_by_role("heading", name="Khi đến nơi").wait_for()
    axe(page)
    reflows(page)
    screenshot(page, "appointment-phone")
    assert page.get_by_text(Appointment.objects.get().shown_code).is_visible()


def test_booked_at_the_desk(visit, stage, axe, screenshot, reflows):
    account = stage.officers[0].account
    page = visit("/desk/appointments/", "office", account=account)
    axe(page)
    page.get_by_role("link", name="Đặt hẹn").click()
    axe(page)
    reflows(page)
    screenshot(page, "appointment-book", whole=False)
    page.get_by_label("Giờ hẹn").select_option(index=0)
    page.get_by_role("button", name="Giữ chỗ").click()
    page.get_by_text("Mã hủy", exact=True).wait_for()
    axe(page)
    screenshot(page, "appointment-desk", whole=False)
    page.get_by_role("button", name="Đã đến, cấp số").click()
    page.get_by_text("A001").wait_for()
    axe(page)
    page.goto(f"/desk/appointments/{stage.hall.pk}/")
    axe(page)
    reflows(page)
    screenshot(page, "appointment-day", whole=False)
    phone = visit(f"/desk/appointments/{stage.hall.pk}/", "phone", account=account)
    axe(phone)
    reflows(phone)
    phone.goto(f"/desk/appointments/{stage.hall.pk}/book/")
    axe(phone)
    reflows(phone)
