"""At the ticket kiosk with an appointment: typed, scanned, on paper; and every no in words."""

from __future__ import annotations

from datetime import timedelta

import pytest

from motcua.channels.kiosk import arriving
from motcua.channels.kiosk.tests.stage import machine, open_hall
from motcua.facilities.booking import actions, queries
from motcua.facilities.booking.models import Appointment
from motcua.facilities.halls import actions as halls
from motcua.facilities.halls.actions import By
from motcua.facilities.printing.tests.stage import make_printer, turn
from motcua.facilities.queueing.choices import State
from motcua.facilities.queueing.models import ServiceRequest, Visit
from motcua.facilities.queueing.tests.stage import minutes, wrong
from motcua.kernel import clock

pytestmark = pytest.mark.django_db
CODE_DOOR, SCAN_DOOR = "/lay-so/hen/", "/lay-so/quet/"


@pytest.fixture
def stage(settings, tmp_path):
    settings.PRINTED_ROOT = tmp_path
    with clock.frozen_at(minutes(0)):
        yield open_hall(1)


@pytest.fixture
def kiosk(stage):
    return machine(stage, "kiosk")


def book(stage, ahead: int = 1) -> Appointment:
    """The n-th time from now that is still free."""
    group = stage.groups["A"].pk
    slot = queries.free_slots(stage.hall, group, clock.now())[ahead - 1]
    by = By(None, clock.now())
    return actions.book(hall_id=stage.hall.pk, group_id=group, starts_at=slot.starts_at, by=by)


@pytest.mark.parametrize(("door", "name"), [(CODE_DOOR, "code"), (SCAN_DOOR, "text")])
def test_the_number_comes_out_on_paper_and_stands_in_the_common_line(stage, kiosk, tmp_path, door, name):
    make_printer(stage.hall.one_stop)
    row = book(stage)
    answer = kiosk.post(door, {name: row.code})
    page = kiosk.get(answer["Location"]).content.decode()
    assert "A001" in page
    assert len(list(tmp_path.iterdir())) == 1
    number = ServiceRequest.objects.get()
    assert (number.state, number.appointment_at, number.group_id) == (
        State.WAITING,
        row.starts_at,
        row.group_id,
    )
    again = kiosk.post(door, {name: row.code})
    assert again["Location"] == answer["Location"], "pressed twice"
    assert len(list(tmp_path.iterdir())) == 1
    assert wrong() == []


def test_without_paper_the_telephone_saves_it(stage, kiosk):
    turn(make_printer(stage.hall.one_stop), "no_paper")
    row = book(stage)
    answer = kiosk.post(CODE_DOOR, {"code": row.shown_code})
    assert "Máy in không ra được phiếu" in kiosk.get(answer["Location"]).content.decode()
    assert ServiceRequest.objects.get().state == State.ISSUING


@pytest.mark.parametrize("typed", ["", "123", "abc", "💥" * 40, "9" * 5000])
def test_what_is_no_code_is_said_at_the_field(stage, kiosk, typed):
    answer = kiosk.post(CODE_DOOR, {"code": typed})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Mã hẹn có 8 chữ số" in page
    assert 'aria-invalid="true"' in page


def test_each_no_has_its_words(stage, kiosk):
    early = book(stage, ahead=5)
    for code, words in ((early.code, "nhận số từ"), ("12345670", "Không thấy mã hẹn")):
        for door, name in ((CODE_DOOR, "code"), (SCAN_DOOR, "text")):
            answer = kiosk.post(door, {name: code})
            assert answer.status_code == 422
            assert words in answer.content.decode()
    actions.cancel(appointment_id=early.pk, pin=early.pin, by=By(None, clock.now()))
    assert "đã hủy" in kiosk.post(CODE_DOOR, {"code": early.code}).content.decode()
    assert not Visit.objects.exists()


def test_codes_are_not_found_by_trying(stage, kiosk):
    row = book(stage)
    for _try in range(arriving.MOST_WRONG_CODES):
        assert kiosk.post(CODE_DOOR, {"code": "12345670"}).status_code == 422
    answer = kiosk.post(CODE_DOOR, {"code": row.code})
    assert answer.status_code == 429
    assert "gọi người giúp" in answer.content.decode()
    assert machine(stage, "kiosk").post(CODE_DOOR, {"code": row.code}).status_code == 302, "another machine"


def test_right_codes_do_not_use_up_the_tries(stage, kiosk, monkeypatch):
    monkeypatch.setattr(arriving, "MOST_WRONG_CODES", 1)
    for _person in range(2):
        assert kiosk.post(CODE_DOOR, {"code": book(stage).code}).status_code == 302


def test_who_has_an_appointment_is_let_in_while_no_numbers_are_given(stage, kiosk):
    row = book(stage)
    halls.pause_issuing(hall_id=stage.hall.pk, by=stage.by())
    page = kiosk.get("/lay-so/").content.decode()
    assert "Hiện không phát số" in page
    assert CODE_DOOR in page
    assert kiosk.post(CODE_DOOR, {"code": row.code}).status_code == 302


def test_the_page_keeps_large_type(stage, kiosk):
    row = book(stage)
    assert "large-machine" in kiosk.get(f"{CODE_DOOR}?chu=to").content.decode()
    assert kiosk.post(CODE_DOOR, {"code": row.code, "chu": "to"})["Location"].endswith("?chu=to")


def test_only_the_kiosk_of_a_hall_has_the_door(stage):
    assert machine(stage, "display").get(CODE_DOOR).status_code == 302
    assert machine(stage, "display").post(CODE_DOOR, {"code": "12345670"}).status_code == 401


def test_a_code_read_late_is_refused(stage, kiosk):
    row = book(stage)
    with clock.frozen_at(row.starts_at + timedelta(minutes=31)):
        answer = kiosk.post(CODE_DOOR, {"code": row.code})
    assert answer.status_code == 422
    assert "quá 30 phút" in answer.content.decode()
