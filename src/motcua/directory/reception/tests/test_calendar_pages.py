from datetime import date
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from motcua.directory.agencies.calendars import calendar_key, calendar_of
from motcua.directory.agencies.choices import Role
from motcua.directory.agencies.tests.factories import make_agency, make_officer, sign_in
from motcua.kernel import clock
from motcua.kernel.calendar.models import CalendarVersion
from motcua.kernel.calendar.queries import national_calendar
from motcua.kernel.calendar.special_days import Kind
from motcua.kernel.events import log
from motcua.kernel.events.verify import verify

pytestmark = pytest.mark.django_db
NATIONAL = "/desk/calendar/"
IMPORT = "/desk/calendar/import/"
OFFICE = "07:30-11:30, 13:30-17:30"
ROWS = "date,kind,name,source\n2026-02-16,holiday,Nghỉ thử,x\n"


def own(agency):
    return reverse("reception:agency_calendar", args=[agency.pk])


def said(**changes):
    hours = {f"day{place}": OFFICE for place in range(5)} | {"day5": "07:30-11:30", "day6": ""}
    rest = {"valid_from": "01/05/2026", "cutoff": "15:00", "extra": "", "decision": "Quyết định 5/QĐ-UBND"}
    return {
        f"calendar-{name}": value
        for name, value in (hours | rest | {"client_id": str(uuid4())} | changes).items()
    }


def loaded(**changes):
    file = SimpleUploadedFile("lich.csv", ROWS.encode())
    fields = {"client_id": str(uuid4()), "decision": "TB 1", "file": file} | changes
    return {f"load-{name}": value for name, value in fields.items()}


@pytest.fixture
def agency():
    return make_agency("Ủy ban nhân dân xã Lịch Thử")


@pytest.fixture
def admin(client, agency):
    officer = make_officer("agency_admin", agency)
    sign_in(client, officer)
    return officer


class TestWhoMay:
    @pytest.mark.parametrize("role", [role.value for role in Role])
    def test_everyone_looks_and_administrators_publish(self, client, agency, role):
        sign_in(client, make_officer(role, agency))
        for address in (NATIONAL, own(agency)):
            assert client.get(address).status_code == 200
        allowed = role in ("agency_admin", "system_admin")
        assert client.post(own(agency), said()).status_code == (302 if allowed else 403)
        allowed = role == "system_admin"
        assert client.post(NATIONAL, said(client_id=str(uuid4()))).status_code == (302 if allowed else 403)
        assert client.post(IMPORT, loaded()).status_code == (302 if allowed else 403)
        assert ("Công bố phiên bản mới" in client.get(NATIONAL).content.decode()) is allowed

    def test_not_of_another_agency(self, client, admin):
        other = make_agency()
        assert client.post(own(other), said()).status_code == 403
        assert "Công bố phiên bản mới" not in client.get(own(other)).content.decode()
        assert not CalendarVersion.objects.exists()

    def test_of_agencies_below(self, client, admin, agency):
        assert client.post(own(make_agency(parent=agency)), said()).status_code == 302

    def test_nobody_without_signing_in(self, client, agency):
        for address in (NATIONAL, own(agency)):
            assert client.get(address).status_code == client.post(address).status_code == 302
        assert client.post(IMPORT).status_code == 302


