"""The words on slips and the lists to print, in a browser."""

from __future__ import annotations

import pytest

from motcua.casework.dossiers import actions
from motcua.casework.dossiers.tests.factories import Office, make_accepted, make_office
from motcua.facilities.papers.models import SlipTemplateVersion
from motcua.kernel import clock

pytestmark = pytest.mark.browser
SIZES = [("office", False), ("phone", False), ("narrow", True)]


@pytest.fixture
def office(transactional_db: None) -> Office:
    """An office that handed two dossiers over just now."""
    found, now = make_office(), clock.now()
    by = found.by("intake_officer", now)
    for _ in range(2):
        actions.hand_over(dossier_id=make_accepted(found, now).pk, by=by)
    return found


@pytest.mark.parametrize(("viewport", "large"), SIZES)
def test_wording_is_sound(visit, office, axe, screenshot, reflows, viewport, large):
    account = office.officers["agency_admin"].account
    page = visit("/desk/slips/forms/", viewport, account=account, large=large)
    screenshot(page, f"slip-forms-{viewport}")
    reflows(page)
    axe(page)
    page.get_by_role("link", name="Giấy tiếp nhận và hẹn trả").first.click()
    page.get_by_label("Ghi chú").fill("Không nhận tiền bồi dưỡng.")
    page.get_by_role("button", name="Lưu bản thảo").click()
    page.get_by_role("button", name="Công bố").click()
    assert page.get_by_role("alert").first.is_visible()
    screenshot(page, f"slip-wording-{viewport}")
    reflows(page)
    axe(page)


def test_words_are_published_without_scripts(visit, office):
    account = office.officers["agency_admin"].account
    page = visit("/desk/slips/forms/", account=account, java_script_enabled=False)
    page.get_by_role("link", name="Phiếu từ chối").click()
    page.get_by_label("Dòng dưới tên cơ quan").fill("BỘ PHẬN THỬ")
    page.get_by_role("button", name="Lưu bản thảo").click()
    page.get_by_label("Số, ký hiệu văn bản ban hành").fill("12/QĐ-UBND")
    page.get_by_role("button", name="Công bố").click()
    assert page.get_by_text("Đã công bố mẫu phiếu.").is_visible()
    assert SlipTemplateVersion.objects.get().texts_json["heading"] == "BỘ PHẬN THỬ"


@pytest.mark.parametrize(("viewport", "large"), SIZES)
def test_lists_are_sound(visit, office, axe, screenshot, reflows, viewport, large):
    account = office.officers["intake_officer"].account
    page = visit("/desk/slips/register/", viewport, account=account, large=large)
    assert page.get_by_role("link", name="Bản in (PDF)").is_visible()
    for name, door in (("register", "/desk/slips/register/"), ("hand-overs", "/desk/slips/hand-overs/")):
        page.goto(door)
        screenshot(page, f"slip-{name}-{viewport}")
        reflows(page)
        axe(page)
    assert page.get_by_role("link", name="In danh sách").is_visible()
