"""The living page, the sample of each shell and the first pages: seen, measured, driven by keyboard."""

from __future__ import annotations

import pytest
from django.urls import reverse

from motcua.kernel.ui import menu

pytestmark = pytest.mark.browser

LIVING = [("office", False), ("office", True), ("phone", False), ("narrow", True)]
SHOWN = [
    ("workbench", "office", False),
    ("workbench", "office", True),
    ("workbench", "narrow", False),
    ("citizen", "phone", False),
    ("citizen", "phone", True),
    ("citizen", "narrow", True),
    ("hall", "wall", False),
    ("hall", "office", False),
    ("hall", "narrow", False),
]


def name_of(what: str, *where: str | bool) -> str:
    """`portal-home-phone-large`: the last of `where` says whether the type is large."""
    return "-".join([what, *(str(part) for part in where[:-1]), *(["large"] if where[-1] else [])])


@pytest.mark.parametrize(("viewport", "large"), LIVING)
def test_living_page_is_sound(visit, axe, screenshot, reflows, account, viewport, large):
    page = visit("/desk/components/", viewport, account=account, large=large)
    screenshot(page, name_of("components", viewport, large))
    reflows(page)
    axe(page)


@pytest.mark.parametrize(("name", "viewport", "large"), SHOWN)
def test_samples_are_sound(visit, axe, screenshot, reflows, account, name, viewport, large):
    page = visit(f"/desk/components/{name}/", viewport, account=account, large=large)
    screenshot(page, name_of("sample", name, viewport, large))
    reflows(page)
    axe(page)


@pytest.mark.parametrize(("viewport", "large"), LIVING)
def test_first_page_of_citizens(visit, axe, screenshot, reflows, viewport, large):
    page = visit("/", viewport, large=large)
    screenshot(page, name_of("portal-home", viewport, large))
    reflows(page)
    axe(page)


def test_first_page_of_the_desk(visit, axe, screenshot, reflows, account):
    page = visit("/desk/", account=account)
    screenshot(page, "desk-home")
    reflows(page)
    axe(page)


def test_the_whole_intake_fits_the_office_screen(visit, account):
    page = visit("/desk/components/workbench/", account=account)
    accept = page.get_by_role("button", name="Tiếp nhận và in giấy hẹn").bounding_box()
    refuse = page.get_by_role("button", name="Từ chối").bounding_box()
    papers = page.locator("#w-d4").bounding_box()
    keys = page.locator(".keys").bounding_box()
    assert max(box["y"] + box["height"] for box in (accept, refuse, papers)) <= keys["y"]


@pytest.fixture
def busy_menu(monkeypatch):
    """The bar of somebody with many duties."""
    account = {
        key: entry for key, entry in menu._entries.items() if entry.shelf in (menu.ACCOUNT, menu.LEAVE)
    }
    monkeypatch.setattr(menu, "_entries", account)
    monkeypatch.setattr(menu, "_search", ["desk:components"])
    entries = [
        ("Bàn làm việc", "desk:home", menu.DESK, lambda request: 0),
        ("Hồ sơ", "desk:components", menu.DESK, lambda request: 12),
        ("Tiếp nhận", "portal:home", menu.DESK, None),
        ("Thủ tục", "portal:healthz", menu.DESK, None),
        ("Lịch làm việc", "desk:components", menu.MANAGE, None),
        ("Cơ quan, cán bộ", "desk:home", menu.MANAGE, lambda request: 2),
    ]
    for order, (label, url_name, shelf, counter) in enumerate(entries):
        menu.register(menu.Entry(label=label, url_name=url_name, shelf=shelf, counter=counter, order=order))


@pytest.mark.parametrize(
    ("viewport", "large"), [("office", False), ("office", True), ("phone", False), ("narrow", True)]
)
def test_the_bar_holds_a_full_menu(visit, axe, screenshot, reflows, account, busy_menu, viewport, large):
    page = visit("/desk/components/workbench/", viewport, account=account, large=large)
    reflows(page)
    axe(page)
    page.locator(".top-nav summary").click()
    axe(page)
    reflows(page)
    screenshot(page, name_of("desk-bar", viewport, large), whole=False)
    bar = page.locator(".top").bounding_box()
    if (viewport, large) == ("office", False):
        assert bar["height"] <= 56


@pytest.mark.parametrize("path", ["/nowhere/", "/desk/nowhere/"])
def test_refusals_are_sound(visit, axe, screenshot, reflows, account, path):
    page = visit(path, "phone", account=account)
    screenshot(page, f"error-404{path.replace('/', '-')}".rstrip("-"))
    reflows(page)
    axe(page)


def test_nothing_is_lost_in_forced_colours(visit, axe, screenshot, account):
    page = visit("/desk/components/", account=account, forced_colors="active")
    screenshot(page, "components-forced-colours")
    box = page.locator("input[type=checkbox]").first
    assert box.evaluate("(e) => getComputedStyle(e).appearance") == "auto"


def test_motion_stops_for_those_who_ask(visit, account):
    page = visit("/desk/components/", account=account, reduced_motion="reduce")
    page.evaluate("document.dispatchEvent(new CustomEvent('toast', {detail: {text: 'Đã lưu', kind: 'ok'}}))")
    assert page.locator(".toast").evaluate("(e) => getComputedStyle(e).animationName") == "none"


def test_toasts_are_told_and_can_be_closed(visit, axe, screenshot, account):
    page = visit("/desk/components/", account=account)
    for kind, words in (
        ("ok", "Đã tiếp nhận, giấy hẹn đang in"),
        ("bad", "Chưa lưu: mất kết nối"),
        ("", "Đã chép mã"),
    ):
        page.evaluate(
            "(detail) => document.dispatchEvent(new CustomEvent('toast', {detail}))",
            {"text": words, "kind": kind},
        )
    screenshot(page, "toasts", whole=False)
    axe(page)
    assert page.locator("#toasts").get_attribute("aria-live") == "polite"
    page.locator(".toast button").first.click()
    assert page.locator(".toast").count() == 2


def test_paper_carries_the_content_and_not_the_shell(visit, screenshot, account):
    page = visit("/desk/components/workbench/", account=account)
    page.emulate_media(media="print")
    screenshot(page, "workbench-on-paper")
    assert not page.locator(".top").is_visible()
    assert not page.locator(".keys").is_visible()
    assert not page.get_by_role("button", name="Tiếp nhận và in giấy hẹn").is_visible()
    assert page.get_by_role("heading", name="Thành phần hồ sơ").is_visible()


def test_a_page_of_staff_loads_only_what_it_names(visit, account):
    loaded = []
    page = visit("/", "phone")
    page.on("request", lambda request: loaded.append(request.url))
    page.reload()
    assert not [url for url in loaded if "woff2" in url or "htmx" in url], (
        "citizens get neither fonts nor htmx"
    )
    assert all(url.startswith(page.url.rstrip("/")) for url in loaded if not url.startswith("data:"))
    assert reverse("portal:home") == "/"
