"""Ticket printers and the browser's paper, in a browser."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from motcua.directory.agencies.tests.factories import make_officer
from motcua.facilities.printing import carrying, queries
from motcua.facilities.printing.tests.stage import make_printer
from motcua.facilities.queueing.queries import forget_snapshots
from motcua.facilities.queueing.tests.stage import HallStage, make_hall
from motcua.kernel import clock

pytestmark = pytest.mark.browser


@pytest.fixture
def stage(transactional_db: None, settings, tmp_path) -> Iterator[HallStage]:
    settings.PRINTED_ROOT = tmp_path / "printed"
    yield make_hall()
    forget_snapshots()


@pytest.mark.parametrize(("viewport", "large"), [("office", False), ("narrow", True)])
def test_pages_are_sound(visit, stage, axe, screenshot, reflows, monkeypatch, viewport, large):
    admin = make_officer("agency_admin", stage.hall.one_stop.serves, name="Mai Văn Giả Tưởng")
    printer = make_printer(stage.hall.one_stop, "no_paper")
    number = stage.visit("B")
    carrying.print_number(visit=number, printer=printer, by=stage.by())
    monkeypatch.setattr(queries, "LOOKED_BACK", clock.now() - stage.hall.opened_at)
    page = visit(f"/desk/one-stops/{stage.hall.one_stop_id}/", viewport, account=admin.account, large=large)
    page.get_by_role("link", name="Máy in phiếu số").click()
    page.get_by_role("button", name="In lại B001").click()
    assert page.get_by_text("hết giấy").first.is_visible()
    screenshot(page, f"printers-{viewport}")
    reflows(page)
    axe(page)
    page.get_by_role("link", name="Khai máy in").click()
    page.get_by_label("Tên máy in").fill("Máy cửa chính")
    page.get_by_label("Địa chỉ").fill("8.8.8.8")
    page.get_by_role("button", name="Ghi", exact=True).click()
    assert page.get_by_role("link", name="Chỉ nhận địa chỉ máy in trong mạng nội bộ").is_visible()
    reflows(page)
    axe(page)
    page.goto(f"/desk/visits/{number.pk}/paper/")
    screenshot(page, f"paper-{viewport}")
    reflows(page)
    axe(page)
    page.get_by_role("button", name="Phiếu đã ra").click()
    assert page.get_by_text("số đã có hiệu lực").is_visible()
