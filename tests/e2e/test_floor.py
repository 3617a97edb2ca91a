"""The counter bar and the page of the hall in a browser: keys, and what has the focus keeps it."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from motcua.channels.kiosk.tests.stage import open_hall
from motcua.directory.agencies.tests.factories import make_officer
from motcua.facilities.halls.actions import By
from motcua.facilities.printing import carrying
from motcua.facilities.printing.tests.stage import make_printer
from motcua.facilities.queueing import actions as queueing
from motcua.kernel import clock

pytestmark = pytest.mark.browser


@pytest.fixture
def stage(transactional_db, settings, tmp_path):
    settings.PRINTED_ROOT = tmp_path / "printed"
    return open_hall(2)


def number(stage, letter: str = "A"):
    asked = queueing.Asked(group_id=stage.groups[letter].pk)
    return queueing.issue(hall_id=stage.hall.pk, asked=asked, by=By(None, clock.now()))


def ticket(stage) -> None:
    queueing.confirm(visit_id=number(stage).pk, by=By(None, clock.now()))


def test_keys_of_the_counter(visit, stage, axe, screenshot):
    ticket(stage)
    ticket(stage)
    page = visit("/desk/quay/", account=stage.officers[0].account)
    label, state = page.locator(".counter-label"), page.locator(".counter-state")
    page.keyboard.press("F2")
    expect(label).to_have_text("A001")
    page.keyboard.press("F3")
    expect(state).to_contain_text("gọi lần 2")
    page.keyboard.press("F2")
    page.wait_for_url("**/desk/intake/**")
    expect(state).to_contain_text("đang phục vụ")
    page.keyboard.press("F4")
    expect(label).to_have_text("Trống")
    page.keyboard.press("F4")
    expect(label).to_have_text("A001")
    page.keyboard.press("F6")
    expect(page.get_by_label("Chuyển sang nhóm")).to_be_visible()
    screenshot(page, "counter-bar-office")
    axe(page)
    page.keyboard.press("F2")
    expect(label).to_have_text("Trống")
    page.keyboard.press("F2")
    expect(label).to_have_text("A002")
    page.keyboard.press("F7")
    page.wait_for_url("**/absent/")  # one call is too few: refused, and said
    page.goto("/desk/quay/")
    expect(label).to_have_text("A002")


def test_a_number_comes_in_and_the_focus_stays(visit, stage):
    page = visit("/desk/quay/", account=stage.officers[0].account)
    page.clock.install()
    page.reload()
    button = page.get_by_role("button", name="Gọi tiếp")
    button.focus()
    ticket(stage)
    page.clock.run_for(21_000)
    expect(page.locator(".counter-next")).to_contain_text("A001")
    expect(button).to_be_focused()


def test_papers_that_did_not_come_out(visit, stage, axe, screenshot):
    head = make_officer("division_head", stage.hall.agency, name="Mai Văn Giả Tưởng")
    printer = make_printer(stage.hall.one_stop, "no_paper")
    carrying.print_number(visit=number(stage, "B"), printer=printer, by=By(None, clock.now()))
    page = visit(f"/desk/halls/{stage.hall.pk}/now/", account=head.account)
    page.get_by_role("button", name=re.compile("In lại ?: B001")).press("Enter")
    expect(page.get_by_text("Chưa in được: hết giấy")).to_be_visible()
    screenshot(page, "hall-unprinted-office")
    axe(page)
