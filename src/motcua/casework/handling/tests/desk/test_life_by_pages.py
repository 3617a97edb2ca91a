"""The whole life of a dossier by pages and buttons alone, without scripts."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from motcua.casework.dossiers.choices import Status
from motcua.casework.dossiers.models import Dossier
from motcua.casework.dossiers.tests.factories import (
    MONDAY,
    PASSWORD,
    differences,
    make_accepted,
    make_draft,
    make_procedure,
)
from motcua.casework.intake.tests.filling import filled
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
    assert offered(clerk, dossier) == ["report_wrong"]
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


def test_an_overdue_dossier_is_red_and_first(office, signed_in):
    late = make_accepted(office)
    with clock.frozen_at(MONDAY + timedelta(days=20)):
        make_draft(office, MONDAY + timedelta(days=19))
        page = signed_in("intake_officer").get(reverse("dossiers:work")).content.decode()
    assert 'class="is-late"' in page
    assert late.code in page
