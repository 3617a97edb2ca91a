"""The doors of paper on its way: each side its own verbs, nobody else a look."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from motcua.casework.dossiers.tests.factories import MONDAY, ROLES, make_office
from motcua.casework.handovers import actions
from motcua.casework.handovers.models import HandOverList, PaperMove
from motcua.casework.slips.tests.reading_back import codes_on
from motcua.kernel import clock

DAY = timedelta(days=1)
CARRYING = ("intake_officer", "case_officer", "division_head", "approver", "clerk")


@pytest.fixture
def dossier(far):
    return far()


@pytest.fixture
def made(dossier, here, there):
    ids = [PaperMove.objects.get(dossier=dossier).pk]
    by = here.by("intake_officer", MONDAY)
    return actions.make_list(from_id=here.center.pk, to_id=there.committee.pk, move_ids=ids, by=by)


def post(client, made, verb, **fields):
    return client.post(reverse("handovers:act", args=[made.pk, verb]), {"client_id": str(uuid4())} | fields)


def test_a_list_is_made_sent_and_scanned_by_pages(dossier, here, there, signed_in):
    sender, receiver = signed_in(here, "intake_officer"), signed_in(there, "clerk")
    overview = sender.get(reverse("handovers:overview")).content.decode()
    assert there.committee.name in overview
    door = reverse("handovers:new", args=[here.center.pk, there.committee.pk])
    assert dossier.code in sender.get(door).content.decode()
    fields = {"client_id": str(uuid4()), "moves": [PaperMove.objects.get().pk]}
    for _ in range(2):  # sent twice, made once
        answer = sender.post(door, fields)
        made = HandOverList.objects.get()
        assert answer["Location"] == reverse("handovers:list", args=[made.pk])
    page = reverse("handovers:list", args=[made.pk])
    assert receiver.get(page).status_code == 404
    assert post(sender, made, "dispatch").status_code == 302
    assert "data-scan-form" in receiver.get(page).content.decode()
    assert "data-scan-form" not in sender.get(page).content.decode()
    scan = reverse("handovers:scan", args=[made.pk])
    said = receiver.post(scan, {"numbers": f"{dossier.barcode}\r\n99"}).content.decode()
    assert "Đúng danh sách" in said
    assert "Không phải số mã vạch" in said
    part = receiver.post(f"{scan}?part=scanned", {"numbers": dossier.barcode}).content.decode()
    assert "Đã nhận trước đó" in part
    assert "<html" not in part
    post(receiver, made, "close")
    assert HandOverList.objects.get().state == "closed"


def test_nothing_ticked_and_nothing_scanned_is_said_at_the_field(made, dossier, here, there, signed_in, far):
    far()
    door = reverse("handovers:new", args=[here.center.pk, there.committee.pk])
    sender = signed_in(here, "intake_officer")
    answer = sender.post(door, {"client_id": str(uuid4())})
    assert (answer.status_code, "Hãy chọn ít nhất một hồ sơ" in answer.content.decode()) == (422, True)
    stale = sender.post(door, {"client_id": str(uuid4()), "moves": [PaperMove.objects.earliest("pk").pk]})
    assert stale.status_code == 422
    assert HandOverList.objects.count() == 1
    actions.dispatch_list(list_id=made.pk, by=here.by("intake_officer", MONDAY))
    answer = signed_in(there, "clerk").post(reverse("handovers:scan", args=[made.pk]), {"numbers": " "})
    assert (answer.status_code, "Hãy quét mã vạch" in answer.content.decode()) == (422, True)


@pytest.mark.parametrize("role", ROLES)
def test_who_may_receive(role, made, dossier, here, there, signed_in):
    actions.dispatch_list(list_id=made.pk, by=here.by("intake_officer", MONDAY))
    scan = reverse("handovers:scan", args=[made.pk])
    answer = signed_in(there, role).post(scan, {"numbers": dossier.barcode})
    assert (answer.status_code == 200) == (role in CARRYING)
    assert (PaperMove.objects.get().state == "received") == (role in CARRYING)


@pytest.mark.parametrize("role", ROLES)
def test_others_see_nothing_and_send_nothing(role, made, dossier, here, there, signed_in):
    other = signed_in(make_office("Khác"), role)
    doors = [reverse("handovers:list", args=[made.pk]), reverse("handovers:file", args=[made.pk])]
    doors.append(reverse("handovers:new", args=[here.center.pk, there.committee.pk]))
    for door in doors:
        assert other.get(door).status_code in (403, 404)
    for verb in ("dispatch", "withdraw", "close"):
        assert post(other, made, verb).status_code in (403, 404)
    assert HandOverList.objects.get().state == "made"


def test_each_side_has_its_own_verbs(made, here, there, signed_in):
    assert post(signed_in(there, "clerk"), made, "dispatch").status_code == 404
    sender = signed_in(here, "intake_officer")
    post(sender, made, "dispatch")
    assert post(sender, made, "close").status_code == 403
    assert post(signed_in(there, "clerk"), made, "withdraw").status_code == 403
    assert post(sender, made, "nothing").status_code == 404
    assert HandOverList.objects.get().state == "sent"


def test_the_printed_list_is_scanned_back(made, dossier, here, signed_in):
    answer = signed_in(here, "intake_officer").get(reverse("handovers:file", args=[made.pk]))
    assert answer["Content-Type"] == "application/pdf"
    assert ("Code128", dossier.barcode) in codes_on(answer.content)


def test_heads_see_what_is_late(made, dossier, here, there, signed_in):
    with clock.frozen_at(MONDAY + 2 * DAY):
        for role in ("approver", "inspector"):
            page = signed_in(there, role).get(reverse("handovers:late")).content.decode()
            assert dossier.code in page
        home = signed_in(there, "approver").get("/desk/").content.decode()
        assert "bản giấy chậm chuyển" in home
        other = signed_in(make_office("Khác"), "approver").get(reverse("handovers:late"))
        assert dossier.code not in other.content.decode()


def test_the_dossier_page_says_where_its_paper_is(made, dossier, here, signed_in):
    page = signed_in(here, "intake_officer").get(reverse("dossiers:page", args=[dossier.pk]))
    assert f"Danh sách bàn giao số {made.pk}" in page.content.decode()
