"""Pages about the log: what is stuck, and the published seals."""

from __future__ import annotations

import pytest

from motcua.directory.agencies.tests.factories import make_agency, make_officer
from motcua.facilities.bpmn.tests.drawing import xml
from motcua.facilities.workflow.models import Process, ProcessRun, ProcessVersion, Token, Trouble
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
    _job_that_gave_up()
    page = visit("/desk/log/stuck/", viewport, account=admin.account)
    axe(page)
    reflows(page)
    screenshot(page, f"stuck-{viewport}")
    page.get_by_role("checkbox").first.focus()
    page.keyboard.press("Space")
    page.get_by_role("button", name="Thử lại việc đã chọn").first.focus()
    page.keyboard.press("Enter")
    page.get_by_text("Đang thử lại 1 việc").wait_for()
    assert Dispatch.objects.filter(state="stuck").count() == 1
    page.locator("section:has(#jobs-title)").get_by_role("button", name="Thử lại việc số").focus()
    page.keyboard.press("Enter")
    page.get_by_text("Đang thử lại 1 việc").wait_for()
    assert Trouble.objects.get().state == "waiting"


def _job_that_gave_up() -> None:
    """Of the machine, in a process."""
    process = Process.objects.create(code="may", name="Quy trình có việc của máy")
    data = xml("S start; J service kind=notify name=Báo-người-nộp; E end; S -> J -> E")
    version = ProcessVersion.objects.create(process=process, number=1, xml=data, sha256="1" * 64)
    run = ProcessRun.objects.create(version=version, places={}, started_at=clock.now())
    Token.objects.create(run=run, number=1, node="J", kind="job", since=clock.now())
    said = {"state": "stuck", "attempts": 8, "next_at": clock.now(), "last_error": "RuntimeError: hỏng"}
    Trouble.objects.create(run_id=run.pk, number=1, **said)


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
