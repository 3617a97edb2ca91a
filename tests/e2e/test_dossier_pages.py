"""Work list, dossier page and acts on the desk; the applicant's pages; the wall."""

from __future__ import annotations

import pytest

from motcua.casework.dossiers.models import Dossier
from motcua.casework.dossiers.tests.stage import FAKE_PRINTER, set_up

pytestmark = pytest.mark.browser


@pytest.fixture
def stage(transactional_db):
    return set_up(papers=2)


@pytest.mark.parametrize("large", [False, True], ids=["normal", "large"])
def test_desk_pages_are_sound(visit, stage, axe, screenshot, reflows, large):
    suffix = "-large" if large else ""
    page = visit("/desk/work/", account=stage.account("intake_officer"), large=large)
    page.add_init_script(FAKE_PRINTER)
    accepted = stage.dossiers["accepted"].pk
    paths = {
        "work": "/desk/work/",
        "collect": "/desk/work/?view=cho-nhan",
        "batch": "/desk/work/batch/",
        "found": "/desk/find/?q=thu",
        "nothing": "/desk/find/?q=khongcoai",
        "page": stage.page("accepted"),
        "page-printed": stage.page("accepted") + "?print=01",
        "page-draft": stage.page("draft"),
        "page-late": stage.page("late"),
        "page-supplement": stage.page("supplement"),
        "page-stopped": stage.page("stopped"),
        "hand-over": f"/desk/dossiers/{accepted}/hand_over/",
        "supplement": f"/desk/dossiers/{accepted}/request_supplement/",
        "deliver": f"/desk/dossiers/{stage.dossiers['ready'].pk}/deliver/",
        "amend": f"/desk/dossiers/{accepted}/amend/",
        "no-procedure": "/desk/intake/9.9/",
    }
    for name, path in paths.items():
        page.goto(path)
        screenshot(page, f"dossier-{name}{suffix}")
        reflows(page)
        axe(page)


def test_acts_of_an_approver_are_sound(visit, stage, axe, screenshot):
    page = visit(stage.page("late"), account=stage.account("approver"))
    for verb in ("apologise", "extend", "request_supplement", "assign"):
        page.goto(f"{stage.page('late')}{verb}/")
        screenshot(page, f"dossier-{verb}")
        axe(page)


def test_work_is_chosen_and_done_by_keys(visit, stage):
    page = visit("/desk/work/", account=stage.account("intake_officer"))
    first = page.locator("[data-row]").first
    first.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    assert page.evaluate("document.activeElement === document.querySelector('[data-row]')")
    page.goto(stage.page("accepted"))
    page.keyboard.press("Alt+1")
    page.wait_for_url("**/hand_over/*")
    page.keyboard.press("Control+Enter")
    page.wait_for_url(f"**{stage.page('accepted')}")
    dossier = Dossier.objects.get(pk=stage.dossiers["accepted"].pk)
    assert dossier.step == "appraise"


def test_many_are_taken_on_at_once(visit, stage, axe, screenshot):
    page = visit("/desk/work/batch/", account=stage.account("intake_officer"))
    page.locator("input[name=rows]").first.check()
    page.locator("input[name=verb][value=hand_over]").check()
    page.keyboard.press("Control+Enter")
    page.wait_for_selector("input[name=confirmed]", state="attached")
    screenshot(page, "dossier-batch-confirm")
    axe(page)
    page.keyboard.press("Control+Enter")
    page.wait_for_selector("[role=status]:has-text('Đã xong 1 trên 1')")
    screenshot(page, "dossier-batch-done")
    axe(page)


def test_a_barcode_scanned_anywhere_opens_the_dossier(visit, stage):
    page = visit("/desk/work/", account=stage.account("case_officer"))
    page.keyboard.type(stage.dossiers["accepted"].barcode)
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{stage.page('accepted')}")


def test_acts_without_scripts(visit, stage):
    page = visit(stage.page("accepted"), account=stage.account("intake_officer"), java_script_enabled=False)
    page.get_by_role("link", name="Chuyển bước").click()
    page.get_by_role("button", name="Chuyển").click()
    page.wait_for_url(f"**{stage.page('accepted')}")
    assert page.get_by_text("Đã chuyển hồ sơ.").is_visible()
    page.goto(stage.page("ready"))
    page.get_by_role("link", name="Trả kết quả").click()
    page.get_by_label("Số giấy tờ hoặc số giấy ủy quyền").fill("042090000001")
    page.get_by_role("button", name="Trả kết quả").click()
    page.wait_for_url(f"**{stage.page('ready')}")
    assert Dossier.objects.get(pk=stage.dossiers["ready"].pk).status == "delivered"


@pytest.mark.parametrize("large", [False, True], ids=["normal", "large"])
@pytest.mark.parametrize("viewport", ["phone", "narrow"])
def test_tracking_is_sound_and_needs_no_scripts(visit, stage, axe, screenshot, reflows, viewport, large):
    page = visit("/tra-cuu/", viewport, large=large)
    suffix = f"{viewport}{'-large' if large else ''}"
    axe(page)
    reflows(page)
    screenshot(page, f"lookup-{suffix}")
    for state in stage.dossiers:
        page.goto(stage.tracking(state))
        screenshot(page, f"tracking-{state}-{suffix}")
        reflows(page)
        axe(page)
    page.goto("/h/" + "0" * 32 + "/")
    axe(page)


def test_code_and_pin_without_scripts(visit, stage):
    late = Dossier.objects.get(pk=stage.dossiers["late"].pk)
    page = visit("/tra-cuu/", "phone", java_script_enabled=False)
    page.get_by_label("Mã hồ sơ").fill(late.code)
    page.get_by_label("Mã tra cứu").fill("000000" if late.pin != "000000" else "111111")
    page.get_by_role("button", name="Xem hồ sơ").click()
    assert page.get_by_role("alert").is_visible()
    page.get_by_label("Mã tra cứu").fill(late.pin)
    page.get_by_role("button", name="Xem hồ sơ").click()
    assert page.get_by_role("heading", name="Trễ hẹn, chúng tôi xin lỗi").is_visible()
    page.get_by_role("button", name="Chữ to").click()
    assert page.get_by_role("heading", name="Trễ hẹn, chúng tôi xin lỗi").is_visible()


@pytest.mark.parametrize("viewport", ["wall", "office", "phone"])
def test_the_wall_is_sound(visit, stage, axe, screenshot, reflows, viewport):
    page = visit(f"/man-hinh/{stage.office.center.code}/", viewport)
    screenshot(page, f"hall-{viewport}")
    reflows(page)
    axe(page)


def test_the_wall_says_when_it_is_lost_and_comes_back(visit, stage, screenshot):
    page = visit(f"/man-hinh/{stage.office.center.code}/", "wall")
    page.route("**/man-hinh/**", lambda route: route.abort())
    page.wait_for_selector("#hall-lost:not([hidden])", timeout=15_000)
    screenshot(page, "hall-lost", whole=False)
    page.unroute("**/man-hinh/**")
    page.wait_for_selector("#hall-lost", state="hidden", timeout=15_000)


def test_the_top_bar_is_one_line_for_every_role(visit, stage):
    """A second line pushes what has to be seen on the screen of an office out of it."""
    for role in ("intake_officer", "case_officer", "division_head", "approver", "clerk"):
        page = visit("/desk/work/", account=stage.account(role))
        assert page.locator(".top").bounding_box()["height"] < 60, role
