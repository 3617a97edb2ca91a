"""Verbs between acceptance and result, by pages and buttons alone."""

from __future__ import annotations

import pytest
from django.urls import reverse

from motcua.casework.dossiers.tests.factories import (
    MONDAY,
    advance,
    differences,
    make_accepted,
    make_office,
    make_officer,
)

pytestmark = pytest.mark.django_db


def form_of(client, dossier, verb: str) -> str:
    return client.get(reverse("dossiers:act", args=[dossier.pk, verb])).content.decode()


@pytest.fixture
def dossier(office):
    return advance(office, make_accepted(office), "appraise", MONDAY)


def test_assigned_asked_and_answered(office, signed_in, act, dossier):
    colleague = make_officer("Bạn Đồng Nghiệp", (office.committee, "case_officer"))
    other = make_office("Láng Giềng")
    head, officer = signed_in("division_head"), signed_in("case_officer")
    assert "Bạn Đồng Nghiệp" in form_of(head, dossier, "assign")
    assert act(head, dossier, "assign", officer_id=colleague.pk).status_code == 302
    assert "không thuộc vai trò" in act(officer, dossier, "hand_over", note="").content.decode()
    act(head, dossier, "assign", officer_id=office.officers["case_officer"].pk)

    asked = act(
        officer, dossier, "consult", agency_id=other.committee.pk, new_date="07/10/2026", question="Có vướng?"
    )
    assert asked.status_code == 302
    page = officer.get(reverse("dossiers:page", args=[dossier.pk])).content.decode()
    assert "Cùng lúc, ở bước" in page
    assert "Cho ý kiến phối hợp" in page
    neighbour = signed_in("division_head", other)
    assert dossier.code in neighbour.get("/desk/work/").content.decode()
    given = act(neighbour, dossier, "answer", opinion="Không vướng")
    assert (given.status_code, given["Location"]) == (302, reverse("dossiers:work")), (
        "not to a page of others"
    )
    assert neighbour.get(reverse("dossiers:page", args=[dossier.pk])).status_code == 404
    assert "Không vướng" in officer.get(reverse("dossiers:page", args=[dossier.pk])).content.decode()
    assert differences() == []


def test_a_date_beyond_the_promise_is_refused_on_the_form(office, signed_in, act, dossier):
    other = make_office("Láng Giềng")
    answer = act(
        signed_in("case_officer"), dossier, "consult",
        agency_id=other.committee.pk, new_date="30/12/2026", question="Có vướng?",
    )  # fmt: skip
    assert answer.status_code == 422
    assert "không sau ngày hẹn trả" in answer.content.decode()


def test_paid_sent_back_and_refused(office, signed_in, act, dossier):
    officer, clerk, approver = (signed_in(role) for role in ("case_officer", "intake_officer", "approver"))
    told = act(
        officer, dossier, "ask_payment", amount_vnd="250000", what="Lệ phí trước bạ", clock_stands="on"
    )
    assert told.status_code == 302
    dossier.refresh_from_db()
    assert dossier.national_status == 6
    assert act(clerk, dossier, "confirm_payment", receipt="BL 0001").status_code == 302
    act(officer, dossier, "hand_over", note="")
    assert "Thẩm định hồ sơ" in form_of(approver, dossier, "send_back")
    act(approver, dossier, "send_back", to_step="appraise", reason="Thiếu căn cứ")
    dossier.refresh_from_db()
    assert dossier.step == "appraise"
    act(officer, dossier, "hand_over", note="")
    assert act(officer, dossier, "recall").status_code == 302
    act(officer, dossier, "hand_over", note="")
    assert act(approver, dossier, "refuse", reason="Không đủ điều kiện").status_code == 302
    dossier.refresh_from_db()
    assert (dossier.status, dossier.step) == ("resolved", "deliver")
    assert clerk.get(reverse("slips:slip", args=[dossier.pk, "03"])).status_code == 200
    assert differences() == []
