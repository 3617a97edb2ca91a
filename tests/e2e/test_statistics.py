"""Figures for leaders, report 06a and the fees of a day, in a browser."""

from __future__ import annotations

from datetime import timedelta

import pytest

from motcua.casework.dossiers import actions
from motcua.casework.dossiers.intake import FeeEntry
from motcua.casework.dossiers.tests import factories, stage
from motcua.directory.procedures.models import Sector, VersionSector
from motcua.kernel import clock

pytestmark = pytest.mark.browser
SIZES = [("office", False), ("phone", False), ("narrow", True)]


@pytest.fixture
def played(transactional_db: None) -> stage.Stage:
    """An office with dossiers in many states, two late ones at two desks, fees noted today, and sectors."""
    found = stage.set_up()
    sector = Sector.objects.create(code="M01", name="Hộ tịch mẫu", slug="ho-tich-mau")
    VersionSector.objects.create(version=found.version, sector=sector, position=0)
    office, now = found.office, clock.now()
    late = factories.make_accepted(office, now - timedelta(days=50), version=factories.make_procedure())
    factories.advance(office, late, "appraise", now - timedelta(days=49))
    actions.take_over(dossier_id=late.pk, by=office.by("case_officer", now - timedelta(days=49)))
    for amount in (8_000, 15_000):
        draft = factories.make_draft(office, now, version=found.version)
        fees = (FeeEntry(fee_id=None, kind="charge", amount_vnd=amount),)
        actions.accept_dossier(dossier_id=draft.pk, by=office.by("intake_officer", now), fees=fees)
    return found


@pytest.mark.parametrize(("viewport", "large"), SIZES)
def test_figures_are_sound(visit, played, axe, screenshot, reflows, viewport, large):
    page = visit("/desk/statistics/?span=year", viewport, account=played.account("approver"), large=large)
    assert page.get_by_role("heading", name="Hồ sơ quá hạn và người đang giữ").is_visible()
    assert page.get_by_text("Chuyên viên thụ lý: Cán Bộ case_officer").is_visible()
    screenshot(page, f"statistics-{viewport}")
    reflows(page)
    axe(page)


@pytest.mark.parametrize(("viewport", "large"), SIZES)
def test_report_06a_is_sound(visit, played, axe, screenshot, reflows, viewport, large):
    page = visit("/desk/statistics/06a/?span=year", viewport, account=played.account("approver"), large=large)
    assert page.get_by_role("rowheader", name="Hộ tịch mẫu").is_visible()
    screenshot(page, f"report-06a-{viewport}")
    reflows(page)
    axe(page)


@pytest.mark.parametrize(("viewport", "large"), SIZES)
def test_fees_of_a_day_are_sound(visit, played, axe, screenshot, reflows, viewport, large):
    page = visit("/desk/fees/", viewport, account=played.account("intake_officer"), large=large)
    assert page.get_by_text("23.000").first.is_visible()
    screenshot(page, f"fees-{viewport}")
    reflows(page)
    axe(page)


def test_a_period_is_chosen_without_scripts_and_taken_home(visit, played, axe, screenshot):
    page = visit("/desk/statistics/06a/", account=played.account("approver"), java_script_enabled=False)
    page.get_by_label("Kỳ", exact=True).select_option("chosen")
    page.get_by_label("Từ ngày").fill("02/10/2026")
    page.get_by_label("Đến ngày").fill("01/10/2026")
    page.get_by_role("button", name="Xem").click()
    assert page.get_by_role("link", name="Ngày cuối phải từ ngày đầu trở đi.").is_visible()
    assert not page.get_by_role("link", name="Tải bảng tính").is_visible()
    page.get_by_label("Đến ngày").fill("31/12/2026")
    page.get_by_role("button", name="Xem").click()
    with page.expect_download() as taken:
        page.get_by_role("link", name="Tải bảng tính").click()
    assert taken.value.suggested_filename == "bieu-06a-20261002-20261231.xlsx"


def test_what_was_asked_wrongly_is_sound(visit, played, axe, screenshot):
    page = visit("/desk/statistics/?span=chosen&first=x", "phone", account=played.account("inspector"))
    screenshot(page, "statistics-wrong-phone")
    axe(page)


def test_an_office_without_work_is_sound(visit, axe, screenshot, transactional_db):
    office = factories.make_office("Vắng")
    page = visit("/desk/statistics/", account=office.officers["approver"].account)
    assert page.get_by_text("Không có hồ sơ nào quá hạn").is_visible()
    screenshot(page, "statistics-empty")
    axe(page)
    for path in ("/desk/statistics/06a/", "/desk/fees/"):
        page = visit(path, account=office.officers["inspector"].account)
        axe(page)
