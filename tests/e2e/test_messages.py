"""Pages of messages: the list with Retry, the call list on the screen and on paper, what a dossier's people were told."""

from __future__ import annotations

import pytest

from motcua.casework.dossiers.tests.factories import make_office
from motcua.kernel import clock
from motcua.outreach.notifications.models import Message
from motcua.outreach.notifications.ports import PermanentFailure
from motcua.outreach.notifications.tests import stage

pytestmark = pytest.mark.browser


@pytest.fixture
def told(transactional_db):
    """An office with a letter that came back, a call to make, and a letter sent."""
    office, now = make_office("Bình Mẫu"), clock.now()
    returned = stage.accepted(office, now, parties=stage.people(phone=""))
    called = stage.resolved(office, now, parties=stage.people(email=""))
    stage.accepted(office, now)
    stage.react(clock.now())
    stage.send(stage.Puppet(PermanentFailure("SMTP 550")), clock.now())
    return office, returned, called


@pytest.mark.parametrize("viewport", ["office", "phone", "narrow"])
def test_a_letter_that_came_back_is_tried_again(visit, axe, screenshot, reflows, told, viewport):
    office, returned, _ = told
    page = visit("/desk/messages/", viewport, account=office.officers["intake_officer"].account)
    axe(page)
    reflows(page)
    screenshot(page, f"messages-{viewport}")
    page.get_by_role("button", name=f"Thử lại {returned.code}").press("Enter")
    page.get_by_text("Đang thử lại 1 tin").wait_for()
    assert Message.objects.get(subject=returned.subject).state == "waiting"


@pytest.mark.parametrize("viewport", ["office", "phone", "narrow"])
def test_somebody_is_called_and_the_call_noted(visit, axe, screenshot, reflows, told, viewport):
    office, _, called = told
    page = visit("/desk/messages/calls/", viewport, account=office.officers["intake_officer"].account)
    axe(page)
    reflows(page)
    screenshot(page, f"calls-{viewport}")
    page.get_by_role("textbox", name=called.code).fill("Đã nói với chủ hồ sơ")
    page.get_by_role("button", name=f"Đã báo {called.code}").press("Enter")
    page.get_by_text("Không phải gọi cho ai").wait_for()
    assert Message.objects.get(subject=called.subject, channel="phone").state == "called"


def test_on_paper_the_call_list_is_a_table_to_write_in(visit, screenshot, told):
    office, _, called = told
    page = visit("/desk/messages/calls/", "phone", account=office.officers["intake_officer"].account)
    page.emulate_media(media="print")
    screenshot(page, "calls-print")
    row = page.get_by_role("row").filter(has_text=called.code)
    assert row.evaluate("row => getComputedStyle(row).display") == "table-row"
    assert row.get_by_text("☐").is_visible()
    assert not row.get_by_role("button", name="Đã báo").is_visible()


def test_the_dossier_says_what_its_people_were_told(visit, axe, told):
    office, _, called = told
    page = visit(f"/desk/dossiers/{called.pk}/", "office", account=office.officers["case_officer"].account)
    axe(page)
    assert "Có kết quả sớm" in page.get_by_role("region", name="Đã báo người dân").inner_text()
