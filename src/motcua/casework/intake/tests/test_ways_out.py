"""The ways out of the intake page: accepted, sent back for papers, refused, kept; and what it points out."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from motcua.casework.dossiers.choices import Status
from motcua.casework.dossiers.models import Dossier
from motcua.casework.dossiers.queries import history
from motcua.casework.dossiers.tests.factories import make_accepted, make_procedure
from motcua.casework.intake.tests.filling import address, filled

pytestmark = pytest.mark.django_db


def status_of(dossier: Dossier) -> str:
    dossier.refresh_from_db()
    return dossier.status


def test_refused_at_the_counter(clerk, office, act):
    version = make_procedure()
    answer = clerk.post(
        address(version),
        filled(office, version, papers=False, do="reject"),
    )
    dossier = Dossier.objects.get()
    assert answer["Location"] == reverse("dossiers:act", args=[dossier.pk, "reject"])
    assert act(clerk, dossier, "reject", reason="Không thuộc thẩm quyền")["Location"].endswith("?print=03")
    assert clerk.get(reverse("slips:slip", args=[dossier.pk, "03"])).status_code == 200


def test_incomplete_papers_wait_and_come_back(clerk, office, act):
    version = make_procedure(papers=2)
    page = address(version)
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


def test_the_same_form_twice_is_one_act_with_one_answer(clerk, office, act):
    version = make_procedure()
    values = filled(office, version)
    page = address(version)
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


def test_a_second_filing_is_pointed_out(clerk, office):
    version = make_procedure()
    kept = make_accepted(office, version=version)
    values = filled(office, version, owner_personal_id="042090000001", do="")
    page = address(version)
    told = clerk.post(f"{page}?part=doubles", values, headers={"HX-Request": "true"})
    assert kept.code in told.content.decode()
    assert "<html" not in told.content.decode()


def _client_id(answer) -> str:
    return re.search(r'name="client_id" value="([^"]+)"', answer.content.decode())[1]
