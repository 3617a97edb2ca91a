"""Pages of processes: drawn by the step table with the keyboard, seen as a picture, tried out, published."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from motcua.casework.dossiers.tests.factories import advance, make_accepted, make_office
from motcua.directory.agencies.models import Officer
from motcua.directory.agencies.tests.factories import make_agency, make_officer
from motcua.facilities.bpmn.table import from_xml, to_xml
from motcua.facilities.bpmn.tests.drawing import xml
from motcua.facilities.designer import library
from motcua.facilities.workflow import standard
from motcua.facilities.workflow.actions import (
    copy_process,
    new_process,
    publish_process,
    publish_version,
    save_draft,
)
from motcua.facilities.workflow.models import Process, ProcessRun, Token
from motcua.kernel import clock

pytestmark = pytest.mark.browser


@pytest.fixture
def admin(transactional_db: None) -> Officer:
    """The administrator of a department, with a draft that asks two other agencies."""
    agency = make_agency("Sở Xây dựng tỉnh Mẫu", code="H82.10")
    for number, name in enumerate(("Sở Nông nghiệp và Môi trường tỉnh Mẫu", "Công an tỉnh Mẫu"), start=1):
        make_agency(name, code=f"H82.2{number}")
    standard.install(at=clock.now())
    copy_process(
        xml=to_xml(library.BY_CODE["consult_two"].table), name="Cấp giấy phép xây dựng", owner_id=agency.pk,
        agencies={"consulted_1": "H82.21", "consulted_2": "H82.22"}, at=clock.now(),
    )  # fmt: skip
    return make_officer("agency_admin", agency, name="Mai Văn Giả Tưởng")


def own() -> Process:
    return Process.objects.get(name="Cấp giấy phép xây dựng")


def drawn(page: Any) -> None:
    page.wait_for_selector("#picture[data-shown]")
    mark = page.locator("#picture .bjs-powered-by")
    assert mark.is_visible(), "the mark of bpmn.io stays visible"


@pytest.mark.parametrize("viewport", ["office", "phone"])
@pytest.mark.parametrize("name", ["processes", "new", "version", "edit", "try", "copy", "apply"])
def test_pages(visit, axe, screenshot, reflows, admin, viewport, name):
    pk = own().pk
    path = {
        "processes": "", "new": "new", "version": f"{pk}/1/", "edit": f"{pk}/edit",
        "try": f"{pk}/1/try", "copy": f"{pk}/1/copy", "apply": f"{pk}/apply",
    }[name]  # fmt: skip
    page = visit(f"/desk/processes/{path}", viewport, account=admin.account)
    if name in ("version", "try"):
        drawn(page)
    axe(page)
    reflows(page)
    screenshot(page, f"process-{name}-{viewport}")


def test_a_step_is_added_and_written_with_the_keyboard_alone(visit, axe, screenshot, admin):
    pk = own().pk
    page = visit(f"/desk/processes/{pk}/edit", account=admin.account)
    page.locator("button[value=after-1]").focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("#r2-name:focus")
    page.keyboard.type("Kiểm tra thể thức")
    for downs in (7, 5, 0):  # kind, who, where
        page.keyboard.press("Tab")
        for _down in range(downs):
            page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.type("2,5")
    screenshot(page, "process-edit-added")
    page.keyboard.press("Control+Enter")
    page.wait_for_selector("text=Đã lưu bản thảo")
    row = from_xml(bytes(own().versions.get().xml)).rows[2]
    assert (row.name, row.kind, row.role, str(row.hours)) == ("Kiểm tra thể thức", "review", "clerk", "2.5")


def test_problems_lead_to_their_row(visit, axe, screenshot, admin):
    page = visit(f"/desk/processes/{own().pk}/edit", account=admin.account)
    page.fill("#r3-hours", "")
    page.get_by_role("button", name="Kiểm tra").click()
    page.wait_for_selector(".error-summary")
    axe(page)
    screenshot(page, "process-edit-problems")
    page.locator(".error-summary a").first.click()
    assert page.locator("#r3-name").evaluate("e => e === document.activeElement")


def test_the_table_works_without_scripts(visit, admin):
    page = visit(f"/desk/processes/{own().pk}/edit", account=admin.account, java_script_enabled=False)
    before = page.locator(".step-row").count()
    page.locator("button[value=delete-3]").click()
    assert page.locator(".step-row").count() == before - 1
    page.get_by_role("button", name="Lưu bản thảo").click()
    assert page.get_by_role("alert").is_visible(), "a way leads nowhere now, and that is said"


def test_a_dossier_that_is_none_walks_to_the_end_and_the_process_is_published(visit, axe, screenshot, admin):
    pk = own().pk
    page = visit(f"/desk/processes/{pk}/1/try", account=admin.account)
    for _step in range(15):
        if page.get_by_text("Hồ sơ đã tới kết thúc").is_visible():
            break
        page.locator(".trial-step button").first.click()
        page.wait_for_load_state()
    assert page.get_by_text("Hồ sơ đã tới kết thúc").is_visible()
    axe(page)
    screenshot(page, "process-try-ended")
    page.goto(page.url.replace("/try", "/"))
    page.get_by_label("Số quyết định").fill("12/QĐ-SXD")
    page.get_by_role("button", name="Ban hành", exact=True).click()
    page.wait_for_selector("text=Đã ban hành phiên bản 1")
    drawn(page)
    axe(page)
    screenshot(page, "process-published")
    save_draft(process=own(), xml=to_xml(library.BY_CODE["department"].table))
    page.goto(page.url.replace("/1/", "/2/compare"))
    axe(page)
    screenshot(page, "process-compare")


def test_a_file_that_cannot_be_drawn_says_so(visit, axe, admin):
    process = new_process(name="Tệp lạ", owner_id=own().owner_id, at=clock.now())
    save_draft(process=process, xml=xml("S start; A user; E end; S -> A -> E"))
    page = visit(f"/desk/processes/{process.pk}/1/", account=admin.account)
    page.wait_for_selector("#picture.is-missing")
    axe(page)


def test_a_step_is_described_in_the_drawing(visit, axe, screenshot, admin):
    pk = own().pk
    page = visit(f"/desk/processes/{pk}/draw", account=admin.account)
    page.wait_for_selector("#modeler[data-shown]")
    page.locator("#modeler [data-element-id=review] .djs-hit").first.click()
    page.wait_for_selector("#about:not([hidden])")
    assert page.get_by_label("Ai làm").input_value() == "division_head"
    page.get_by_label("Giờ làm việc").fill("9,5")
    page.get_by_label("Giờ làm việc").press("Tab")
    page.get_by_label("Tên", exact=True).fill("Trưởng phòng kiểm tra")
    page.get_by_label("Tên", exact=True).press("Tab")
    axe(page)
    screenshot(page, "process-draw")
    page.get_by_role("button", name="Lưu bản thảo").click()
    page.wait_for_selector("text=Đã lưu bản thảo")
    row = next(row for row in from_xml(bytes(own().versions.get().xml)).rows if row.code == "review")
    assert (row.name, str(row.hours), row.role) == ("Trưởng phòng kiểm tra", "9.5", "division_head")


def test_waiting_dossiers_are_marked_on_the_picture(visit, axe, screenshot, admin):
    version = own().versions.get()
    publish_version(
        version_id=version.pk, sha256=version.sha256, decision="12/QĐ-SXD", valid_from=clock.today(),
        at=clock.now(), actor_id=admin.pk,
    )  # fmt: skip
    run = ProcessRun.objects.create(version=version, places={}, started_at=clock.now())
    agency = version.process.owner_id
    for number, node in enumerate(["review"] * 12 + ["appraise"] * 3):
        late = clock.now() if node == "review" else None
        Token.objects.create(
            run=run,
            number=number + 1,
            node=node,
            kind="ready",
            agency_id=agency,
            since=clock.now(),
            step_due_at=late,
        )
    page = visit(f"/desk/processes/{own().pk}/1/", account=admin.account)
    drawn(page)
    assert page.locator("#picture .waiting").all_inner_texts() == ["3", "12"]
    axe(page)
    screenshot(page, "process-waiting")


@pytest.mark.parametrize("viewport", ["office", "phone"])
def test_running_dossiers_are_moved_to_a_new_version(
    visit, axe, screenshot, reflows, transactional_db, viewport
):
    """From the page of the version, looked at first; no script is needed."""
    office = make_office("Bình Mẫu")
    at = clock.now() - timedelta(days=1)
    old = advance(office, make_accepted(office, at), "appraise", at).process_version
    steps = tuple(
        replace(s, name="Xem xét", code="examine") if s.code == "appraise" else s for s in standard.COMMUNE
    )
    publish_process(
        code="commune", name="Quy trình cấp xã", steps=steps, valid_from=standard.VALID_FROM, at=clock.now()
    )
    page = visit(
        f"/desk/processes/{old.process_id}/{old.number}/",
        viewport,
        account=office.officers["system_admin"].account,
    )
    page.get_by_role("link", name="Chuyển sang phiên bản khác").click()
    axe(page)
    page.get_by_role("button", name="Tiếp tục").click()
    page.get_by_label("Đang ở “Thẩm định hồ sơ”").select_option("examine")
    page.get_by_role("button", name="Xem trước").click()
    page.get_by_text("0 trên 1 hồ sơ ở lại").wait_for()
    axe(page)
    reflows(page)
    screenshot(page, f"process-moving-{viewport}")
    page.get_by_role("button", name="Chuyển các hồ sơ chuyển được").click()
    page.get_by_role("heading", name="Kết quả từng hồ sơ").wait_for()
    axe(page)
