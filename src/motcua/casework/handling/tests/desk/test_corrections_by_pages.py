"""A wrong result reported, owned to, put right and handed over again, by pages and buttons alone."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from motcua.casework.dossiers import actions
from motcua.casework.dossiers.models import Dossier
from motcua.casework.dossiers.tests.factories import MONDAY, differences
from motcua.casework.mending.tests.test_corrections import OWNER, resolved
from motcua.kernel import clock

pytestmark = pytest.mark.django_db
LATER = MONDAY + timedelta(days=1)


@pytest.fixture
def dossier(office):
    by = office.by("intake_officer", MONDAY + timedelta(hours=2))
    found = actions.deliver(dossier_id=resolved(office).pk, by=by, receiver=OWNER)
    with clock.frozen_at(LATER):
        yield found


def page_of(client, dossier) -> str:
    return client.get(reverse("dossiers:page", args=[dossier.pk])).content.decode()


RESULT = {"title": "Giấy xác nhận mới", "number": "15/GXN", "signed_on": "", "signer": ""}
RECEIVER = {
    "receiver": "owner", "name": "Lê Thử", "identity_check": "personal_id", "identity_number": "042090000001",
}  # fmt: skip


def test_a_correction_by_pages(office, signed_in, act, dossier):
    counter, head, clerk = signed_in("intake_officer"), signed_in("approver"), signed_in("clerk")
    assert act(counter, dossier, "report_wrong", reason="").status_code == 422
    assert act(counter, dossier, "report_wrong", reason="Sai năm sinh").status_code == 302
    assert dossier.code in head.get("/desk/").content.decode()
    assert dossier.code in head.get("/desk/work/").content.decode()
    assert "Kết quả sai phải đính chính" not in clerk.get("/desk/work/").content.decode()
    page = page_of(head, dossier)
    assert "NĐ 118/2025, Điều 23.1" in page
    assert "09/10" in page

    done = act(head, dossier, "confirm_wrong", apology="Ghi nhầm năm sinh do đánh máy")
    assert done["Location"].endswith("?print=XL")
    tracking = counter.get(f"/h/{dossier.lookup_token}/").content.decode()
    assert "Kết quả có sai sót, chúng tôi xin lỗi" in tracking
    assert dossier.code in clerk.get("/desk/work/").content.decode()
    assert act(clerk, dossier, "correct_result", **RESULT).status_code == 302
    page = page_of(counter, dossier)
    assert "Không còn giá trị: đã được thay bằng kết quả đính chính" in page
    assert "Giấy xác nhận mới" in page
    assert act(counter, dossier, "deliver_corrected", **RECEIVER).status_code == 302
    dossier.refresh_from_db()
    assert (dossier.status, dossier.correction) == ("delivered", "")
    assert "Kết quả sai phải đính chính" not in counter.get("/desk/work/").content.decode()
    assert differences() == []


def test_the_letter_is_printed_and_speaks_of_no_delay(office, signed_in, act, dossier):
    head = signed_in("approver")
    act(head, dossier, "report_wrong", reason="Sai năm sinh")
    act(head, dossier, "confirm_wrong", apology="Ghi nhầm năm sinh")
    letter = head.get(f"/desk/dossiers/{dossier.pk}/slips/XL.pdf")
    assert (letter.status_code, letter["Content-Type"]) == (200, "application/pdf")
    assert head.get(f"/desk/dossiers/{dossier.pk}/slips/04.pdf").status_code == 404


def test_sent_twice_is_done_once_and_a_wrong_moment_is_told(office, signed_in, act, dossier):
    counter = signed_in("intake_officer")
    client_id = "6f1d9f0e-2f0c-4b8e-9d35-0d4b6f7a1c11"
    for _ in range(2):
        answer = act(counter, dossier, "report_wrong", reason="Sai năm sinh", client_id=client_id)
        assert answer.status_code == 302
    assert Dossier.objects.get(pk=dossier.pk).correction_count == 1
    answer = act(counter, dossier, "report_wrong", reason="Sai cả họ tên")
    assert answer.status_code == 422
    assert "chưa có đính chính đang làm" in answer.content.decode()


def test_others_may_not(office, signed_in, act, dossier):
    act(signed_in("intake_officer"), dossier, "report_wrong", reason="Sai năm sinh")
    assert act(signed_in("inspector"), dossier, "report_wrong", reason="Sai").status_code == 403
    assert act(signed_in("clerk"), dossier, "confirm_wrong", apology="Sai").status_code == 403
    assert act(signed_in("intake_officer"), dossier, "dismiss_wrong", reason="Đúng").status_code == 403


def test_leaders_see_what_is_late(office, signed_in, act, dossier):
    act(signed_in("intake_officer"), dossier, "report_wrong", reason="Sai năm sinh")
    with clock.frozen_at(LATER + timedelta(days=4)):
        page = signed_in("approver").get(reverse("statistics:overview")).content.decode()
    assert "Đang đính chính: 1, trong đó quá 03 ngày làm việc: 1" in page
    assert dossier.code in page
