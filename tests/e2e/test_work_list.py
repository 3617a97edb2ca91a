"""The work list by keys: three at most for every act, rows ticked across pages, and news that moves nothing."""

from __future__ import annotations

from typing import Any

import pytest

from motcua.casework.dossiers import actions
from motcua.casework.dossiers.models import Dossier
from motcua.casework.dossiers.tests.factories import advance, make_accepted, make_office
from motcua.casework.dossiers.tests.stage import COUNT_KEYS
from motcua.casework.handling.desk import listing
from motcua.kernel import clock

pytestmark = pytest.mark.browser

# Stands in for the stream of live updates: `changed()` says that something happened.
FAKE_LIVE = """
  window.EventSource = class { addEventListener(name, told) { if (name === "changed") window.changed = told } close() {} };
"""


@pytest.fixture
def office(transactional_db):
    return make_office("Phím Mẫu")


def at_appraisal(office) -> Dossier:
    return advance(office, make_accepted(office, clock.now()), "appraise", clock.now())


def account(office, role: str) -> Any:
    return office.officers[role].account


def on_row(page: Any, dossier: Dossier) -> None:
    """The focus on a dossier's row, and no key counted yet."""
    page.get_by_role("link", name=str(dossier), exact=True).focus()
    page.evaluate("sessionStorage.keys = 0")


@pytest.mark.parametrize(
    ("role", "keys", "ends_at", "held_by"),
    [
        ("case_officer", ["Enter"], "/desk/dossiers/{pk}/", None),
        ("case_officer", ["n"], "/desk/dossiers/{pk}/", "case_officer"),
        ("division_head", ["g", "ArrowDown", "Control+Enter"], "/desk/dossiers/{pk}/", "case_officer"),
    ],
)
def test_opening_taking_and_assigning_by_three_keys(visit, office, role, keys, ends_at, held_by):
    dossier = at_appraisal(office)
    page = visit("/desk/work/?view=co-quan", account=account(office, role))
    page.add_init_script(COUNT_KEYS)
    page.reload()
    on_row(page, dossier)
    for key in keys:
        page.keyboard.press(key)
        if key == "g":
            page.wait_for_url("**/assign/*")
    page.wait_for_url("**" + ends_at.format(pk=dossier.pk))
    assert int(page.evaluate("sessionStorage.keys")) == len(keys) <= 3
    assert page.evaluate("sessionStorage.mice") is None
    holder = Dossier.objects.get(pk=dossier.pk).holder_officer_id
    assert holder == (office.officers[held_by].pk if held_by else None)


def test_handing_on_by_two_keys_from_the_first_arrow(visit, office):
    dossier = at_appraisal(office)
    page = visit("/desk/work/", account=account(office, "case_officer"))
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.textContent") == dossier.code
    page.keyboard.press("c")
    page.wait_for_url("**/hand_over/*")
    page.keyboard.press("Control+Enter")
    page.wait_for_url(f"**/desk/dossiers/{dossier.pk}/")
    assert Dossier.objects.get(pk=dossier.pk).step == "approve"


def test_letters_typed_into_a_field_do_nothing(visit, office):
    dossier = at_appraisal(office)
    page = visit("/desk/work/?q=thu", account=account(office, "case_officer"))
    page.locator("#filter-q").fill("")
    page.keyboard.type("ncgx")
    assert page.locator("#filter-q").input_value() == "ncgx"
    assert Dossier.objects.get(pk=dossier.pk).holder_officer_id is None


def test_rows_stay_ticked_from_page_to_page(visit, office, monkeypatch):
    monkeypatch.setattr(listing, "PAGE_SIZE", 1)
    first, second = at_appraisal(office), at_appraisal(office)
    page = visit("/desk/work/", account=account(office, "case_officer"))
    for dossier, number in ((first, 1), (second, 2)):
        page.goto(f"/desk/work/?page={number}")
        on_row(page, dossier)
        page.keyboard.press("x")
        assert page.evaluate("document.activeElement.textContent") == dossier.code
    assert page.locator("#work-chosen").inner_text() == "(Đã chọn 2)"
    page.keyboard.press("Alt+x")
    page.wait_for_url("**/desk/work/batch/*")
    assert page.locator("input[name=rows]:checked").count() == 2
    page.locator("input[name=verb][value=take_over]").check()
    page.keyboard.press("Control+Enter")
    page.wait_for_selector("input[name=confirmed]", state="attached")
    page.keyboard.press("Control+Enter")
    page.wait_for_selector("[role=status]:has-text('Đã xong 2 trên 2')")
    page.goto("/desk/work/")
    assert page.locator("#work-chosen").inner_text() == ""


def test_news_moves_neither_the_focus_nor_the_rows(visit, office, axe, screenshot):
    dossiers = [at_appraisal(office) for _ in range(3)]
    page = visit("/desk/work/", account=account(office, "case_officer"))
    page.add_init_script(FAKE_LIVE)
    page.reload()
    on_row(page, dossiers[1])
    page.keyboard.press("x")
    place = page.evaluate("JSON.stringify(document.activeElement.getBoundingClientRect())")
    actions.hand_over(dossier_id=dossiers[0].pk, by=office.by("case_officer", clock.now()))
    page.evaluate("changed()")
    page.wait_for_selector("#work-news button")
    assert page.locator("#work-news").inner_text().split() == ["Có", "1", "thay", "đổi", "nạp", "lại"]
    assert page.evaluate("JSON.stringify(document.activeElement.getBoundingClientRect())") == place
    assert page.evaluate("document.activeElement.textContent") == dossiers[1].code
    assert page.locator("[data-work]").count() == 3
    axe(page)
    screenshot(page, "work-news")
    page.get_by_role("button", name="nạp lại").click()
    page.wait_for_selector("[data-work]:nth-child(3)", state="detached")
    assert page.locator("[data-work]").count() == 2
    assert page.evaluate("document.activeElement.textContent") == dossiers[1].code
    assert page.locator("[data-work] input:checked").count() == 1


@pytest.mark.parametrize("viewport", ["office", "phone"])
def test_filters_are_sound_and_need_no_scripts(visit, office, axe, screenshot, reflows, viewport):
    taken, free = at_appraisal(office), at_appraisal(office)
    actions.take_over(dossier_id=taken.pk, by=office.by("case_officer", clock.now()))
    page = visit("/desk/work/", viewport, account=account(office, "division_head"), java_script_enabled=False)
    page.get_by_role("link", name="Cả cơ quan").click()
    page.get_by_text("Lọc danh sách").first.click()
    page.get_by_label("Người giữ").select_option(label="Chưa ai nhận (1)")
    page.get_by_role("button", name="Lọc").click()
    assert free.code in page.content()
    assert taken.code not in page.content()
    page.get_by_role("link", name="Lưu bộ lọc này").click()
    page.get_by_label("Tên bộ lọc").fill("Chưa ai nhận")
    page.get_by_role("button", name="Lưu").click()
    page.get_by_role("button", name="Mở sẵn Chưa ai nhận").click()
    scripted = visit("/desk/work/", viewport, account=account(office, "division_head"))
    assert "holder=none" in scripted.url
    for path in (
        "/desk/work/?view=co-quan&holder=none",
        "/desk/work/filters/",
        "/desk/work/filters/?state=late",
    ):
        scripted.goto(path)
        reflows(scripted)
        axe(scripted)
        screenshot(scripted, f"work-{viewport}-{len(path)}")
