"""The whole life of a dossier by pages and buttons alone, without scripts."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from motcua.casework.dossiers.choices import Status
from motcua.casework.dossiers.models import Dossier
from motcua.casework.dossiers.queries import history
from motcua.casework.dossiers.tests.desk.conftest import filled
from motcua.casework.dossiers.tests.factories import (
    MONDAY,
    PASSWORD,
    differences,
    make_accepted,
    make_draft,
    make_procedure,
)
from motcua.kernel import clock

pytestmark = pytest.mark.django_db


def status_of(dossier: Dossier) -> str:
    dossier.refresh_from_db()
    return dossier.status


def offered(client: Client, dossier: Dossier) -> list[str]:
    """Verbs that the page of a dossier offers, in order."""
    page = client.get(reverse("dossiers:page", args=[dossier.pk])).content.decode()
    return re.findall(
        rf"/desk/dossiers/{dossier.pk}/([a-z_]+)/", page.split('id="next"')[1].split("</section>")[0]
    )


def test_from_the_sign_in_page_to_the_applicants_hand(office, act, client):
    version = make_procedure(papers=2)
    clerk = client
    username = office.officers["intake_officer"].account.get_username()
    answer = clerk.post(reverse("identity:sign_in"), {"username": username, "password": PASSWORD})
    assert answer.status_code == 302
    assert (
        version.procedure.code
        in clerk.get(reverse("intake:choose"), {"q": version.name}, follow=True).content.decode()
    )
    answer = clerk.post(reverse("intake:begin", args=[version.procedure.code]), filled(office, version))
    dossier = Dossier.objects.get()
    assert answer["Location"] == f"{reverse('dossiers:page', args=[dossier.pk])}?print=01"
    assert dossier.code == f"{office.committee.code}-261005-0001"
    page = clerk.get(answer["Location"]).content.decode()
    assert reverse("slips:slip", args=[dossier.pk, "01"]) in page
    slip = clerk.get(reverse("slips:slip", args=[dossier.pk, "01"]))
    assert slip["Content-Type"] == "application/pdf"
    assert slip.content.startswith(b"%PDF")

    assert offered(clerk, dossier)[0] == "hand_over"
    assert act(clerk, dossier, "hand_over", to_officer="", note="Gấp").status_code == 302
    officer = Client()
    officer.force_login(office.officers["case_officer"].account)
    assert offered(officer, dossier)[0] == "take_over"
    act(officer, dossier, "take_over")
    asked = act(officer, dossier, "request_supplement", items="Bản vẽ\nẢnh", reason="Thiếu")
    assert asked["Location"].endswith("?print=02")
    assert status_of(dossier) == Status.SUPPLEMENT
    act(clerk, dossier, "receive_supplement", note="")
    assert status_of(dossier) == Status.PROCESSING
    act(officer, dossier, "hand_over", to_officer=str(office.officers["approver"].pk), note="")
    head = Client()
    head.force_login(office.officers["approver"].account)
    assert offered(head, dossier)[0] == "approve"
    act(head, dossier, "approve", note="")
    seal = Client()
    seal.force_login(office.officers["clerk"].account)
    assert offered(seal, dossier)[0] == "record_result"
    act(
        seal,
        dossier,
        "record_result",
        title="Giấy xác nhận",
        number="12/GXN",
        signed_on="05/10/2026",
        signer="Ai Đó",
    )
    assert offered(clerk, dossier)[0] == "deliver"
    act(
        clerk, dossier, "deliver",
        receiver="owner", name="Nguyễn Thị Thử", identity_check="personal_id", identity_number="042192000001",
    )  # fmt: skip
    assert status_of(dossier) == Status.DELIVERED
    assert offered(clerk, dossier) == []
    assert differences() == []


def test_amend_undo_and_a_new_pin(office, signed_in, act):
    clerk = signed_in("intake_officer")
    dossier = make_accepted(office)
    first_pin = dossier.pin
    values = filled(office, dossier.procedure_version, owner_name="Nguyễn Văn Đúng", reason="Gõ sai tên")
    answer = clerk.post(reverse("dossiers:amend", args=[dossier.pk]), values)
    assert answer["Location"].endswith("?print=01")
    assert "Nguyễn Văn Đúng" in clerk.get(reverse("dossiers:page", args=[dossier.pk])).content.decode()
    same = clerk.post(
        reverse("dossiers:amend", args=[dossier.pk]),
        values | {"client_id": filled(office, dossier.procedure_version)["client_id"]},
    )
    assert same.status_code == 422
    assert "Không có gì khác" in same.content.decode()

    assert act(clerk, dossier, "replace_pin")["Location"].endswith("?print=01")
    dossier.refresh_from_db()
    assert dossier.pin != first_pin
    act(clerk, dossier, "undo_acceptance", reason="Nhầm người")
    assert status_of(dossier) == Status.DRAFT
    assert differences() == []


def test_apologise_extend_withdraw_and_stop(office, signed_in, act):
    clerk, head = signed_in("intake_officer"), signed_in("approver")
    dossier = make_accepted(office)
    assert act(head, dossier, "apologise", reason="Chờ xác minh")["Location"].endswith("?print=04")
    early = act(head, dossier, "extend", new_date="06/10/2026", new_time="09:00", reason="Chờ")
    assert early.status_code == 422
    assert (
        act(head, dossier, "extend", new_date="15/10/2026", new_time="16:30", reason="Chờ").status_code == 302
    )
    again = act(head, dossier, "extend", new_date="16/10/2026", new_time="16:30", reason="Chờ")
    assert "hẹn lại một lần" in again.content.decode()
    act(clerk, dossier, "withdraw", reason="Không cần nữa")
    act(head, dossier, "refuse_withdrawal", reason="Đã ký quyết định")
    assert status_of(dossier) == Status.ACCEPTED
    act(clerk, dossier, "withdraw", reason="Vẫn không cần")
    act(head, dossier, "stop", decision="Dừng theo yêu cầu", fee_refund="on")
    assert status_of(dossier) == Status.STOPPED
    assert differences() == []


def test_refused_at_the_counter(office, signed_in, act):
    clerk = signed_in("intake_officer")
    version = make_procedure()
    answer = clerk.post(
        reverse("intake:begin", args=[version.procedure.code]),
        filled(office, version, papers=False, do="reject"),
    )
    dossier = Dossier.objects.get()
    assert answer["Location"] == reverse("dossiers:act", args=[dossier.pk, "reject"])
    assert act(clerk, dossier, "reject", reason="Không thuộc thẩm quyền")["Location"].endswith("?print=03")
    assert clerk.get(reverse("slips:slip", args=[dossier.pk, "03"])).status_code == 200


def test_incomplete_papers_wait_and_come_back(office, signed_in, act):
    clerk = signed_in("intake_officer")
    version = make_procedure(papers=2)
    page = reverse("intake:begin", args=[version.procedure.code])
    lacking = filled(office, version, papers=False)
    refused = clerk.post(page, lacking)
    assert refused.status_code == 422
    assert "Chưa có giấy tờ bắt buộc này" in refused.content.decode()
    assert not Dossier.objects.exists()
    clerk.post(page, lacking | {"do": "supplement"})
    dossier = Dossier.objects.get()
    act(clerk, dossier, "request_supplement", items="Giấy tờ 1", reason="Thiếu")
    assert status_of(dossier) == Status.INCOMPLETE
    act(clerk, dossier, "receive_supplement", note="")
    revise = reverse("intake:revise", args=[dossier.pk])
    assert "Nguyễn Thị Thử" in clerk.get(revise).content.decode()
    answer = clerk.post(revise, filled(office, version))
    assert answer["Location"].endswith("?print=01")
    assert status_of(dossier) == Status.ACCEPTED
    too_late = clerk.get(revise, follow=True)
    assert "Chỉ sửa được khi hồ sơ chưa tiếp nhận" in too_late.content.decode()


def test_the_same_form_twice_is_one_act_with_one_answer(office, signed_in, act):
    clerk = signed_in("intake_officer")
    version = make_procedure()
    values = filled(office, version)
    page = reverse("intake:begin", args=[version.procedure.code])
    first, second = clerk.post(page, values), clerk.post(page, values)
    assert first["Location"] == second["Location"]
    dossier = Dossier.objects.get()
    changed = clerk.post(page, values | {"owner_name": "Người Khác"})
    assert changed.status_code == 422
    assert Dossier.objects.count() == 1
    assert (
        clerk.post(page, values | {"owner_name": "Người Khác", "client_id": _client_id(changed)}).status_code
        == 302
    )
    assert Dossier.objects.count() == 2

    same = {"client_id": values["client_id"][:-4] + "0000", "to_officer": "", "note": ""}
    door = reverse("dossiers:act", args=[dossier.pk, "hand_over"])
    assert clerk.post(door, same)["Location"] == clerk.post(door, same)["Location"]
    assert sum(event.kind == "dossiers.handed_over" for event in history(dossier)) == 1


def test_an_old_page_says_what_happened_since(office, signed_in, act):
    clerk = signed_in("intake_officer")
    dossier = make_accepted(office)
    act(clerk, dossier, "hand_over", to_officer="", note="")
    late = act(clerk, dossier, "hand_over", to_officer="", note="")
    assert late.status_code == 403
    assert "Thẩm định hồ sơ" in late.content.decode()
    undo = act(clerk, dossier, "undo_acceptance", reason="Nhầm")
    assert undo.status_code == 422
    assert "chưa ai xử lý" in undo.content.decode()
    opened = clerk.get(reverse("dossiers:act", args=[dossier.pk, "undo_acceptance"]), follow=True)
    assert "chưa ai xử lý" in opened.content.decode()


def test_a_second_filing_is_pointed_out(office, signed_in):
    clerk = signed_in("intake_officer")
    version = make_procedure()
    kept = make_accepted(office, version=version)
    values = filled(office, version, owner_personal_id="042090000001", do="")
    page = reverse("intake:begin", args=[version.procedure.code])
    told = clerk.post(f"{page}?part=doubles", values, headers={"HX-Request": "true"})
    assert kept.code in told.content.decode()
    assert "<html" not in told.content.decode()


def test_an_overdue_dossier_is_red_and_first(office, signed_in):
    late = make_accepted(office)
    with clock.frozen_at(MONDAY + timedelta(days=20)):
        make_draft(office, MONDAY + timedelta(days=19))
        page = signed_in("intake_officer").get(reverse("dossiers:work")).content.decode()
    assert 'class="is-late"' in page
    assert late.code in page


def _client_id(answer) -> str:
    return re.search(r'name="client_id" value="([^"]+)"', answer.content.decode())[1]
