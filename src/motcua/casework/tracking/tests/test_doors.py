"""The applicant's pages: what opens them, what they tell, what they keep to themselves, what they weigh."""

from __future__ import annotations

import gzip
import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.urls import reverse

from motcua.casework.dossiers import actions
from motcua.casework.dossiers.models import Dossier
from motcua.casework.dossiers.tests.factories import MONDAY, advance, make_accepted, make_draft, make_office
from motcua.casework.finding.actions import reading
from motcua.casework.finding.models import AccessEntry
from motcua.casework.tracking.portal.hall import masked
from motcua.kernel import clock

pytestmark = pytest.mark.django_db
HEAVIEST = 20_000


@pytest.fixture(autouse=True)
def monday(db, monkeypatch):
    monkeypatch.setattr(reading, "_start_timer", lambda: None)  # no thread writes beside the test
    with clock.frozen_at(MONDAY + timedelta(hours=1)):
        yield
    reading.flush()


@pytest.fixture
def office():
    return make_office()


@pytest.fixture
def dossier(office) -> Dossier:
    return make_accepted(office)


def tracking_page(client, dossier: Dossier) -> str:
    dossier.refresh_from_db()
    return client.get(reverse("dossiers_public:by_token", args=[dossier.lookup_token])).content.decode()


def test_code_and_pin_open_it(client, dossier):
    typed = {"code": f" {dossier.code.lower()} ", "pin": f"{dossier.pin[:3]} {dossier.pin[3:]}"}
    answer = client.post(reverse("dossiers_public:lookup"), typed)
    assert answer["Location"] == reverse("dossiers_public:by_token", args=[dossier.lookup_token])
    assert dossier.pin not in answer["Location"]
    page = client.get(answer["Location"])
    assert dossier.code in page.content.decode()
    assert "no-store" in page["Cache-Control"]
    reading.flush()
    assert {"tracking:pin", "tracking:qr"} <= set(AccessEntry.objects.values_list("what", flat=True))


def test_wrong_code_and_wrong_pin_read_alike_and_are_counted(client, dossier):
    door = reverse("dossiers_public:lookup")
    wrong_pin = client.post(door, {"code": dossier.code, "pin": "000000"})
    wrong_code = client.post(door, {"code": "H27.99-261005-0001", "pin": dossier.pin})
    assert wrong_pin.status_code == wrong_code.status_code == 404
    assert "không đúng" in wrong_pin.content.decode()
    for _again in range(5):
        last = client.post(door, {"code": dossier.code, "pin": "000000"})
    assert last.status_code == 429
    assert client.post(door, {"code": dossier.code, "pin": dossier.pin}).status_code == 429


@pytest.mark.parametrize(
    "value", ["", " ", "\x00", "a\x00b", "9" * 400, "٣٤٥", "💥", "<b>", "H27.15-261005-0001"]
)
def test_whatever_is_typed_gets_a_clear_answer(client, value):
    for typed in ({"code": value, "pin": "123456"}, {"code": "H27.15-261005-0001", "pin": value}):
        assert client.post(reverse("dossiers_public:lookup"), typed).status_code in (404, 422, 429)


@pytest.mark.parametrize("path", ["/h/0/", "/h/" + "0" * 31 + "/", "/h/" + "G" * 32 + "/", "/man-hinh/%00/", "/man-hinh/H99/", "/h/" + "0" * 32 + "/"])  # fmt: skip
def test_wrong_addresses_are_not_found(client, path):
    assert client.get(path).status_code in (400, 404)


def test_nothing_personal_is_shown(client, dossier):
    page = tracking_page(client, dossier)
    assert "Nguyễn Văn T***" in page
    for secret in ("Nguyễn Văn Thử", "042090000001", "0912000001", "Thôn 1", dossier.pin, dossier.barcode):
        assert secret not in page
    assert '<meta name="robots" content="noindex' in page


def test_an_old_receipt_stops_working(client, office, dossier):
    old = reverse("dossiers_public:by_token", args=[dossier.lookup_token])
    actions.replace_pin(dossier_id=dossier.pk, by=office.by("intake_officer", MONDAY))
    assert client.get(old).status_code == 404
    assert "giấy mới" in client.get(old).content.decode()


