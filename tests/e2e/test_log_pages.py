"""Pages about the log: what is stuck, and the published seals."""

from __future__ import annotations

import pytest

from motcua.directory.agencies.tests.factories import make_agency, make_officer
from motcua.kernel import clock
from motcua.kernel.events import seals
from motcua.kernel.events.models import Dispatch
from motcua.kernel.events.tests.trace import note

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("viewport", ["office", "phone"])
def test_stuck_work_is_retried_by_keyboard(visit, axe, screenshot, reflows, transactional_db, viewport):
    admin = make_officer(
        "system_admin", make_agency("Ủy ban nhân dân tỉnh Mẫu", code="H82", level="province")
    )
    event = note()
    for number in range(2):
        Dispatch.objects.create(
            event=event, subject=event.subject, reaction=f"messages.tell_{number}", state="stuck", attempts=8,
            next_at=event.recorded_at, last_error="ConnectionError: cổng không trả lời",
        )  # fmt: skip
    page = visit("/desk/log/stuck/", viewport, account=admin.account)
    axe(page)
    reflows(page)
    screenshot(page, f"stuck-{viewport}")
    page.get_by_role("checkbox").first.focus()
    page.keyboard.press("Space")
    page.get_by_role("button", name="Thử lại việc đã chọn").focus()
    page.keyboard.press("Enter")
    page.get_by_text("Đang thử lại 1 việc").wait_for()
    assert Dispatch.objects.filter(state="stuck").count() == 1


@pytest.mark.parametrize("viewport", ["office", "phone", "narrow"])
def test_seals_are_shown_to_everyone(
    visit, axe, screenshot, reflows, transactional_db, settings, tmp_path, viewport
):
    settings.VAR = tmp_path
    note()
    seals.take_seal(at=clock.now())
    page = visit("/niem-phong/", viewport)
    axe(page)
    reflows(page)
    screenshot(page, f"seals-{viewport}")
