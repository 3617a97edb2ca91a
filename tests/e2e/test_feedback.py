"""Ratings and feedback in a browser: phone, tablet size, desk."""

from __future__ import annotations

from datetime import timedelta

import pytest

from motcua.casework.dossiers.tests.factories import make_office
from motcua.casework.feedback.tests.test_apologies import found_right
from motcua.casework.feedback.tests.test_life import resolved, sent
from motcua.casework.ratings.tests import stage
from motcua.kernel import clock

pytestmark = pytest.mark.browser


@pytest.fixture
def played(transactional_db: None):
    """An office with ratings, a finished dossier, and feedback in two states."""
    office = make_office("Bình Mẫu")
    now = clock.now()
    stage.rated(office, [5, 5, 4, 4, 3, 2, 1], now)
    dossier = stage.ready(office, now - timedelta(days=1))
    return office, stage.token(dossier), sent(office, now - timedelta(days=40)), resolved(office, now)


@pytest.mark.parametrize("viewport", ["phone", "narrow"])
def test_one_tap_on_a_phone(visit, played, axe, screenshot, reflows, viewport):
    _office, token, _late, _resolved = played
    page = visit(f"/danh-gia/{token}/", viewport)
    screenshot(page, f"rate-{viewport}")
    reflows(page)
    axe(page)
    page.get_by_role("button", name="Tốt", exact=True).click()
    assert page.get_by_role("heading", name="Cảm ơn ông/bà").is_visible()
    screenshot(page, f"rate-details-{viewport}")
    axe(page)
    page.get_by_role("button", name="Gửi thêm").click()
    assert page.get_by_role("status").is_visible()


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("/danh-gia/", "rate-start"),
        ("/danh-gia/ket-qua/", "rate-results"),
        ("/phan-anh/", "feedback-home"),
        ("/phan-anh/gui/", "feedback-send"),
        ("/phan-anh/cong-khai/", "feedback-published"),
        ("/phan-anh/noi-khac/denunciation/", "feedback-refer"),
    ],
)
def test_public_pages_are_sound(visit, played, axe, screenshot, reflows, path, name):
    page = visit(path, "phone")
    screenshot(page, name)
    reflows(page)
    axe(page)


def test_the_senders_page_is_sound(visit, played, axe, screenshot):
    page = visit(f"/phan-anh/p/{played[2].secret}/", "phone")
    screenshot(page, "feedback-page-phone")
    axe(page)


@pytest.mark.parametrize("viewport", ["office", "phone"])
def test_desk_pages_are_sound(visit, played, axe, screenshot, reflows, viewport):
    office, _token, late, done = played
    for path, name in (
        ("/desk/", "home"), ("/desk/ratings/", "ratings"), ("/desk/ratings/follow-ups/", "follow-ups"),
        ("/desk/feedback/", "feedback"), (f"/desk/feedback/{late.pk}/", "feedback-late"),
        (f"/desk/feedback/{done.pk}/", "feedback-resolved"),
    ):  # fmt: skip
        page = visit(path, viewport, account=office.officers["approver"].account)
        screenshot(page, f"desk-{name}-{viewport}")
        reflows(page)
        axe(page)
    page = visit("/desk/ratings/sets/new/", viewport, account=office.officers["agency_admin"].account)
    screenshot(page, f"desk-set-{viewport}")
    axe(page)


def test_the_head_apologises_and_the_sender_reads_it(visit, played, axe, screenshot, reflows):
    office = played[0]
    row = found_right(office)
    page = visit(f"/desk/feedback/{row.pk}/", "office", account=office.officers["approver"].account)
    axe(page)
    page.get_by_role("link", name="Viết thư xin lỗi").click()
    axe(page)
    reflows(page)
    screenshot(page, "feedback-apology", whole=False)
    page.get_by_label("Sự việc thế nào").fill("Cán bộ đã nói năng thiếu tôn trọng; chúng tôi đã nhắc nhở.")
    with page.expect_popup() as shown:
        page.get_by_role("button", name="Xem trước").click()
    shown.value.close()
    page.get_by_role("button", name="Ký và gửi").click()
    page.get_by_role("link", name="In thư xin lỗi").wait_for()
    axe(page)
    page.goto("/desk/feedback/?show=apology")
    axe(page)
    phone = visit(f"/phan-anh/p/{row.secret}/", "phone")
    phone.get_by_role("heading", name="Thư xin lỗi").wait_for()
    axe(phone)
    reflows(phone)
    screenshot(phone, "feedback-apology-phone")
