"""A dossier taken in under the wrong case is put right, in a browser; results entered in numbers."""

from __future__ import annotations

import pytest
from django.urls import reverse

from motcua.casework.dossiers.models import Dossier
from motcua.casework.dossiers.tests.factories import (
    advance,
    make_accepted,
    make_office,
    make_procedure,
    with_cases,
)
from motcua.casework.dossiers.tests.stage import FAKE_PRINTER
from motcua.casework.recasing.tests.stage import taken_in
from motcua.directory.procedures.models import Result
from motcua.kernel import clock

pytestmark = pytest.mark.browser
SIZES = [("office", True), ("phone", False)]


@pytest.fixture
def office(transactional_db: None):
    return make_office("Bình Mẫu")


@pytest.mark.parametrize(("viewport", "scripts"), SIZES)
def test_the_right_case_is_chosen_and_papers_are_asked_for(
    visit, office, axe, screenshot, reflows, viewport, scripts
):
    dossier = taken_in(office, with_cases(make_procedure(papers=2)), clock.now())
    account = office.officers["intake_officer"].account
    page = visit(
        reverse("dossiers:page", args=[dossier.pk]), viewport, account=account, java_script_enabled=scripts
    )
    page.add_init_script(FAKE_PRINTER)
    page.get_by_role("link", name="Đổi trường hợp").click()
    page.get_by_label("Vì sao đổi trường hợp").fill("Chọn nhầm khi tiếp nhận")
    page.get_by_role("button", name="Đổi và in lại giấy hẹn").click()
    assert page.get_by_text("Chưa có giấy tờ bắt buộc này.").first.is_visible()
    page.get_by_label("Yêu cầu người nộp bổ sung").check()
    if scripts:
        reflows(page)
        axe(page)
        screenshot(page, f"recasing-refused-{viewport}")
        page.keyboard.press("Control+Enter")
    else:
        page.get_by_role("button", name="Đổi và in lại giấy hẹn").click()
    page.wait_for_url("**print=02")
    assert page.get_by_text("Thu thêm 12.000").first.is_visible()
    assert page.get_by_text("Thời hạn: 5 ngày làm việc → 15 ngày làm việc").is_visible()
    if scripts:
        axe(page)
        screenshot(page, f"recasing-done-{viewport}")
    assert Dossier.objects.get().procedure_case.name == "Phải xác minh"


@pytest.mark.parametrize("viewport", ["office", "phone"])
def test_results_in_numbers_are_looked_over_and_numbered(visit, office, axe, screenshot, reflows, viewport):
    version, now = make_procedure(), clock.now()
    Result.objects.create(version=version, name="Giấy xác nhận thông tin về cư trú", position=1)
    for one in (version, version, make_procedure()):
        advance(office, make_accepted(office, now, version=one), "issue", now)
    page = visit("/desk/work/batch/", viewport, account=office.officers["clerk"].account)
    page.get_by_label("Ghi kết quả, chuyển về Một cửa").check()
    for box in page.locator("input[name=rows]").all():
        box.check()
    page.get_by_role("button", name="Xem lại").click()
    page.get_by_label("Số, ký hiệu").first.fill("12/GXN-UBND")
    reflows(page)
    axe(page)
    screenshot(page, f"batch-results-{viewport}")
    page.get_by_role("button", name="Thực hiện").click()
    assert page.get_by_text("Đã xong 2 trên 3 hồ sơ").is_visible()
    axe(page)
    screenshot(page, f"batch-done-{viewport}")
    assert Dossier.objects.filter(status="resolved").count() == 2
