"""A commune draws its own process of two agencies as a table, and a dossier goes the whole way in the browser.

Every act is done by the officer whose turn it is, on the pages officers use; nothing is set up behind them but
offices, people and a procedure.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from motcua.casework.dossiers.models import Dossier
from motcua.casework.dossiers.tests.factories import Office, differences, make_office, make_procedure
from motcua.kernel import clock

pytestmark = pytest.mark.browser
NAME = "Xác nhận có hai cơ quan"


@pytest.fixture
def later(monkeypatch):
    """Lets days pass for the office; what the machine says stays true."""
    ahead = [timedelta(0)]
    monkeypatch.setattr(clock, "now", lambda: datetime.now(UTC) + ahead[0])

    def pass_by(days: int) -> None:
        ahead[0] += timedelta(days=days)

    return pass_by


class Desk:
    """Officers take turns: each act opens the dossier as one of them and does one verb."""

    def __init__(self, visit: Any, dossier_id: int) -> None:
        self.visit, self.page_of = visit, f"/desk/dossiers/{dossier_id}/"

    def does(self, office: Office, role: str, verb: str, **words: str) -> Any:
        page = self.visit(self.page_of, account=office.officers[role].account)
        link = page.locator(f"a[href*='/{verb}/']").first
        link.click()
        page.wait_for_url(f"**/{verb}/**")
        for label, text in words.items():
            field = page.locator(f"[name={label}]").first
            kind = field.evaluate("e => e.tagName + ':' + e.type")
            if kind.startswith("SELECT"):
                field.select_option(label=text)
            elif kind.endswith(":radio"):
                page.get_by_label(text, exact=True).check()
            else:
                field.fill(text)
        page.keyboard.press("Control+Enter")
        page.locator("[role=status]", has_text=re.compile(r"^\s*Đã ")).first.wait_for()
        return page


def draw_and_publish(visit: Any, screenshot: Any, office: Office, neighbour: Office, code: str) -> None:
    admin = office.officers["agency_admin"].account
    page = visit("/desk/processes/new", account=admin)
    page.get_by_label("Tên quy trình").fill(NAME)
    page.get_by_label("Của cơ quan").select_option(label=office.committee.name)
    page.get_by_role("button", name="Bắt đầu soạn").click()
    page.wait_for_url("**/edit")
    row = page.locator(".step-row", has=page.locator("input[value='appraise']"))
    row.locator("button[value^=after-]").click()
    page.wait_for_selector("[autofocus]:focus")
    new = page.locator(".step-row", has=page.locator("[autofocus]"))
    new.get_by_label("Việc", exact=True).fill("Xã bên cạnh xác nhận thực địa")
    new.get_by_label("Loại").select_option("verify")
    new.get_by_label("Ai làm").select_option("case_officer")
    new.get_by_label("Ở đâu").select_option("agency")
    new.get_by_label("Giờ làm việc").fill("8")
    new.get_by_label("Mã cơ quan khác").fill(neighbour.committee.code)
    page.get_by_role("button", name="Kiểm tra").click()
    page.get_by_text("Không còn lỗi").wait_for()
    page.get_by_role("button", name="Lưu bản thảo").click()
    page.get_by_text("Đã lưu bản thảo").wait_for()
    screenshot(page, "two-agencies-table")
    page.get_by_role("link", name="Xem, chạy thử, ban hành").click()
    page.get_by_label("Số quyết định").fill("15/QĐ-UBND")
    page.get_by_role("button", name="Ban hành", exact=True).click()
    page.get_by_text("Đã ban hành phiên bản 1").wait_for()
    page.locator("a[href$='/apply']").click()
    page.get_by_label("Mã thủ tục").fill(code)
    page.get_by_label("Tại cơ quan").select_option(label=office.committee.name)
    page.get_by_role("button", name="Áp dụng").click()
    page.get_by_role("status").first.wait_for()


def take_in(visit: Any, office: Office, code: str) -> Dossier:
    page = visit(f"/desk/intake/{code}/", account=office.officers["intake_officer"].account)
    page.fill("#id_owner_personal_id", "042192000011")
    page.fill("#id_owner_name", "Nguyễn Thị Mẫu Thử")
    page.fill("#id_owner_phone", "0912345678")
    page.keyboard.press("Alt+a")  # every paper is there
    page.keyboard.press("Control+Enter")
    page.wait_for_url(re.compile(r"/desk/dossiers/\d+/"))
    return Dossier.objects.latest("id")


def test_a_drawn_process_carries_a_dossier_through_two_agencies(visit, axe, screenshot, later):
    office, neighbour, third = make_office("Bình Mẫu"), make_office("Đông Mẫu"), make_office("Tây Mẫu")
    version = make_procedure()
    code = version.procedure.code
    draw_and_publish(visit, screenshot, office, neighbour, code)

    dossier = take_in(visit, office, code)
    assert dossier.process_version.process.name == NAME
    desk = Desk(visit, dossier.pk)
    desk.does(office, "intake_officer", "hand_over")
    desk.does(
        office, "case_officer", "request_supplement",
        items="Bản vẽ hiện trạng", reason="Bản vẽ không đọc được",
    )  # fmt: skip
    later(1)
    page = visit(f"/h/{dossier.lookup_token}/", "phone")
    assert page.get_by_text("Bản vẽ hiện trạng").first.is_visible(), "the applicant reads what is asked for"
    axe(page)
    desk.does(office, "intake_officer", "receive_supplement")

    answer_by = (clock.today() + timedelta(days=2)).strftime("%d/%m/%Y")
    page = desk.does(
        office, "case_officer", "consult",
        agency_id=third.committee.name, new_date=answer_by, question="Có vướng quy hoạch không?",
    )  # fmt: skip
    axe(page)
    screenshot(page, "two-agencies-asked")
    desk.does(third, "division_head", "answer", opinion="Không vướng quy hoạch.")
    desk.does(office, "case_officer", "hand_over")
    dossier.refresh_from_db()
    assert dossier.holder_agency_id == neighbour.committee.pk

    later(15)
    page = desk.does(office, "approver", "apologise", reason="Phải xác minh lại ranh giới")
    screenshot(page, "two-agencies-late")
    page = visit(f"/h/{dossier.lookup_token}/", "phone")
    assert page.get_by_role("heading", name="Trễ hẹn, chúng tôi xin lỗi").is_visible()
    desk.does(neighbour, "case_officer", "hand_over")
    finish(desk, office, dossier)
    page = visit(f"/h/{dossier.lookup_token}/", "phone")
    axe(page)
    screenshot(page, "two-agencies-delivered")
    assert differences() == [], "the log and the rows agree about every act"


def finish(desk: Desk, office: Office, dossier: Dossier) -> None:
    """Whatever steps of its own agency are left, each by its own verb."""
    for _step in range(6):
        dossier.refresh_from_db()
        if dossier.step in ("approve", "issue", "deliver"):
            break
        desk.does(office, dossier.holder_role, "hand_over")
    desk.does(office, "approver", "approve")
    desk.does(office, "clerk", "record_result", title="Giấy xác nhận", number="12/GXN-UBND")
    desk.does(office, "intake_officer", "deliver", name="Nguyễn Thị Mẫu Thử", identity_number="042192000011")
    dossier.refresh_from_db()
    assert (dossier.status, dossier.resolved_at > dossier.due_at) == ("delivered", True)
