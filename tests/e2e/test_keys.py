"""The desk by keyboard: shortcuts, the dialog of keys, scanners, guards; and pages without any script."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from motcua.kernel.ui import menu

pytestmark = pytest.mark.browser

LIVING = "/desk/components/"
WORKBENCH = "/desk/components/workbench/"


@pytest.fixture
def search_door(monkeypatch):
    """Lets the living page itself stand in for the search, so that the shell has a search box."""
    monkeypatch.setattr(menu, "_search", ["desk:components"])


def focused(page: Page) -> str:
    return page.evaluate("document.activeElement.id || document.activeElement.textContent.trim()")


def test_tab_reaches_the_content_first_and_every_stop_shows_itself(visit, account):
    page = visit(WORKBENCH, account=account)
    page.keyboard.press("Tab")
    assert focused(page) == "Đến nội dung chính"
    page.keyboard.press("Enter")
    stops = []
    for _ in range(40):
        page.keyboard.press("Tab")
        name = focused(page)
        if name in stops or page.evaluate("document.activeElement === document.body"):
            break
        stops.append(name)
        outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert outline == "solid", name
    assert "w-phone" in stops
    assert "w-d4" in stops
    assert any("Tiếp nhận và in giấy hẹn" in stop for stop in stops)
    assert "w-name" not in stops, "values read from the card need no stop"
    assert len(stops) <= 20


def test_sections_fields_and_buttons_obey_their_keys(visit, account):
    page = visit(WORKBENCH, account=account)
    page.keyboard.press("Alt+2")
    assert focused(page) == "w-phone"
    page.keyboard.press("Alt+3")
    assert focused(page) == "w-child"
    page.keyboard.press("Alt+w")
    assert page.locator("[data-key='Alt+W']").is_checked()
    page.evaluate(
        "document.querySelector('[data-key=\"Ctrl+Enter\"]').addEventListener('click', () => { document.title = 'accepted' })"
    )
    page.keyboard.press("Alt+2")
    page.keyboard.press("Control+Enter")
    expect(page).to_have_title("accepted")


def test_letters_typed_in_a_field_are_only_letters(visit, account, search_door):
    page = visit(WORKBENCH, account=account)
    page.locator("#w-phone").fill("")
    page.locator("#w-phone").press_sequentially("a/b?", delay=50)
    assert page.locator("#w-phone").input_value() == "a/b?"
    assert not page.locator("#keys-dialog").is_visible()


def test_slash_searches(visit, account, search_door, screenshot):
    page = visit(LIVING, account=account)
    page.locator("h1").first.click()
    page.keyboard.press("/")
    assert focused(page) == "top-search"
    page.keyboard.type("khai sinh", delay=50)
    page.keyboard.press("Enter")
    page.wait_for_url("**/desk/components/?q=khai+sinh")


def test_keys_can_be_seen_and_changed(visit, account, axe, screenshot):
    page = visit(WORKBENCH, account=account)
    page.keyboard.press("?")
    dialog = page.locator("#keys-dialog")
    expect(dialog).to_be_visible()
    row = dialog.locator("tr", has_text="Tiếp nhận và in giấy hẹn")
    expect(row).to_contain_text("Ctrl ↵")
    axe(page)
    screenshot(page, "keys-dialog", whole=False)
    row.get_by_role("button").click()
    page.keyboard.press("F9")
    expect(dialog.locator("[data-key-status]")).to_contain_text("Từ chối")
    page.keyboard.press("F10")
    expect(row).to_contain_text("F10")
    page.keyboard.press("Escape")
    expect(dialog).not_to_be_visible()
    page.reload()
    button = page.get_by_role("button", name="Tiếp nhận và in giấy hẹn")
    expect(button.locator("kbd")).to_have_text("F10")
    page.evaluate(
        "document.querySelector('.btn-big').addEventListener('click', () => { document.title = 'accepted' })"
    )
    page.keyboard.press("Control+Enter")
    assert page.title() != "accepted"
    page.keyboard.press("F10")
    expect(page).to_have_title("accepted")
    page.keyboard.press("?")
    page.get_by_role("button", name="Về phím ban đầu").click()
    expect(row).to_contain_text("Ctrl ↵")


def test_a_dialog_opens_by_key_takes_the_focus_and_gives_it_back(visit, account, axe):
    page = visit(LIVING, account=account)
    page.keyboard.press("Alt+h")
    expect(page.locator("#sample-dialog")).to_be_visible()
    assert focused(page) == "sample-reason"
    axe(page)
    page.keyboard.press("Escape")
    expect(page.locator("#sample-dialog")).not_to_be_visible()
    assert "Mở hộp thoại" in focused(page)


def test_arrows_move_among_rows(visit, account):
    page = visit(LIVING, account=account)
    page.locator("[data-row]").first.focus()
    page.keyboard.press("ArrowDown")
    assert focused(page) == "Cấp bản sao trích lục hộ tịch"
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    assert focused(page) == "Đăng ký biến động đất đai"


def scan(page: Page, digits: str) -> None:
    """What a wedge scanner does: keys within a few milliseconds, then Enter; in one go, as the machine is busy."""
    page.evaluate(
        """(digits) => {
          const target = document.activeElement;
          for (const key of [...digits, 'Enter']) {
            const event = new KeyboardEvent('keydown', {key, bubbles: true, cancelable: true});
            if (target.dispatchEvent(event) && key !== 'Enter' && 'value' in target) target.value += key;
          }
        }""",
        digits,
    )


def test_a_scanned_barcode_goes_to_the_search_from_any_field(visit, account, search_door):
    page = visit(WORKBENCH, account=account)
    page.on("dialog", lambda dialog: dialog.accept())
    page.locator("#w-child").focus()
    before = page.locator("#w-child").input_value()
    page.evaluate(
        "document.addEventListener('motcua:scan', () => sessionStorage.setItem('left', document.activeElement.value))"
    )
    scan(page, "2611200037")
    page.wait_for_url("**/desk/components/?q=2611200037")
    assert page.evaluate("sessionStorage.getItem('left')") == before


def scan_with_gaps(page: Page, digits: str, gaps: list[int]) -> bool:
    """Whether keys that came so many milliseconds apart (the last gap before Enter) were taken for a scan."""
    return page.evaluate(
        """([digits, gaps]) => {
          let taken = false;
          document.addEventListener('motcua:scan', () => { taken = true });
          let at = performance.now() + 5000;
          [...digits, 'Enter'].forEach((key, i) => {
            at += i ? gaps[i - 1] : 0;
            const event = new KeyboardEvent('keydown', {key, bubbles: true, cancelable: true});
            Object.defineProperty(event, 'timeStamp', {value: at});
            document.body.dispatchEvent(event);
          });
          return taken;
        }""",
        [digits, gaps],
    )


@pytest.mark.parametrize(
    ("gaps", "is_scan"),
    [
        ([5] * 10, True),
        ([5, 5, 120, 5, 5, 5, 200, 5, 5, 5], True),
        ([60] * 10, False),
        ([90, 40, 70, 36, 50, 80, 45, 60, 50, 40], False),
        ([5, 5, 5, 400, 5, 5, 5, 5, 5, 5], False),
        ([5] * 9 + [600], False),
    ],
    ids=["scanner", "scanner on a busy machine", "person", "fast person", "broken off", "Enter much later"],
)
def test_a_scanner_is_told_from_a_person(visit, account, search_door, gaps, is_scan):
    page = visit(LIVING, account=account)
    assert scan_with_gaps(page, "2611200037", gaps) is is_scan


def test_digits_typed_by_a_person_stay_where_they_are(visit, account, search_door):
    page = visit(WORKBENCH, account=account)
    page.locator("#w-phone").fill("")
    page.locator("#w-phone").press_sequentially("0912345678", delay=60)
    page.keyboard.press("Escape")
    assert page.locator("#w-phone").input_value() == "0912345678"
    assert WORKBENCH in page.url


def test_a_form_is_sent_once(visit, account):
    page = visit(LIVING, account=account)
    sent = page.evaluate(
        """() => {
          const form = document.createElement('form');
          form.method = 'post';
          form.innerHTML = '<button>Gửi</button>';
          document.querySelector('main').append(form);
          let sent = 0;
          form.addEventListener('submit', (event) => { setTimeout(() => 0); });
          window.addEventListener('submit', (event) => { if (!event.defaultPrevented) sent += 1; event.preventDefault(); });
          form.querySelector('button').click();
          form.querySelector('button').click();
          return sent;
        }"""
    )
    assert sent == 1


def test_leaving_with_changes_asks_first(visit, account):
    page = visit(WORKBENCH, account=account)
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.locator("#w-phone").press_sequentially("6", delay=50)
    page.goto(LIVING)
    assert asked == ["beforeunload"]


def test_menus_close_on_escape(visit, account):
    page = visit(LIVING, account=account)
    page.locator(".top details.menu > summary").last.click()
    expect(page.get_by_role("button", name="Chữ to")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Chữ to")).not_to_be_visible()


def test_large_type_and_language_need_no_script(visit):
    page = visit("/", "phone", java_script_enabled=False)
    page.get_by_role("button", name=re.compile("Chữ to")).click()
    assert "large" in page.locator("html").get_attribute("class")
    expect(page.get_by_role("button", name=re.compile("Chữ to"))).to_have_attribute("aria-pressed", "true")
    page.get_by_role("button", name="EN, English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")


def test_without_scripts_nothing_promises_what_only_scripts_do(visit, account):
    page = visit(LIVING, account=account, java_script_enabled=False)
    assert page.locator(".key:visible").count() == 0
    assert page.locator("[data-copy]:visible, [data-print]:visible").count() == 0
    expect(page.get_by_role("button", name="Tiếp nhận", exact=True)).to_be_visible()
