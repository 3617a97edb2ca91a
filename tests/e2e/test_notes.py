"""Notes of colleagues in the browser: written without scripts, seen by whom they call."""

from __future__ import annotations

import pytest

from motcua.casework.dossiers.tests.factories import advance, make_accepted, make_office
from motcua.kernel import clock

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("viewport", ["office", "phone"])
def test_a_note_calls_a_colleague(visit, transactional_db, axe, screenshot, reflows, viewport):
    office = make_office("Ghi Chú")
    dossier = advance(office, make_accepted(office, clock.now()), "appraise", clock.now())
    head = office.officers["division_head"]
    page = visit(
        f"/desk/dossiers/{dossier.pk}/",
        account=office.officers["case_officer"].account,
        java_script_enabled=False,
    )
    page.get_by_text("Viết ghi chú cho đồng nghiệp").click()
    page.get_by_role("textbox", name="Ghi chú cho đồng nghiệp").fill("@Ai Đó xem giúp")
    page.get_by_role("button", name="Ghi chú").click()
    page.get_by_role("textbox", name="Ghi chú cho đồng nghiệp").fill(f"@{head.name} xem giúp ranh giới")
    page.get_by_role("button", name="Ghi chú").click()
    page.wait_for_url("**/desk/dossiers/**")
    for path in ("/desk/", "/desk/notes/", f"/desk/notes/{dossier.pk}/", f"/desk/dossiers/{dossier.pk}/"):
        called = visit(path, viewport, account=head.account)
        assert called.get_by_text("xem giúp ranh giới").first.is_visible()
        reflows(called)
        axe(called)
        screenshot(called, f"notes-{viewport}-{len(path)}")
    called.goto("/desk/")
    called.get_by_role("button", name=f"Mở hồ sơ {dossier}").click()
    called.wait_for_url("**/desk/dossiers/**")
    called.goto("/desk/notes/")
    assert called.get_by_text("Không có ghi chú nào chờ xem").is_visible()
