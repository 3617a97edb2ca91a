"""Paper carried from one commune to another, in a browser: the list is scanned at the other end."""

from __future__ import annotations

import pytest

from motcua.casework.dossiers.tests.factories import make_accepted, make_office
from motcua.casework.handovers import actions
from motcua.casework.handovers.models import PaperMove
from motcua.kernel import clock
from motcua.kernel.events import worker

pytestmark = pytest.mark.browser
SIZES = [("office", False), ("narrow", True)]


@pytest.fixture
def offices(transactional_db: None):
    """Three dossiers received in one commune for another."""
    here, there = make_office("Nơi Nhận"), make_office("Nơi Giải Quyết")
    for _ in range(3):
        make_accepted(here, clock.now(), competent_agency_id=there.committee.pk)
    worker.drain(at=clock.now())
    return here, there


def sent(here, there):
    """A list of all three, on its way."""
    by = here.by("intake_officer", clock.now())
    ids = list(PaperMove.objects.values_list("pk", flat=True))
    made = actions.make_list(from_id=here.center.pk, to_id=there.committee.pk, move_ids=ids, by=by)
    return actions.dispatch_list(list_id=made.pk, by=by)


@pytest.mark.parametrize(("viewport", "large"), SIZES)
def test_pages_are_sound(visit, offices, axe, screenshot, reflows, viewport, large):
    here, _there = offices
    page = visit("/desk/handovers/", viewport, account=here.officers["intake_officer"].account, large=large)
    screenshot(page, f"handovers-{viewport}")
    reflows(page)
    axe(page)
    page.get_by_role("link", name="Lập danh sách").first.click()
    screenshot(page, f"handovers-new-{viewport}")
    reflows(page)
    axe(page)
    page.get_by_role("button", name="Lập danh sách").click()
    page.get_by_role("button", name="Đã gửi đi").click()
    assert page.get_by_text("Đã ghi là đã gửi").is_visible()
    screenshot(page, f"handovers-list-{viewport}")
    reflows(page)
    axe(page)


@pytest.mark.parametrize("scripts", [True, False])
def test_scanned_one_after_another(visit, offices, axe, screenshot, scripts):
    here, there = offices
    made = sent(here, there)
    first, second, _third = [move.dossier for move in PaperMove.objects.order_by("pk")]
    account = there.officers["clerk"].account
    page = visit(f"/desk/handovers/{made.pk}/", account=account, java_script_enabled=scripts)
    field = page.get_by_label("Quét mã vạch của từng hồ sơ")
    for number, said in (
        (first.barcode, "Đúng danh sách"),
        (first.barcode, "Đã nhận trước đó"),
        ("123456", "Không phải số"),
    ):
        field.fill(number)
        field.press("Enter")
        page.get_by_text(said).wait_for()
        assert field.evaluate("field => field === document.activeElement")
        assert field.input_value() == ""
    if scripts:
        screenshot(page, "handovers-scanned-office")
        axe(page)
    page.get_by_role("button", name="Kết thúc nhận").click()
    page.get_by_text("Thiếu 2 bản").wait_for()
    assert second.code in page.get_by_text("Thiếu 2 bản").locator("..").inner_text()