def test_plain_words_first_in_every_state(client, office):
    told = {}
    dossier = make_accepted(office)
    told["running"] = tracking_page(client, dossier)
    case_officer = office.by("case_officer", MONDAY + timedelta(hours=1))
    advance(office, dossier, "appraise", MONDAY)
    actions.request_supplement(
        dossier_id=dossier.pk, by=case_officer, items=["Bản vẽ hiện trạng"], reason="Thiếu"
    )
    told["supplement"] = tracking_page(client, dossier)
    actions.receive_supplement(
        dossier_id=dossier.pk, by=office.by("intake_officer", MONDAY + timedelta(days=1))
    )
    with clock.frozen_at(MONDAY + timedelta(days=30)):
        actions.apologise(
            dossier_id=dossier.pk, by=office.by("approver", clock.now()), reason="Chờ xác minh đất",
            cause_agency_id=office.committee.pk,
        )  # fmt: skip
        told["late"] = tracking_page(client, dossier)
    told["draft"] = tracking_page(client, make_draft(office))
    assert "Đúng tiến độ" in told["running"]
    assert "Thứ Hai, 12/10/2026" in told["running"]
    assert "còn <b>5 ngày làm việc</b>" in told["running"]
    assert "Cần bổ sung giấy tờ" in told["supplement"]
    assert "Bản vẽ hiện trạng" in told["supplement"]
    assert "chúng tôi xin lỗi" in told["late"]
    assert "Chờ xác minh đất" in told["late"]
    assert re.search(r"đã trễ \d+ ngày làm việc", told["late"])
    assert "Đang lập hồ sơ" in told["draft"]
    for page in told.values():
        assert page.index('id="state"') < page.index('id="where"') < page.index('id="facts"')


def test_a_stopped_dossier_does_not_look_finished(client, office, dossier):
    actions.withdraw(dossier_id=dossier.pk, by=office.by("intake_officer", MONDAY), reason="Thôi")
    actions.stop(dossier_id=dossier.pk, by=office.by("approver", MONDAY), decision="Dừng")
    page = tracking_page(client, dossier)
    assert "Đã dừng giải quyết" in page
    assert "is-done" not in page


@pytest.mark.parametrize("large", [False, True])
def test_tracking_is_light(client, office, dossier, large):
    if large:
        client.cookies["motcua_type"] = "large"
    page = tracking_page(client, dossier)
    sheets = re.findall(r'<link rel="stylesheet" href="/static/([^"?]+)"', page)
    styles = b"".join(Path(finders.find(name)).read_bytes() for name in sheets)
    weight = len(gzip.compress(page.encode())) + len(gzip.compress(styles))
    assert len(sheets) >= 3
    assert weight <= HEAVIEST, f"{weight} bytes of HTML and CSS"


def test_the_wall_tells_codes_and_steps_only(client, office, dossier):
    page = client.get(reverse("dossiers_public:hall", args=[office.center.code])).content.decode()
    assert "…1005-0001" in page
    for secret in (
        dossier.code,
        "Nguyễn",
        dossier.procedure_version.name,
        dossier.lookup_token,
        dossier.barcode,
    ):
        assert secret not in page


def test_the_wall_calls_what_is_ready(client, office, dossier):
    dossier = advance(office, dossier, "issue", MONDAY)
    outcome = actions.results.Outcome(title="Giấy")
    actions.record_result(dossier_id=dossier.pk, by=office.by("clerk", MONDAY), outcome=outcome)
    page = client.get(reverse("dossiers_public:hall", args=[office.center.code])).content.decode()
    assert page.index("Mời nhận kết quả") < page.index("…1005-0001") < page.index("Đang giải quyết")


@pytest.mark.parametrize(
    ("code", "shown"),
    [("H27.15-261120-0037", "…1120-0037"), ("H27-261120-12345", "…120-12345"), (None, ""), ("", "")],
)
def test_masked_codes(code, shown):
    assert masked(code) == shown


def test_who_has_to_pay_reads_so_and_not_that_nothing_is_to_do(client, office):
    dossier = advance(office, make_accepted(office), "appraise", MONDAY)
    by = office.by("case_officer", MONDAY)
    actions.ask_payment(dossier_id=dossier.pk, by=by, amount_vnd=1000, what="Lệ phí trước bạ")
    page = client.get(f"/h/{dossier.lookup_token}/").content.decode()
    assert "Cần thực hiện nghĩa vụ tài chính" in page
    assert "không cần làm gì thêm" not in page
