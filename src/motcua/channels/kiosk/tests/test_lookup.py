"""The look-up screen: progress by the code alone, more with the PIN, nothing personal before or after; scans at the kiosk."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest

from motcua.casework.dossiers.models import Dossier
from motcua.casework.dossiers.tests.factories import make_accepted, make_office, make_procedure
from motcua.casework.dossiers.tests.stage import CARD
from motcua.channels.kiosk.known import Known, holder_of, unsealed
from motcua.channels.kiosk.tests.stage import machine, open_hall
from motcua.facilities.halls.models import Group
from motcua.facilities.queueing.models import ServiceRequest
from motcua.kernel import clock

pytestmark = pytest.mark.django_db
HOME, DOOR = "/tra-cuu-tai-cho/", "/tra-cuu-tai-cho/ho-so/"


@pytest.fixture
def stage():
    return open_hall(1)


@pytest.fixture
def screen(stage):
    return machine(stage, "lookup")


@pytest.fixture
def dossier(stage) -> Dossier:
    return make_accepted(make_office("Tra Cứu"), clock.now())


def test_a_barcode_shows_progress_and_nobodys_name(screen, dossier):
    for code in (dossier.barcode, dossier.code.lower(), f" {dossier.barcode} "):
        answer = screen.post(DOOR, {"code": code})
        page = answer.content.decode()
        assert answer.status_code == 200
        assert "Hẹn trả" in page
        assert "Nguyễn" not in page
        assert dossier.lookup_token not in page


def test_the_pin_opens_more_and_the_way_to_a_telephone(screen, dossier):
    answer = screen.post(DOOR, {"code": dossier.barcode, "pin": dossier.pin})
    page = answer.content.decode()
    assert "N*****" in page or "Thử" in page, "the name is half hidden, not gone"
    assert "Nguyễn Văn Thử" not in page
    assert "<svg" in page
    assert "no-store" in answer.headers["Cache-Control"]


def test_a_wrong_pin_opens_nothing_and_guessing_ends(screen, dossier):
    wrong = "111111" if dossier.pin != "111111" else "222222"
    answers = [screen.post(DOOR, {"code": dossier.barcode, "pin": wrong}).status_code for _ in range(7)]
    assert answers == [404] * 5 + [429] * 2
    assert screen.post(DOOR, {"code": dossier.barcode, "pin": dossier.pin}).status_code == 429


@pytest.mark.parametrize("code", ["", "1", "1" * 12, "H27", "x" * 500, "\0", "ạ" * 12])
def test_what_is_no_code_is_told(screen, code):
    answer = screen.post(DOOR, {"code": code})
    assert answer.status_code in (404, 422)
    assert 'role="alert"' in answer.content.decode()


def test_procedures_are_found_without_marks_and_read(screen):
    version = make_procedure()
    page = screen.get(f"{HOME}thu-tuc/?q=thu+tuc+thu+nghiem").content.decode()
    assert "thủ tục" in page
    shown = screen.get(f"{HOME}thu-tuc/{version.procedure.code}/")
    assert "Giấy tờ 1" in shown.content.decode()
    assert screen.get(f"{HOME}thu-tuc/9.9/").status_code == 404


def test_only_look_up_screens_come_in(stage, client):
    for address in (HOME, f"{HOME}thu-tuc/"):
        assert client.get(address).status_code == 302
        assert machine(stage, "kiosk").get(address).status_code == 302
    assert client.post(DOOR, {"code": "1"}).status_code == 401


class TestScans:
    def test_a_card_of_an_old_person_goes_first_and_counts_for_its_holder(self, stage):
        kiosk, old = machine(stage, "kiosk"), CARD.replace("14031992", "14031942")
        for number in range(3):
            page = kiosk.post("/lay-so/quet/", {"text": old}).content.decode()
            assert "diện ưu tiên" in page
            assert "Nguyễn" not in page
            assert "042192000011" not in page
            sealed = page.split('name="known" value="')[1].split('"')[0]
            said = {"client_id": str(uuid4()), "group": stage.groups["A"].pk, "known": sealed}
            answer = kiosk.post("/lay-so/lay/", said)
            assert answer.status_code == (302 if number < 2 else 422), "two numbers a day, told by the card"
        assert {row.priority for row in ServiceRequest.objects.all()} == {"elderly"}

    def test_a_receipt_leads_to_its_group(self, stage, dossier):
        code = dossier.procedure_version.procedure.code
        Group.objects.filter(pk=stage.groups["C"].pk).update(procedures=[code])
        page = machine(stage, "kiosk").post("/lay-so/quet/", {"text": dossier.barcode}).content.decode()
        assert page.count('class="machine-choice"') == 1
        assert "Đất đai" in page

    @pytest.mark.parametrize("text", ["", "123456789012", "https://x", "a|b|c|d|e|f|g", "\0"])
    def test_what_cannot_be_read_leads_to_the_first_screen(self, stage, text):
        answer = machine(stage, "kiosk").post("/lay-so/quet/", {"text": text})
        assert answer.status_code == 422
        assert "Không đọc được mã này" in answer.content.decode()

    def test_a_word_that_was_changed_is_nobodys(self):
        sealed = Known("abc", "elderly").sealed()
        assert unsealed(sealed) == Known("abc", "elderly")
        assert unsealed(sealed[:-1]) == unsealed("") == Known()

    @pytest.mark.parametrize(
        ("born", "priority"), [("27111951", "elderly"), ("28111951", ""), ("1950", "elderly")]
    )
    def test_seventy_five_on_the_day(self, born, priority):
        assert holder_of(CARD.replace("14031992", born), date(2026, 11, 27)).priority == priority
