"""Officers keep appointments of their own halls: booked, found, cancelled, checked in."""

from __future__ import annotations

import re
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from motcua.casework.dossiers.tests.factories import make_officer
from motcua.directory.agencies.choices import Role
from motcua.facilities.booking import actions
from motcua.facilities.booking.choices import BookingState
from motcua.facilities.booking.models import Appointment
from motcua.facilities.booking.permissions import KEEPING_ROLES, halls_of, may_keep
from motcua.facilities.halls.actions import By
from motcua.facilities.halls.models import Hall
from motcua.facilities.queueing.models import PersonDay, ServiceRequest
from motcua.facilities.queueing.tests.stage import make_hall, minutes, wrong
from motcua.kernel import clock

pytestmark = pytest.mark.django_db
PERSON = "042090000001"


@pytest.fixture
def stage():
    with clock.frozen_at(minutes(0)):
        yield make_hall(1)


@pytest.fixture
def client(stage):
    return signed_in(stage.officers[0])


def signed_in(officer) -> Client:
    client = Client()
    client.force_login(officer.account)
    return client


def book(stage, **said) -> Appointment:
    group = stage.groups["A"].pk
    by = said.pop("by", By(None, minutes(0)))
    return actions.book(hall_id=stage.hall.pk, group_id=group, starts_at=minutes(60), by=by, **said)


def form_of(client, stage, day: str = "05/10/2026") -> tuple[str, dict[str, str]]:
    """The address and the fields of the page of one day, with its first free time chosen."""
    address = f"{reverse('booking_desk:book', args=[stage.hall.pk])}?group={stage.groups['A'].pk}&day={day}"
    page = client.get(address).content.decode()
    found = re.search(r'<option value="(20[^"]+)"', page)
    assert found is not None, page
    return address, {"client_id": str(uuid4()), "slot": found[1]}


def test_booked_at_the_counter_told_and_checked_in(stage, client):
    address, said = form_of(client, stage)
    answers = [client.post(address, said | {"personal_id": PERSON}) for _again in range(2)]
    assert answers[0].url == answers[1].url
    row = Appointment.objects.get()
    assert row.is_by_officer
    page = client.get(answers[0].url).content.decode()
    assert row.shown_code in page
    assert row.pin in page
    assert PERSON not in page
    with clock.frozen_at(minutes(5)):
        arrive = reverse("booking_desk:arrive", args=[stage.hall.pk, row.pk])
        pressed = {"client_id": str(uuid4())}
        assert [client.post(arrive, pressed).status_code for _again in range(2)] == [302, 302]
        assert ServiceRequest.objects.get().state == "waiting"
        page = client.get(answers[0].url).content.decode()
    assert "A001" in page
    assert "Đã đến, cấp số" not in page
    assert wrong() == []


def test_what_was_typed_of_a_person_is_kept_nowhere(stage, client):
    address, said = form_of(client, stage)
    client.post(address, said | {"personal_id": PERSON})
    assert PersonDay.objects.get().key == Appointment.objects.get().person_key
    assert PERSON not in str(list(Appointment.objects.values())) + str(list(PersonDay.objects.values()))
    PersonDay.objects.update(taken=2)
    refused = client.post(address, said | {"personal_id": PERSON, "client_id": str(uuid4())})
    assert refused.status_code == 422
    assert "đủ số lượt" in refused.content.decode()
    short = client.post(address, said | {"personal_id": "123", "client_id": str(uuid4())})
    assert short.status_code == 422
    assert Appointment.objects.count() == 1


@pytest.mark.parametrize(
    ("day", "reason"),
    [
        ("10/10/2026", "Ngày này nghỉ"),
        ("04/10/2026", "Ngày này đã qua"),
        ("30/12/2026", "Chỉ đặt hẹn trước"),
        ("31/02/2026", "dd/mm/yyyy"),
        ("", "Hãy ghi ngày hẹn"),
    ],
)
def test_closed_days_are_refused_at_the_field(stage, client, day, reason):
    address = reverse("booking_desk:book", args=[stage.hall.pk])
    said = {"group": stage.groups["A"].pk, "day": day}
    page = client.get(address, said)
    assert page.status_code == 422
    assert re.search(rf'id="id_day_error"[^>]*>.*?{reason}', page.content.decode(), re.DOTALL)
    posted = client.post(
        f"{address}?group={said['group']}&day={day}", {"client_id": str(uuid4()), "slot": "x"}
    )
    assert posted.status_code == 422
    assert not Appointment.objects.exists()


def test_a_time_that_nobody_offered_is_refused(stage, client):
    address, said = form_of(client, stage)
    for slot in ("", "x", "2026-10-05T02:05:00+00:00"):
        assert client.post(address, said | {"slot": slot, "client_id": str(uuid4())}).status_code == 422
    assert client.post(address, {"slot": said["slot"]}).status_code == 422, "no client id"
    assert client.get(address.replace("group=", "group=9")).status_code == 422
    assert not Appointment.objects.exists()