class TestPublishing:
    def test_a_version_counts_at_once_and_is_listed(self, client, admin, agency):
        answer = client.post(own(agency), said(extra="07/10/2026 nghỉ: Bão số 9\n\n10/10/2026  LÀM Làm bù\n"))
        assert answer.url == own(agency)
        calendar = calendar_of(agency, clock.now())
        assert calendar.key == calendar_key(agency)
        assert str(calendar.hours_on(date(2026, 5, 9))) == "07:30–11:30"
        assert [(s.day, s.kind, s.name) for s in calendar.extra] == [
            (date(2026, 10, 7), Kind.DAY_OFF, "Bão số 9"),
            (date(2026, 10, 10), Kind.MAKEUP_WORKDAY, "Làm bù"),
        ]
        (event,) = log.of(f"calendar:{calendar_key(agency)}")
        assert (event.actor_id, event.agency_id, event.facts["valid_from"]) == (
            admin.pk,
            agency.pk,
            "2026-05-01",
        )
        page = client.get(own(agency) + "?month=2026-10").content.decode()
        for text in ("Phiên bản 1", "Quyết định 5/QĐ-UBND", "Bão số 9", "Làm bù", "07/10/2026 nghỉ Bão số 9"):
            assert text in page
        assert list(verify()) == []

    def test_the_same_form_twice_is_one_version(self, client, admin, agency):
        form = said()
        assert client.post(own(agency), form).status_code == client.post(own(agency), form).status_code == 302
        assert CalendarVersion.objects.count() == 1

    def test_an_unchanged_calendar_is_told(self, client, admin, agency):
        client.post(own(agency), said())
        answer = client.post(own(agency), said())
        assert answer.status_code == 422
        assert "không khác phiên bản đang có" in answer.content.decode()

    def test_hours_that_hold_already_make_no_season(self, client, admin, agency):
        client.post(own(agency), said(day5="", extra="07/10/2026 nghỉ Bão"))
        version = CalendarVersion.objects.get()
        assert (version.seasons, version.valid_from) == ((), date(2026, 5, 1))
        assert len(version.extra) == 1

    def test_national_days_off_are_holidays(self, client, agency):
        sign_in(client, make_officer("system_admin", agency))
        client.post(NATIONAL, said(day5="", extra="07/10/2026 nghỉ Quốc tang"))
        assert national_calendar(clock.now()).extra[0].kind is Kind.HOLIDAY

    @pytest.mark.parametrize(
        ("field", "value", "error"),
        [
            ("day0", "7h30-11h30", "07:30-11:30, 13:30-17:30"),
            ("day6", "11:30-07:30", "07:30-11:30, 13:30-17:30"),
            ("day1", "a\0b", "ký tự"),
            ("cutoff", "25:00", "15:00"),
            ("cutoff", "", "Chưa nhập"),
            ("valid_from", "31/02/2026", "dd/mm/yyyy"),
            ("valid_from", "01/01/0001", "Năm phải từ"),
            ("valid_from", "01/01/9999", "Năm phải từ"),
            ("extra", "nghỉ hết", "Không đọc được dòng"),
            ("extra", "32/10/2026 nghỉ", "Không đọc được dòng"),
            ("extra", "01/10/9999 nghỉ", "Năm phải từ"),
            ("extra", "01/10/2026 nghỉa", "Không đọc được dòng"),
            ("extra", "\n".join("01/01/2026 nghỉ " + str(n) for n in range(401)), "quá nhiều"),
            ("decision", "", "Chưa nhập"),
            ("decision", "x" * 200, "160"),
            ("client_id", "x", "chưa có gì được lưu"),
        ],
    )
    def test_bad_input_is_explained(self, client, admin, agency, field, value, error):
        answer = client.post(own(agency), said(**{field: value}))
        assert answer.status_code == 422
        assert error in answer.content.decode()
        assert not CalendarVersion.objects.exists()

    def test_a_week_without_any_hours_is_refused(self, client, admin, agency):
        answer = client.post(own(agency), said(**{f"day{place}": "" for place in range(6)}))
        assert "Ít nhất một ngày" in answer.content.decode()

    def test_an_empty_post_is_explained(self, client, admin, agency):
        assert client.post(own(agency)).status_code == 422


class TestImporting:
    @pytest.fixture(autouse=True)
    def _admin(self, client, agency):
        sign_in(client, make_officer("system_admin", agency))

    def test_a_file_replaces_its_years(self, client):
        assert client.post(IMPORT, loaded()).url == NATIONAL
        assert [special.name for special in national_calendar(clock.now()).special_days(2026)] == ["Nghỉ thử"]
        assert "Nghỉ thử" in client.get(NATIONAL + "?month=2026-02").content.decode()

    @pytest.mark.parametrize(
        "content", [b"\xff\xfe", b"a,b\n", b"date,kind,name,source\n2026-13-01,holiday,x,x\n"]
    )
    def test_a_broken_file_is_explained(self, client, content):
        answer = client.post(IMPORT, loaded(file=SimpleUploadedFile("x.csv", content)))
        assert answer.status_code == 422
        assert "Tệp lịch" in answer.content.decode()

    def test_no_file_is_explained(self, client):
        form = loaded()
        del form["load-file"]
        assert "Chưa chọn tệp" in client.post(IMPORT, form).content.decode()
        assert client.get(IMPORT).status_code == 405


class TestLooking:
    def test_which_calendar_an_agency_follows(self, client, admin, agency):
        division = make_agency(parent=agency)
        assert "đang theo lịch cả nước" in client.get(own(division)).content.decode()
        client.post(own(agency), said())
        assert "đang theo lịch của Ủy ban nhân dân xã Lịch Thử" in client.get(own(division)).content.decode()

    @pytest.mark.parametrize(
        "month", ["", "x", "2026-13", "0000-01", "9999-12", "2200-01", "1999-12", "2026-02-01", "２０２６-02"]
    )
    def test_a_month_that_is_none_shows_this_month(self, client, admin, month):
        with clock.frozen_at(clock.now()):
            page = client.get(NATIONAL, {"month": month}).content.decode()
            assert f"Tháng {clock.today():%m/%Y}" in page

    def test_the_first_and_the_last_month(self, client, admin):
        assert "Tháng 02/2000" in client.get(NATIONAL + "?month=2000-02").content.decode()
        assert "Tháng 11/2199" in client.get(NATIONAL + "?month=2199-11").content.decode()

    def test_an_unknown_agency_is_not_found(self, client, admin):
        assert client.get("/desk/agencies/999999/calendar/").status_code == 404
