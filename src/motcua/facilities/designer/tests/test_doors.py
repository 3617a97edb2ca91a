"""The pages of processes: who comes in, what a press does, and that nothing of another agency shows."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from motcua.casework.dossiers.tests.factories import make_procedure
from motcua.directory.agencies.tests.factories import make_officer, sign_in
from motcua.facilities.bpmn.table import from_xml, to_xml
from motcua.facilities.bpmn.tests.drawing import xml
from motcua.facilities.designer.tests.stage import TABLE, edit, publish, url
from motcua.facilities.workflow.actions import save_draft
from motcua.facilities.workflow.models import OfferProcess, Process, ProcessRun, Token
from motcua.kernel import clock
from motcua.kernel.events.models import Event
from motcua.kernel.events.verify import verify

pytestmark = pytest.mark.django_db

ALL = [
    "processes",
    "new",
    "process",
    "version",
    "drawing",
    "edit",
    "compare",
    "try",
    "copy",
    "apply",
    "publish",
    "withdraw",
    "take_in",
    "drop",
]
LOOK = {"processes", "process", "version", "drawing", "compare", "try"}
NUMBERED = {"version", "drawing", "compare", "try", "copy", "publish", "withdraw"}


def arguments(name: str, process: Process) -> list[int]:
    if name in ("processes", "new"):
        return []
    return [process.pk, 1] if name in NUMBERED else [process.pk]


@pytest.mark.parametrize("name", ALL)
@pytest.mark.parametrize(
    "role", ["intake_officer", "case_officer", "division_head", "approver", "clerk", "inspector"]
)
def test_officers_look_and_only_administrators_draw(client, office, name, role):
    sign_in(client, make_officer(role, office.agency))
    standing = Process.objects.get(code="commune")
    ask = client.post if name in ("publish", "withdraw", "take_in", "drop") else client.get
    found = ask(url(name, *arguments(name, standing)))
    if name in LOOK:
        assert found.status_code in (200, 302, 404 if name == "compare" else 200)
    else:
        assert found.status_code == 403


@pytest.mark.parametrize("name", [name for name in ALL if name not in ("processes", "new")])
def test_nothing_of_another_agency_can_be_reached(client, office, name):
    ask = client.post if name in ("publish", "withdraw", "take_in", "drop") else client.get
    assert ask(url(name, *arguments(name, office.foreign))).status_code == 404
    assert office.foreign.versions.count() == 1


@pytest.mark.parametrize("name", ["edit", "publish", "withdraw", "take_in", "drop"])
def test_standard_processes_are_for_system_administrators(client, office, name):
    process = Process.objects.get(code="commune")
    ask = client.get if name == "edit" else client.post
    assert ask(url(name, *arguments(name, process))).status_code == 403
    sign_in(client, make_officer("system_admin"))
    assert ask(url(name, *arguments(name, process))).status_code in (200, 302, 422)


def test_a_draft_is_seen_by_those_who_may_edit_it(client, office):
    sign_in(client, make_officer("case_officer", office.agency))
    assert client.get(url("version", office.process.pk, 1)).status_code == 404
    assert "Quy trình cấp xã" in client.get(url("processes")).text
    assert "Của nơi khác" not in client.get(url("processes")).text


def test_strangers_are_sent_to_sign_in(client, office):
    client.logout()
    assert "/sign-in" in client.get(url("processes")).headers["Location"]


def test_the_page_of_a_version_says_everything_without_the_picture(client, office):
    page = client.get(url("version", office.process.pk, 1)).text
    for words in (
        "Chuyên viên thẩm định",
        "Lãnh đạo phòng",
        "Cơ quan giải quyết",
        "không đạt, thẩm định lại",
        "ban hành được",
    ):
        assert words in page
    drawn = client.get(url("drawing", office.process.pk, 1))
    assert drawn.content == to_xml(TABLE)
    assert "attachment" in drawn.headers["Content-Disposition"]


def test_from_an_empty_page_to_a_published_process(client, office):
    made = client.post(
        url("new"),
        {"client_id": uuid4(), "name": "Cấp phép", "owner": office.agency.pk, "practice": "department"},
    )
    process = Process.objects.get(name="Cấp phép")
    assert made.headers["Location"] == url("edit", process.pk)
    assert process.owner_id == office.agency.pk
    assert from_xml(bytes(process.versions.get().xml)).code == process.code
    assert client.get(url("edit", process.pk)).status_code == 200


def test_a_new_process_is_made_once_however_often_it_is_sent(client, office):
    said = {"client_id": uuid4(), "name": "Một lần", "owner": office.agency.pk, "practice": ""}
    assert (
        client.post(url("new"), said).headers["Location"] == client.post(url("new"), said).headers["Location"]
    )
    assert Process.objects.filter(name="Một lần").count() == 1


def test_a_process_is_not_made_for_a_foreign_agency(client, office):
    said = {"client_id": uuid4(), "name": "Lạ", "owner": office.other.pk, "practice": ""}
    assert client.post(url("new"), said).status_code == 422
    assert not Process.objects.filter(name="Lạ").exists()


def test_saving_the_table_keeps_it(client, office):
    assert edit(client, office, **{"r1-hours": "30,5", "name": "Tên mới"}).status_code == 302
    table = from_xml(bytes(office.process.versions.get().xml))
    assert str(table.rows[1].hours) == "30.5"
    assert table.name == "Tên mới"
    office.process.refresh_from_db()
    assert office.process.name == "Tên mới"


def test_a_button_changes_the_page_and_stores_nothing(client, office):
    page = edit(client, office, "delete-1")
    assert page.status_code == 200
    assert "chưa lưu" in page.text
    assert page.text.count('class="card step-row') == len(TABLE.rows) - 1
    assert bytes(office.process.versions.get().xml) == to_xml(TABLE)


def test_checking_shows_each_problem_at_its_row_and_keeps_what_was_written(client, office):
    page = edit(client, office, "check", **{"r1-role": "", "r2-hours": ""})
    assert page.status_code == 422
    assert re.search(r'href="#r1-name">[^<]*chưa có vai trò', page.text)
    assert re.search(r'href="#r2-name">[^<]*chưa có thời gian', page.text)
    page = edit(client, office, "check", **{"r1-hours": "nhiều"})
    assert 'value="nhiều"' in page.text
    assert edit(client, office, "check").status_code == 200


def test_what_is_no_table_is_not_saved(client, office):
    page = edit(client, office, "save", **{"r2-w0-to": "nowhere"})
    assert page.status_code == 422
    assert "nowhere" in page.text
    assert bytes(office.process.versions.get().xml) == to_xml(TABLE)


def test_two_editors_do_not_overwrite_each_other(client, office):
    edit(client, office, **{"r1-hours": "30"})
    page = edit(client, office, **{"r1-hours": "40"})
    assert page.status_code == 422
    assert "người khác sửa" in page.text
    assert from_xml(bytes(office.process.versions.get().xml)).rows[1].hours == 30


def test_publishing_with_a_decision(client, office):
    assert publish(client, office).status_code == 302
    version = office.process.versions.get()
    assert (version.state, version.decision) == ("published", "7/QĐ-UBND")
    assert (
        Event.objects.filter(
            kind="workflow.version_published", subject=f"process:{office.process.pk}"
        ).count()
        == 1
    )
    assert not list(verify())
    assert "Ngừng áp dụng" in client.get(url("version", office.process.pk, 1)).text


@pytest.mark.parametrize(
    "changed",
    [
        {"decision": ""},
        {"valid_from": "1/1/2020"},
        {"valid_from": "mai"},
        {"sha256": "0" * 64},
        {"client_id": "x"},
    ],
)
def test_publishing_is_refused_with_the_reason(client, office, changed):
    page = publish(client, office, **changed)
    assert page.status_code == 422
    assert office.process.versions.get().state == "draft"


def test_what_has_problems_is_not_published(client, office):
    office.draft = save_draft(process=office.process, xml=to_xml(replace(TABLE, rows=TABLE.rows[1:])))
    page = publish(client, office)
    assert page.status_code == 422
    assert "chỗ cần sửa" in page.text


def test_withdrawing_and_comparing(client, office):
    publish(client, office)
    edit(client, office, **{"r1-hours": "30", "seen": ""})
    page = client.get(url("compare", office.process.pk, 2)).text
    assert "số giờ từ “24” thành “30”" in page
    assert client.post(url("withdraw", office.process.pk, 1), {"client_id": uuid4()}).status_code == 302
    assert office.process.versions.get(number=1).state == "withdrawn"
    assert not list(verify())


def test_any_file_becomes_a_draft_and_its_problems_are_listed(client, office):
    def send(data: bytes):
        file = SimpleUploadedFile("a.bpmn", data)
        return client.post(
            url("take_in", office.process.pk), {"client_id": uuid4(), "file": file}, follow=True
        )

    page = send(xml("S start; A user role=janitor; B boundary A timer=P1D; E end; S -> A -> E; B -> E"))
    assert "<code>A</code> Không có vai trò “janitor”." in page.text
    assert "chỉ sửa được bằng bản vẽ" in page.text
    assert client.get(url("edit", office.process.pk)).status_code == 302
    page = send(b"<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>")
    assert "DOCTYPE" in page.text
    assert "root:" not in page.text
    assert client.get(url("try", office.process.pk, 1)).status_code == 302
    assert send(b"").status_code == 422
    assert send(b" " * (5 * 1024**2 + 1)).status_code in (400, 413, 422)


def test_trying_out_stores_nothing(client, office):
    address, before = url("try", office.process.pk, 1), Event.objects.count()
    page = client.get(address)
    for _number in range(12):
        fields = dict(re.findall(r'name="(state|token)" value="([^"]*)"', page.text))
        if not fields:
            break
        flow = re.findall(r'name="flow" value="([^"]*)" checked', page.text)
        page = client.post(address, fields | ({"flow": flow[0]} if flow else {}))
    assert "Hồ sơ đã tới kết thúc" in page.text
    assert "Đã qua 6 bước" in page.text
    assert Event.objects.count() == before


def test_a_forged_or_old_trial_begins_anew(client, office):
    address = url("try", office.process.pk, 1)
    state = re.search(r'name="state" value="([^"]*)"', client.get(address).text)[1]
    page = client.post(address, {"state": state + "x", "token": "1"})
    assert "bắt đầu lại" in page.text
    save_draft(process=office.process, xml=to_xml(replace(TABLE, name="Khác")))
    assert "bắt đầu lại" in client.post(address, {"state": state, "token": "1"}).text


@pytest.mark.parametrize("token", ["999", "x", "-1", "9" * 30])
def test_a_step_that_is_not_there_is_refused_in_words(client, office, token):
    address = url("try", office.process.pk, 1)
    state = re.search(r'name="state" value="([^"]*)"', client.get(address).text)[1]
    assert "đã xong hoặc chưa tới lượt" in client.post(address, {"state": state, "token": token}).text


def test_copying_to_another_agency(client, office):
    process = Process.objects.get(code="province")
    said = {"client_id": uuid4(), "name": "Bản của xã", "owner": office.agency.pk}
    assert client.post(url("copy", process.pk, 1), said).status_code == 302
    copied = Process.objects.get(name="Bản của xã")
    assert (copied.owner_id, copied.versions.get().state) == (office.agency.pk, "draft")
    said = {"client_id": uuid4(), "name": "Trộm", "owner": office.other.pk}
    assert client.post(url("copy", process.pk, 1), said).status_code == 422


def test_dropping_a_draft(client, office):
    assert client.post(url("drop", office.process.pk)).headers["Location"] == url("processes")
    assert not Process.objects.filter(pk=office.process.pk).exists()


def test_a_process_is_applied_to_a_procedure_of_the_own_agency(client, office):
    procedure = make_procedure().procedure
    tomorrow = clock.today() + timedelta(days=1)
    said = {
        "client_id": uuid4(),
        "procedure": procedure.code,
        "agency": office.agency.pk,
        "valid_from": f"{tomorrow:%d/%m/%Y}",
    }
    page = client.post(url("apply", office.process.pk), said)
    assert "chưa có phiên bản nào" in page.text
    publish(client, office)
    assert client.post(url("apply", office.process.pk), said).status_code == 302
    row = OfferProcess.objects.get()
    assert (row.agency_id, row.procedure_id, row.valid_from) == (office.agency.pk, procedure.pk, tomorrow)
    for changed in ({"procedure": "0.000000"}, {"agency": office.other.pk}):
        assert (
            client.post(url("apply", office.process.pk), said | {"client_id": uuid4()} | changed).status_code
            == 422
        )
    assert OfferProcess.objects.count() == 1


def test_a_drawing_is_saved_byte_for_byte(client, office):
    drawn = xml("S start; A user; B boundary A timer=P1D; E end; S -> A -> E; B -> E").decode()
    said = {"client_id": uuid4(), "seen": office.draft.sha256, "xml": drawn}
    assert client.post(url("draw", office.process.pk), said).status_code == 302
    assert bytes(office.process.versions.get().xml).decode() == drawn
    assert client.post(url("draw", office.process.pk), said).status_code == 302, "the same press twice"
    late = said | {"client_id": uuid4(), "xml": drawn.replace("P1D", "P2D")}
    assert client.post(url("draw", office.process.pk), late).status_code == 422
    assert client.post(url("draw", office.process.pk), {"client_id": uuid4(), "seen": ""}).status_code == 422


def test_waiting_dossiers_are_counted_for_the_own_agency_only(client, office):
    publish(client, office)
    version = office.process.versions.get()
    run = ProcessRun.objects.create(version=version, places={}, started_at=clock.now())
    long_ago = clock.now() - timedelta(days=9)
    for number, (agency, node) in enumerate(
        ((office.agency, "review"), (office.agency, "review"), (office.other, "review"))
    ):
        Token.objects.create(
            run=run, number=number + 1, node=node, kind="ready", agency_id=agency.pk, since=long_ago,
            step_due_at=long_ago if number == 0 else None,
        )  # fmt: skip
    page = client.get(url("version", office.process.pk, 1)).text
    assert 'data-node="review" data-count="2" data-late="1"' in page
    assert "1 quá giờ" in page
    sign_in(client, make_officer("system_admin"))
    assert 'data-count="3"' in client.get(url("version", office.process.pk, 1)).text


def test_the_table_offers_what_the_machine_can_do_and_publishes_only_that(client, office):
    page = client.get(url("edit", office.process.pk)).text
    assert '<option value="job:notify">Máy: Báo người nộp hồ sơ</option>' in page
    said = {"r1-kind": "job:notify", "r1-role": "", "r1-hours": "", "r1-name": "Đang thẩm định"}
    assert edit(client, office, "check", **said).status_code == 200
    assert edit(client, office, **said).status_code == 302
    draft = office.process.versions.get()
    assert draft.graph.nodes["appraise"].kind == "service"
    page = client.get(url("version", office.process.pk, 1)).text
    assert "Báo người nộp hồ sơ" in page
    refused = edit(client, office, "check", **said | {"r1-kind": "job:fly"})
    assert refused.status_code == 422
    assert "Máy chưa làm được loại việc “fly”" in refused.text


def test_saving_the_table_leaves_the_layout_of_a_province_alone(client, office):
    """Moved by hand on the drawing, then changed in the table: what was moved stays there."""
    moved = to_xml(TABLE).replace(
        b'bpmnElement="review">', b'bpmnElement="review" xmlns:o="urn:o" o:colour="red">'
    )
    moved = re.sub(rb'(bpmnElement="review"[^>]*>\s*<dc:Bounds x=")\d+', rb"\g<1>4321", moved)
    office.draft = save_draft(process=office.process, xml=moved)
    assert edit(client, office).status_code == 302
    assert bytes(office.process.versions.get().xml) == moved, "nothing changed, not a byte"
    assert edit(client, office, **{"r1-name": "Xem xét"}).status_code == 302
    saved = bytes(office.process.versions.get().xml)
    assert b'x="4321"' in saved
    assert b'o:colour="red"' in saved
    assert from_xml(saved).rows[1].name == "Xem xét"
