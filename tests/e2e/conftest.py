"""Drives Debian's Chromium over a live server: pages, accessibility, screenshots.

    def test_home(visit, axe, screenshot):
        page = visit("/", "phone")
        axe(page)
        screenshot(page, "home-phone")

A page that breaks its content security policy, throws, or misses a file fails its test.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Response, sync_playwright

from motcua.directory.agencies.actions.add_officer import NewOfficer, appoint_officer
from motcua.directory.agencies.actions.create_agency import NewAgency, create_agency
from motcua.directory.agencies.actions.grant_membership import Grant, grant_membership
from motcua.directory.agencies.models import Officer
from motcua.directory.identity.actions.create_account import create_account
from motcua.kernel import clock

# Playwright keeps an event loop in the thread of the tests, and Django would refuse the database there.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")

ROOT = Path(__file__).resolve().parents[2]
AXE = ROOT / "node_modules/axe-core/axe.min.js"
SCREENSHOTS = ROOT / "artefacts/screenshots"
# The shell draws no window around a page and so asks half of a processor's time.
BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
CHROMIUM = next(filter(None, map(shutil.which, BROWSERS)), None)
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--force-color-profile=srgb",
    "--font-render-hinting=none",
    "--autoplay-policy=no-user-gesture-required",  # as on the displays of a hall
]
VIEWPORTS = {"office": (1366, 768), "phone": (390, 844), "narrow": (320, 640), "wall": (1920, 1080)}
LONGEST = "test_every_page.py"
LONG_AGO = date(2025, 7, 1)
PASSWORD = "mot cua thu nghiem 2026"
AXE_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest test begins, in whatever order the others come: no worker is left alone with it at the end."""
    items.sort(key=lambda item: item.path.name != LONGEST)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One browser for all browser tests of a worker."""
    if not CHROMIUM:
        pytest.skip("Chromium is not installed (Debian: apt-get install chromium)")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


class Visitor:
    """Opens pages of the live server and remembers what went wrong in them."""

    def __init__(self, browser: Browser, base_url: str) -> None:
        self.browser = browser
        self.base_url = base_url
        self.contexts: list[BrowserContext] = []
        self.faults: list[str] = []

    def __call__(
        self,
        path: str = "/",
        viewport: str = "office",
        *,
        account: Any = None,
        large: bool = False,
        **options: Any,
    ) -> Page:
        """A loaded page: signed in as `account`, in large type, with further options of a browser context."""
        width, height = VIEWPORTS[viewport]
        context = self.browser.new_context(
            base_url=self.base_url, viewport={"width": width, "height": height}, locale="vi-VN", **options
        )
        self.contexts.append(context)
        if account is not None:
            context.add_cookies([self._cookie(settings.SESSION_COOKIE_NAME, session_of(account))])
        if large:
            context.add_cookies([self._cookie("motcua_type", "large")])
        page = context.new_page()
        return self._loaded(page, path)

    def beside(self, page: Page, path: str) -> Page:
        """Another page of the same browser, with its cookies and what it has fetched."""
        return self._loaded(page.context.new_page(), path)

    def _loaded(self, page: Page, path: str) -> Page:
        self._watch(page)
        page.goto(path)
        page.evaluate("document.fonts.ready")
        return page

    def _cookie(self, name: str, value: str) -> dict[str, str]:
        return {"name": name, "value": value, "url": self.base_url}

    def _watch(self, page: Page) -> None:
        page.on("console", self._on_console)
        page.on("pageerror", lambda error: self.faults.append(f"script: {error}"))
        page.on("response", self._on_response)

    def _on_console(self, message: ConsoleMessage) -> None:
        if "Content Security Policy" in message.text or "Content-Security-Policy" in message.text:
            self.faults.append(message.text)

    def _on_response(self, response: Response) -> None:
        if response.status >= 400 and "/static/" in response.url:
            self.faults.append(f"{response.status} {response.url}")

    def close(self) -> None:
        for context in self.contexts:
            context.close()


def session_of(account: Any) -> str:
    """The session key of a fresh sign-in of this account."""
    client = Client()
    client.force_login(account)
    return client.cookies[settings.SESSION_COOKIE_NAME].value


@pytest.fixture
def visit(chromium: Browser, live_server: Any) -> Iterator[Visitor]:
    visitor = Visitor(chromium, live_server.url)
    yield visitor
    visitor.close()
    assert visitor.faults == []


@pytest.fixture
def axe() -> Callable[..., None]:
    """Asserts that axe finds nothing on the page (WCAG 2.0–2.2 A and AA, best practice)."""
    if not AXE.exists():
        pytest.skip("axe-core is not installed (npm ci)")
    source = AXE.read_text()

    def check(page: Page, within: str = "html") -> None:
        if page.evaluate("!window.axe"):  # it stays for as long as the page does
            page.evaluate(source)
        found = page.evaluate(
            "([within, tags]) => axe.run(within, {runOnly: {type: 'tag', values: tags}, resultTypes: ['violations']})",
            [within, AXE_RULES],
        )
        lines = [
            f"{fault['id']}: {fault['help']} – {node['html'][:160]} {node['failureSummary']}"
            for fault in found["violations"]
            for node in fault["nodes"]
        ]
        assert not lines, "\n".join(lines)

    return check


@pytest.fixture
def screenshot() -> Callable[..., Path]:
    """Keeps a picture of the page in artefacts/screenshots."""

    def take(page: Page, name: str, *, whole: bool = True) -> Path:
        SCREENSHOTS.mkdir(parents=True, exist_ok=True)
        path = SCREENSHOTS / f"{name}.png"
        size = page.viewport_size
        if whole:  # a screen as high as the page, so that bars fixed to its edge stand where they belong
            page.wait_for_selector("body")  # a click may still be on its way to the next page
            height = page.evaluate("document.documentElement.scrollHeight")
            page.set_viewport_size({"width": size["width"], "height": max(size["height"], height)})
        page.screenshot(path=path, animations="disabled")
        page.set_viewport_size(size)
        return path

    return take


@pytest.fixture
def reflows() -> Callable[[Page], None]:
    """Asserts that nothing makes the page wider than the screen."""

    def check(page: Page) -> None:
        wide = page.evaluate(
            """() => {
              const limit = document.documentElement.clientWidth;
              return [...document.querySelectorAll('body *')]
                .filter((e) => e.getBoundingClientRect().right > limit + 1 && !e.closest('.vh, .skip, .scroll-x, thead, .hero > .icon, details:not([open]) > :not(summary)'))
                .map((e) => `${e.tagName}.${e.className.baseVal ?? e.className} → ${Math.round(e.getBoundingClientRect().right)}`);
            }"""
        )
        assert (
            page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
        ), wide
        assert not wide, wide

    return check


@pytest.fixture
def officer(transactional_db: None) -> Officer:
    """Somebody with one role at an invented commune."""
    now = clock.now()
    commune = NewAgency(
        code="H27.99.01", name="UBND xã Mẫu", level="commune", kind="people_committee", valid_from=LONG_AGO
    )
    agency = create_agency(new=commune, at=now)
    account = create_account(username="can-bo-mau", password=PASSWORD, at=now, must_change_password=False)
    person = NewOfficer(name="Trần Thị Mẫu", title="Công chức Tư pháp – Hộ tịch", valid_from=LONG_AGO)
    officer = appoint_officer(account=account, new=person, at=now)
    grant = Grant(agency=agency, role="intake_officer", valid_from=LONG_AGO)
    grant_membership(officer=officer, grant=grant, at=now)
    return officer


@pytest.fixture
def account(officer: Officer) -> Any:
    """The account that officer signs in with."""
    return officer.account