def test_found_by_code_and_cancelled_without_its_pin(stage, client):
    row = book(stage)
    find = reverse("booking_desk:find", args=[stage.hall.pk])
    page = reverse("booking_desk:appointment", args=[stage.hall.pk, row.pk])
    assert client.get(find, {"code": row.shown_code}).url == page
    assert row.pin not in client.get(page).content.decode(), "its holder has it"
    for typed in ("", "12345670", "x" * 200):
        assert client.get(find, {"code": typed}).status_code == 422
    said = {"client_id": str(uuid4())}
    cancel = reverse("booking_desk:cancel", args=[stage.hall.pk, row.pk])
    assert client.post(cancel, {}).status_code == 422
    assert client.post(cancel, said).status_code == 302
    row.refresh_from_db()
    assert row.state == BookingState.CANCELLED
    again = client.post(cancel, {"client_id": str(uuid4())})
    assert again.status_code == 422
    assert "đã hủy" in again.content.decode()


def test_a_day_shows_who_stayed_away(stage, client):
    row = book(stage)
    actions.expire(minutes(91))
    page = client.get(
        reverse("booking_desk:day", args=[stage.hall.pk]), {"day": "05/10/2026"}
    ).content.decode()
    assert row.code in page
    assert "Không đến" in page
    assert client.get(reverse("booking_desk:day", args=[stage.hall.pk]), {"day": "x"}).status_code == 422
    later = client.get(reverse("booking_desk:day", args=[stage.hall.pk]), {"day": "06/10/2026"})
    assert row.code not in later.content.decode()


def test_too_early_is_said_and_nothing_changed(stage, client):
    row = book(stage)
    with clock.frozen_at(minutes(-30)):
        answer = client.post(
            reverse("booking_desk:arrive", args=[stage.hall.pk, row.pk]), {"client_id": str(uuid4())}
        )
    assert answer.status_code == 422
    assert "nhận số từ 09:00" in answer.content.decode()
    row.refresh_from_db()
    assert row.state == BookingState.BOOKED


@pytest.mark.parametrize("role", [role.value for role in Role])
def test_who_keeps_appointments_and_where(stage, role):
    """Every door of the app, for every role of the hall and of another."""
    row = book(stage)
    here = make_officer("Cán Bộ Ở Đây", (stage.office.center, role))
    elsewhere = make_officer("Cán Bộ Nơi Khác", (make_hall(1).office.center, role))
    sees_all = role == Role.SYSTEM_ADMIN
    for officer, is_here in ((here, True), (elsewhere, sees_all)):
        may = role in KEEPING_ROLES and is_here
        assert may_keep(officer, stage.hall, clock.today()) == may
        assert halls_of(officer, clock.today()).filter(pk=stage.hall.pk).exists() == may
        expected = 200 if may else 404 if role in KEEPING_ROLES else 403
        assert doors(signed_in(officer), stage, row) == {expected}, officer
    row.refresh_from_db()
    assert row.state == BookingState.BOOKED


def doors(client, stage, row) -> set[int]:
    """What each door answers; writes lack their client id, so that none is done."""
    hall = [stage.hall.pk]
    reads = [reverse(f"booking_desk:{name}", args=hall) for name in ("day", "book")]
    reads.append(reverse("booking_desk:appointment", args=[*hall, row.pk]))
    writes = [reverse(f"booking_desk:{name}", args=[*hall, row.pk]) for name in ("cancel", "arrive")]
    answers = {client.get(address).status_code for address in reads}
    answers |= {client.get(reverse("booking_desk:find", args=hall), {"code": ""}).status_code}
    answers |= {client.post(address).status_code for address in writes}
    return {200 if status == 422 else status for status in answers}


def test_strangers_are_sent_to_sign_in(stage):
    row = book(stage)
    assert doors(Client(), stage, row) == {302}


def test_an_appointment_of_another_hall_is_not_opened_by_its_number(stage):
    other = make_hall(1)
    row = book(stage)
    client = signed_in(other.officers[0])
    assert client.get(reverse("booking_desk:appointment", args=[other.hall.pk, row.pk])).status_code == 404


def test_one_hall_is_opened_at_once_several_are_listed(stage, client):
    assert client.get(reverse("booking_desk:places")).url == reverse("booking_desk:day", args=[stage.hall.pk])
    make_hall(1)
    admin = signed_in(stage.office.officers["system_admin"])
    page = admin.get(reverse("booking_desk:places")).content.decode()
    assert all(reverse("booking_desk:day", args=[hall.pk]) in page for hall in Hall.objects.all())


def test_a_full_day_says_so(stage, client):
    address, _said = form_of(client, stage)
    with clock.frozen_at(minutes(8 * 60)):
        page = client.get(address).content.decode()
    assert "không còn giờ trống" in page
