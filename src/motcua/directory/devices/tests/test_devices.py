"""A device is declared, paired by a code that works once, known by its cookie, and shut out."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse

from motcua.directory.agencies.choices import Role
from motcua.directory.agencies.tests.factories import make_counter, make_officer, make_one_stop, sign_in
from motcua.directory.devices.actions import (
    AlreadyRevoked,
    CodeNotFound,
    NewDevice,
    NotOfThisPlace,
    Placed,
    add_device,
    call_help,
    change_device,
    give_help,
    issue_code,
    pair_device,
    revoke_device,
)
from motcua.directory.devices.doors import COOKIE, device_required
from motcua.directory.devices.examination import examine
from motcua.directory.devices.models import Device
from motcua.directory.devices.queries import device_with
from motcua.directory.devices.rules import typed_code
from motcua.kernel import clock
from motcua.kernel.doctor.checkup import Level
from motcua.kernel.events.models import Event
from motcua.kernel.events.verify import verify

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 10, 5, 5, 0, tzinfo=UTC)


@pytest.fixture
def one_stop():
    return make_one_stop()


def declared(one_stop, kind: str = "kiosk", **said) -> Device:
    return add_device(one_stop=one_stop, new=NewDevice(kind=kind, name="Máy cửa chính", **said), at=NOON)


def differences() -> list[str]:
    return [str(found) for found in verify() if found.subject.startswith("device")]


class TestLife:
    def test_a_code_pairs_once(self, one_stop):
        device = declared(one_stop)
        code = issue_code(device_id=device.pk, at=NOON)
        paired, token = pair_device(code=code, at=NOON)
        assert device_with(token, "kiosk") == paired
        assert device_with(token, "display") is None, "the secret opens pages of its own kind only"
        with pytest.raises(CodeNotFound):
            pair_device(code=code, at=NOON)
        assert differences() == []

    def test_a_code_lasts_fifteen_minutes(self, one_stop):
        code = issue_code(device_id=declared(one_stop).pk, at=NOON)
        with pytest.raises(CodeNotFound):
            pair_device(code=code, at=NOON + timedelta(minutes=15))

    def test_a_later_code_takes_the_place_of_the_one_before(self, one_stop):
        device = declared(one_stop)
        first, second = (issue_code(device_id=device.pk, at=NOON) for _ in range(2))
        with pytest.raises(CodeNotFound):
            pair_device(code=first, at=NOON)
        assert pair_device(code=second, at=NOON)

    def test_pairing_again_shuts_the_former_machine_out(self, one_stop):
        device = declared(one_stop)
        _one, former = pair_device(code=issue_code(device_id=device.pk, at=NOON), at=NOON)
        _two, present = pair_device(code=issue_code(device_id=device.pk, at=NOON), at=NOON)
        assert device_with(former, "kiosk") is None
        assert device_with(present, "kiosk") == device

    def test_a_revoked_one_opens_nothing_and_stays_revoked(self, one_stop):
        device = declared(one_stop)
        waiting = issue_code(device_id=device.pk, at=NOON)
        _device, token = pair_device(code=waiting, at=NOON)
        unused = issue_code(device_id=device.pk, at=NOON)
        for _ in range(2):
            revoke_device(device_id=device.pk, at=NOON)
        assert device_with(token, "kiosk") is None
        with pytest.raises(CodeNotFound):
            pair_device(code=unused, at=NOON)
        with pytest.raises(AlreadyRevoked):
            issue_code(device_id=device.pk, at=NOON)
        with pytest.raises(AlreadyRevoked):
            change_device(device_id=device.pk, placed=Placed(name="Khác"), at=NOON)
        assert Event.objects.filter(kind="devices.revoked").count() == 1
        assert differences() == []

    def test_counters_stand_in_the_same_house(self, one_stop):
        here, there = make_counter(one_stop), make_counter(make_one_stop())
        assert declared(one_stop, "display", counter_ids=[here.pk]).counter_ids == [here.pk]
        for kind, counters in (("display", [there.pk]), ("rating", []), ("rating", [here.pk, there.pk])):
            with pytest.raises(NotOfThisPlace):
                declared(one_stop, kind, counter_ids=counters)
        device = declared(one_stop, "rating", counter_ids=[here.pk])
        change_device(device_id=device.pk, placed=Placed(name="Máy 2", counter_ids=[here.pk]), at=NOON)
        assert differences() == []

    def test_a_person_is_called_and_comes(self, one_stop):
        device = declared(one_stop)
        call_help(device_id=device.pk, at=NOON)
        assert call_help(device_id=device.pk, at=NOON + timedelta(minutes=1)).help_at == NOON
        assert differences() == []
        officer = make_officer("intake_officer", one_stop.agency)
        for _ in range(2):
            assert give_help(device_id=device.pk, at=NOON, actor_id=officer.pk).help_at is None
        assert Event.objects.filter(kind="devices.help_given").count() == 1
        assert differences() == []

    def test_a_row_changed_by_hand_is_found(self, one_stop):
        device = declared(one_stop)
        Device.objects.filter(pk=device.pk).update(name="Máy lạ", token_sha256="0" * 64)
        assert len(differences()) == 2

    def test_no_secret_stands_in_the_log(self, one_stop):
        device = declared(one_stop)
        code = issue_code(device_id=device.pk, at=NOON)
        _device, token = pair_device(code=code, at=NOON)
        told = "".join(Event.objects.values_list("facts_json", flat=True))
        assert code not in told
        assert token not in told


class TestDoor:
    @pytest.fixture
    def door(self):
        return device_required("kiosk")(lambda request: HttpResponse(str(request.device.pk)))

    def ask(self, door, token: str, **how):
        request = RequestFactory().get("/lay-so/", **how)
        request.COOKIES[COOKIE] = token
        return door(request)

    def test_only_its_own_secret_opens_it(self, one_stop, door):
        device, token = pair_device(
            code=issue_code(device_id=declared(one_stop).pk, at=clock.now()), at=clock.now()
        )
        answer = self.ask(door, token)
        assert answer.content.decode() == str(device.pk)
        assert "no-store" in answer.headers["Cache-Control"]
        for wrong in ("", "x", token[:-1], token + "a", "0" * 43, "ạ" * 43):
            assert self.ask(door, wrong).status_code == 302
            assert self.ask(door, wrong, headers={"HX-Request": "true"}).status_code == 401

    def test_it_is_known_when_a_machine_was_last_alive(self, one_stop, door):
        device, token = pair_device(code=issue_code(device_id=declared(one_stop).pk, at=NOON), at=NOON)
        assert [finding.level for finding in examine()] == [Level.WARNING]
        self.ask(door, token)
        device.refresh_from_db()
        assert clock.now() - device.seen_at < timedelta(minutes=1)
        assert [finding.level for finding in examine()] == [Level.OK]


class TestPairingPage:
    def test_the_cookie_is_bound_to_the_pages_of_its_kind(self, client, one_stop):
        code = issue_code(device_id=declared(one_stop).pk, at=clock.now())
        answer = client.post("/thiet-bi/", {"code": f"{code[:4]} {code[4:]}"})
        cookie = answer.cookies[COOKIE]
        assert (cookie["path"], cookie["httponly"], cookie["samesite"]) == ("/lay-so/", True, "Strict")

    @pytest.mark.parametrize("typed", ["", "1234", "12345678", "không", "1" * 40])
    def test_what_is_no_code_is_told_at_the_field(self, client, typed):
        answer = client.post("/thiet-bi/", {"code": typed})
        assert answer.status_code == 422
        assert "error-summary" in answer.content.decode()
        assert COOKIE not in answer.cookies

    def test_guessing_ends_after_ten_tries(self, client, one_stop):
        code = issue_code(device_id=declared(one_stop).pk, at=clock.now())
        tries = [client.post("/thiet-bi/", {"code": "00000000"}).status_code for _ in range(11)]
        assert tries == [422] * 10 + [429]
        assert client.post("/thiet-bi/", {"code": code}).status_code == 429

    def test_no_machine_becomes_a_device_while_an_officer_is_signed_in(self, client, settings, one_stop):
        settings.DEMO_ALLOWED = False
        sign_in(client, make_officer("intake_officer", one_stop.agency))
        code = issue_code(device_id=declared(one_stop).pk, at=clock.now())
        assert client.post("/thiet-bi/", {"code": code}).status_code == 403
        assert not Device.objects.get().is_paired

    def test_codes_may_be_typed_in_groups(self):
        assert typed_code(" 1234-5678 ") == "12345678"
        assert typed_code("１２３") == ""


class TestDesk:
    @pytest.mark.parametrize("who", ["anonymous", *sorted(role.value for role in Role)])
    def test_who_comes_in(self, client, one_stop, who):
        device = declared(one_stop)
        if who != "anonymous":
            sign_in(client, make_officer(who, one_stop.serves))
        pages = {
            "devices:devices": (one_stop.pk, "get", 200), "devices:add": (one_stop.pk, "post", 422),
            "devices:change": (device.pk, "get", 200), "devices:code": (device.pk, "post", 200),
            "devices:revoke": (device.pk, "post", 302),
        }  # fmt: skip
        for name, (pk, method, status) in pages.items():
            answer = getattr(client, method)(reverse(name, args=[pk]), {"asked": "1"})
            allowed = who in ("agency_admin", "system_admin")
            assert answer.status_code == (status if allowed else 302 if who == "anonymous" else 403), name
        device.refresh_from_db()
        assert bool(device.revoked_at) == (who in ("agency_admin", "system_admin"))

    def test_an_administrator_of_another_place_finds_nothing(self, client, one_stop):
        device = declared(one_stop)
        sign_in(client, make_officer("agency_admin", make_one_stop().serves))
        assert client.get(reverse("devices:devices", args=[one_stop.pk])).status_code == 404
        assert client.post(reverse("devices:code", args=[device.pk])).status_code == 404

    def test_declared_paired_changed_by_pages(self, one_stop):
        client, counter = Client(), make_counter(one_stop)
        sign_in(client, make_officer("agency_admin", one_stop.serves))
        said = {"client_id": str(uuid4()), "kind": "display", "name": "Bảng sảnh", "counters": [counter.pk]}
        said |= {"volume": 60, "quiet_from": "11:30", "quiet_to": "13:30"}
        for _ in range(2):
            client.post(reverse("devices:add", args=[one_stop.pk]), said)
        device = Device.objects.get()
        page = client.post(reverse("devices:code", args=[device.pk])).content.decode()
        digits = typed_code(page[page.index('class="number"') : page.index("</b></p>")])
        assert Client().post("/thiet-bi/", {"code": digits}).status_code in (200, 302)
        assert (device.volume, device.quiet) == (60, [["11:30", "13:30"]])
        assert differences() == []
        said = {"client_id": str(uuid4()), "name": "Bảng tầng 2", "volume": 80}
        client.post(reverse("devices:change", args=[device.pk]), said)
        device.refresh_from_db()
        assert (device.name, device.counter_ids, device.is_paired) == ("Bảng tầng 2", [], True)
        wrong = {"client_id": str(uuid4()), "kind": "rating", "name": "Máy đánh giá", "volume": 80}
        answer = client.post(reverse("devices:add", args=[one_stop.pk]), wrong)
        assert answer.status_code == 422
        assert "đúng một quầy" in answer.content.decode()
        wrong |= {"kind": "display", "quiet_from": "11:30", "volume": 101}
        page = client.post(reverse("devices:add", args=[one_stop.pk]), wrong).content.decode()
        assert "khác nhau" in page
        assert "Bảng tầng 2" in client.get(reverse("devices:devices", args=[one_stop.pk])).content.decode()
        assert "1 thiết bị" in client.get(reverse("reception:one_stop", args=[one_stop.pk])).content.decode()
