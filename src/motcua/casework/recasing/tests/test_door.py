"""The page: who sees it, what it shows and keeps, what it says when it refuses; and what follows."""

from __future__ import annotations

from html import unescape
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from motcua.casework.dossiers import actions as dossiers
from motcua.casework.dossiers.models import Dossier
from motcua.casework.dossiers.queries import history
from motcua.casework.dossiers.tests.factories import (
    MONDAY,
    ROLES,
    advance,
    differences,
    make_accepted,
    make_office,
)
from motcua.casework.recasing.tests.stage import RIGHT, WRONG, case, paper, taken_in
from motcua.directory.procedures.models import Component, Fee
from motcua.outreach.notifications.tests.stage import people, react, told


def browser(office, role: str = "intake_officer") -> Client:
    client = Client()
    client.force_login(office.officers[role].account)
    return client


def address(dossier) -> str:
    return reverse("recasing:change", args=[dossier.pk])


def filled(version, **changes: object) -> dict[str, object]:
    """Every paper of the right case there, its fee as published."""
    shared = Component.objects.get(case__version=version, case__kind="shared")
    asked = [shared, paper(version, RIGHT, 1), paper(version, RIGHT, 2)]
    fee = Fee.objects.get(time_limit__channel__version=version, amount_vnd=20000)
    return {
        "client_id": str(uuid4()),
        "case": case(version).pk,
        "reason": "Khi tiếp nhận chọn nhầm",
        f"fee{fee.pk}": "20000",
        **{f"c{one.pk}_kind": "copy" for one in asked},
    } | changes


def text(answer) -> str:
    return unescape(answer.content.decode())


def test_the_page_shows_both_cases_and_what_is_there_already(office, version):
    dossier = taken_in(office, version)
    page = browser(office).get(address(dossier))
    said = text(page)
    for words in (WRONG, RIGHT, "5 ngày làm việc", "15 ngày làm việc", "12/10/2026", "26/10/2026", "20.000"):
        assert words in said, words
    form = page.context["form"]
    assert form[f"c{paper(version, RIGHT, 1).pk}_kind"].value() == "original"  # the declaration goes along
    assert not form[f"c{paper(version, RIGHT, 2).pk}_kind"].value()


def test_sent_once_is_done_once_and_the_receipt_is_offered_again(office, version):
    dossier, client = taken_in(office, version), browser(office)
    said = filled(version)
    for _ in range(2):
        answer = client.post(address(dossier), said, follow=True)
        assert answer.redirect_chain[-1][0].endswith("?print=01")
        assert "Thu thêm 12.000" in text(answer)
    assert [e.kind for e in history(dossier)].count("dossiers.case_changed") == 1
    assert Dossier.objects.get().procedure_case_id == case(version).pk
    slip = client.get(reverse("slips:slip", args=[dossier.pk, "01"]))
    assert slip["Content-Type"] == "application/pdf"
    again = client.post(address(dossier), said | {"reason": "Khác"})
    assert again.status_code == 422
    assert "đã lưu một lần" in text(again)
    assert differences() == []


def test_what_lacks_is_named_at_its_field_and_may_be_asked_for(office, version):
    dossier, client = taken_in(office, version), browser(office)
    own = paper(version, RIGHT, 2)
    lacking = filled(version, **{f"c{own.pk}_kind": ""})
    answer = client.post(address(dossier), lacking)
    assert answer.status_code == 422
    assert f"id_c{own.pk}_kind_error" in text(answer)
    assert history(dossier)[-1].kind == "dossiers.accepted"
    answer = client.post(address(dossier), lacking | {"client_id": str(uuid4()), "asks": "on"})
    assert answer["Location"].endswith("?print=02")
    assert Dossier.objects.get().status == "supplement"


@pytest.mark.parametrize(
    "wrong",
    [{"reason": ""}, {"client_id": "x"}],
    ids=["no reason", "no client id"],
)
def test_bad_input_changes_nothing(office, version, wrong):
    dossier = taken_in(office, version)
    answer = browser(office).post(address(dossier), filled(version) | wrong)
    assert answer.status_code == 422
    assert history(dossier)[-1].kind == "dossiers.accepted"


@pytest.mark.parametrize("asked", ["x", "0", "99999999999999999999", "-1"])
def test_a_case_that_is_none_of_its_own_leads_back(office, version, asked):
    dossier, client = taken_in(office, version), browser(office)
    for answer in (
        client.get(address(dossier), {"case": asked}, follow=True),
        client.post(address(dossier), filled(version, case=asked), follow=True),
    ):
        assert answer.status_code == 200
        assert "không thuộc thủ tục của hồ sơ" in text(answer)
    assert history(dossier)[-1].kind == "dossiers.accepted"


def test_who_received_it_may_and_nobody_else(office, version):
    dossier = taken_in(office, version)
    seen = {role: browser(office, role).get(address(dossier)).status_code for role in ROLES}
    reads = {"intake_officer": 200} | dict.fromkeys(
        ("case_officer", "division_head", "approver", "clerk", "inspector"), 403
    )
    assert seen == dict.fromkeys(ROLES, 404) | reads
    elsewhere = make_office("Nơi Khác")
    for role in ROLES:
        assert browser(elsewhere, role).post(address(dossier), filled(version)).status_code == 404
    assert browser(office, "approver").post(address(dossier), filled(version)).status_code == 403
    assert history(dossier)[-1].kind == "dossiers.accepted"


def test_the_dossier_page_offers_it_until_somebody_has_taken_it(office, version):
    plain, dossier, client = make_accepted(office), taken_in(office, version), browser(office)

    def is_offered(of) -> bool:
        page = client.get(reverse("dossiers:page", args=[of.pk]))
        return address(of) in [button.url for button in page.context["offered"]]

    assert is_offered(dossier)
    assert not is_offered(plain)
    advance(office, dossier, "appraise", MONDAY)
    assert is_offered(dossier)
    dossiers.take_over(dossier_id=dossier.pk, by=office.by("case_officer", MONDAY))
    assert not is_offered(dossier)
    answer = client.get(address(dossier), follow=True)
    assert "đã có người nhận giải quyết" in text(answer)
    late = client.post(address(dossier), filled(version))
    assert late.status_code == 422
    assert "đã có người nhận giải quyết" in text(late)


def test_the_applicant_hears_of_it(office, version):
    dossier = taken_in(office, version, parties=people())
    browser(office).post(address(dossier), filled(version))
    react()
    assert ("recased", "email", "waiting") in told(dossier)
