"""The catalogue as citizens and officers see it: sound, light, and usable without scripts."""

from __future__ import annotations

import gzip
from typing import Any

import pytest

from motcua.directory.agencies.choices import Role
from motcua.directory.agencies.tests.factories import add_role
from motcua.directory.catalogue.actions.load_starter import load_starter
from motcua.kernel import clock

pytestmark = pytest.mark.browser

VIEWPORTS = [("office", False), ("phone", False), ("narrow", True)]
BIRTH = "1.001193"
LIGHTEST = 50 * 1024


@pytest.fixture
def catalogue(transactional_db: None) -> None:
    load_starter(at=clock.now())


@pytest.mark.usefixtures("catalogue")
@pytest.mark.parametrize(("viewport", "large"), VIEWPORTS)
@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("list", "/thu-tuc/"),
        ("found", "/thu-tuc/?q=kahi+sinh&level=commune"),
        ("nothing", "/thu-tuc/?q=xyzzyx"),
        ("refused", "/thu-tuc/?level=galaxy"),
        ("procedure", f"/thu-tuc/{BIRTH}/"),
        ("alternatives", "/thu-tuc/1.004194/"),
    ],
)
def test_public_pages_are_sound(visit, axe, screenshot, reflows, name, path, viewport, large):
    page = visit(path, viewport, large=large)
    for details in page.locator("details:not([open]) > summary").all():
        details.click()
    screenshot(page, f"catalogue-{name}-{viewport}")
    reflows(page)
    axe(page)


@pytest.mark.usefixtures("catalogue")
@pytest.mark.parametrize("path", ["/thu-tuc/", f"/thu-tuc/{BIRTH}/"])
def test_a_first_visit_is_light(visit, path):
    """HTML as it is, files packed as they are served outside of tests."""
    page = visit("/robots.txt", "phone")
    sizes: dict[str, int] = {}

    def weigh(response: Any) -> None:
        body = response.body()
        sizes[response.url] = len(gzip.compress(body)) if "/static/" in response.url else len(body)

    page.on("response", weigh)
    page.goto(path)
    page.wait_for_load_state("networkidle")
    assert sum(sizes.values()) <= LIGHTEST, sizes


@pytest.mark.usefixtures("catalogue")
def test_a_citizen_finds_a_procedure_without_scripts(visit):
    page = visit("/thu-tuc/", "phone", java_script_enabled=False)
    page.get_by_role("searchbox").fill("kahi sinh")
    page.get_by_role("button", name="Tìm").click()
    assert "khai sinh" in page.locator(".notice").first.inner_text()
    page.locator(f'a[href="/thu-tuc/{BIRTH}/"]').click()
    assert page.get_by_role("heading", level=1).inner_text() == "Thủ tục đăng ký khai sinh"
    assert page.get_by_role("heading", name="Giấy tờ cần có").is_visible()


@pytest.mark.usefixtures("catalogue")
def test_a_printed_page_holds_the_papers(visit, screenshot):
    page = visit(f"/thu-tuc/{BIRTH}/")
    page.emulate_media(media="print")
    screenshot(page, "catalogue-procedure-print")
    assert page.get_by_text("Tờ khai đăng ký khai sinh").is_visible()
    assert not page.locator("[data-print]").is_visible()


@pytest.mark.usefixtures("catalogue")
def test_the_desk(visit: Any, axe: Any, screenshot: Any, reflows: Any, officer: Any, account: Any) -> None:
    agency = officer.memberships.get().agency
    add_role(officer, Role.AGENCY_ADMIN, agency)
    page = visit("/desk/procedures/?q=khai", account=account)
    screenshot(page, "desk-procedures")
    reflows(page)
    axe(page)
    page.locator("a[data-row]").first.click()
    screenshot(page, "desk-procedure")
    reflows(page)
    axe(page)
    page.locator(f'a[href$="/offers/{agency.pk}/"]').click()
    page.get_by_label("Thời hạn tại cơ quan").fill("9")
    page.get_by_label("Đơn vị").select_option("working_day")
    page.get_by_role("button", name="Lưu").click()
    screenshot(page, "desk-offer-refused")
    axe(page)
    page.get_by_label("Thời hạn tại cơ quan").fill("0,5")
    page.get_by_role("button", name="Lưu").click()
    assert "0,5 ngày làm việc" in page.content()
    axe(page)
