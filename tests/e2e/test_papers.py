"""Papers in the browser: handed over with the dossier open, looked at page by page, sound for everyone."""

from __future__ import annotations

import pytest
from django.urls import reverse

from motcua.casework.dossiers.tests import factories
from motcua.casework.finding.actions import reading
from motcua.casework.slips.printing import render_receipt
from motcua.casework.slips.tests import samples as slips
from motcua.facilities.papers.models import Paper
from motcua.kernel.files.tests import samples

pytestmark = pytest.mark.browser


@pytest.fixture
def office(transactional_db, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "papers"
    yield factories.make_office()
    reading.flush()


@pytest.mark.parametrize("viewport", ["office", "phone"])
def test_papers_are_added_and_looked_at(visit, axe, screenshot, reflows, office, tmp_path, viewport):
    dossier = factories.make_accepted(office)
    document, photo = tmp_path / "Tờ khai.pdf", tmp_path / "Ảnh chụp.jpg"
    document.write_bytes(render_receipt(slips.receipt()))
    photo.write_bytes(samples.picture("JPEG", size=(900, 600)))
    page = visit(
        reverse("dossiers:page", args=[dossier.pk]),
        viewport,
        account=office.officers["intake_officer"].account,
    )
    page.get_by_text("Thêm giấy tờ", exact=True).click()
    page.get_by_label("Chọn tệp").set_input_files([document, photo])
    axe(page)
    page.get_by_role("button", name="Tải lên").click()
    page.get_by_text("Đã thêm 2 giấy tờ.").wait_for()
    page.get_by_role("link", name="Tờ khai.pdf").wait_for()
    page.wait_for_load_state("networkidle")
    assert page.locator(".docs img").evaluate_all("all => all.map((one) => one.naturalWidth)") == [240, 240]
    screenshot(page, f"dossier-papers-{viewport}")
    reflows(page)
    axe(page)

    page.get_by_role("link", name="Tờ khai.pdf").click()
    page.get_by_role("img", name="Trang 1/2").wait_for()
    page.wait_for_load_state("networkidle")
    screenshot(page, f"paper-{viewport}")
    reflows(page)
    axe(page)
    page.get_by_label("Lý do").select_option("replaced")
    page.get_by_role("button", name="Bỏ giấy tờ").click()
    page.get_by_text("Đã bỏ giấy tờ: Tờ khai.pdf.").wait_for()
    page.wait_for_load_state("networkidle")
    assert Paper.objects.get(name="Tờ khai.pdf").is_withdrawn
