"""Absences: who stands in, who may say so, and that an ended secondment is the end of its rights."""

from uuid import uuid4

import pytest
from django.urls import reverse

from motcua.directory.agencies.actions import Grant, grant_membership
from motcua.directory.agencies.rules import months_later
from motcua.directory.agencies.tests.factories import LONG_AGO, add_role, make_agency, make_officer, sign_in
from motcua.directory.staff import queries
from motcua.directory.staff.actions import (
    AbsenceDays,
    AbsenceOverlaps,
    EndsOutsideAbsence,
    SubstituteAway,
    SubstituteUnfit,
    end_absence,
)
from motcua.directory.staff.models import Absence
from motcua.directory.staff.tests.factories import DAY, WEEK, away, lend
from motcua.kernel import clock
from motcua.kernel.events.models import Event
from motcua.kernel.events.verify import verify

pytestmark = pytest.mark.django_db


@pytest.fixture
def agency():
    return make_agency()


@pytest.fixture
def officer(agency):
    return make_officer("case_officer", agency, name="Người Vắng Thử")


@pytest.fixture
def colleague(agency):
    return make_officer("case_officer", agency, name="Người Thay Thử")


def test_what_is_meant_for_who_is_away_goes_to_the_substitute(officer, colleague):
    today = clock.today()
    away(officer, colleague, start=today + DAY)
    for day, gets in (
        (today, officer.pk), (today + DAY, colleague.pk), (today + WEEK, colleague.pk), (today + WEEK + DAY, officer.pk),
    ):  # fmt: skip
        assert queries.who_works_for(officer.pk, day) == gets, day
    assert list(verify()) == []


def test_without_a_substitute_or_with_one_who_falls_ill_it_goes_to_the_role(officer, colleague):
    today = clock.today()
    away(officer, colleague)
    away(colleague)
    assert queries.who_works_for(officer.pk, today) is None
    assert queries.who_works_for(colleague.pk, today) is None


def test_the_substitute_holds_the_same_roles_all_the_while(agency, officer, colleague):
    today = clock.today()
    for unfit in (
        officer,
        make_officer("clerk", agency),
        make_officer("case_officer"),
        make_officer("case_officer", agency, until=today + DAY),
        make_officer("case_officer", agency, since=today + DAY),
    ):
        with pytest.raises(SubstituteUnfit):
            away(officer, unfit)
    add_role(officer, "clerk", agency)
    with pytest.raises(SubstituteUnfit):
        away(officer, colleague)
    add_role(officer, "agency_admin", agency)
    add_role(colleague, "clerk", agency)
    away(officer, colleague)


def test_a_lent_role_makes_a_substitute(agency, colleague):
    head = make_officer("approver", agency)
    with pytest.raises(SubstituteUnfit):
        away(head, colleague)
    lend(head, colleague)
    away(head, colleague)


def test_days_are_checked(officer, colleague):
    today = clock.today()
    for start, end in ((today - DAY, today + DAY), (today + DAY, today)):
        with pytest.raises(AbsenceDays):
            away(officer, start=start, end=end)
    away(officer)
    with pytest.raises(AbsenceOverlaps):
        away(officer, start=today + DAY)
    with pytest.raises(SubstituteAway):
        away(colleague, officer, start=today + 2 * DAY)
    away(officer, start=today + WEEK)


def test_back_earlier_or_called_off(officer):
    today = clock.today()
    now, later = away(officer), away(officer, start=today + WEEK)
    with pytest.raises(EndsOutsideAbsence):
        end_absence(absence=now, on=today + WEEK, at=clock.now())
    for absence in (now, later):
        end_absence(absence=absence, on=today, at=clock.now())
        absence.refresh_from_db()
        assert absence.valid_to == absence.valid_from
    assert queries.who_works_for(officer.pk, today) == officer.pk
    assert Event.objects.filter(kind="staff.absence_ended").count() == 2
    away(officer)
    assert list(verify()) == []


def test_rows_changed_behind_the_log_are_found(officer, colleague):
    absence = away(officer, colleague)
    Absence.objects.filter(pk=absence.pk).update(substitute=None)
    assert [found.what for found in verify()] == [f"vắng mặt {absence.pk}"]


class TestPages:
    def form(self, **changes):
        today = clock.today()
        said = {
            "client_id": str(uuid4()), "valid_from": f"{today:%d/%m/%Y}", "last_day": f"{today:%d/%m/%Y}",
            "reason": "leave", "substitute": "",
        }  # fmt: skip
        return said | changes

    def test_everybody_says_it_for_themselves(self, client, officer, colleague):
        sign_in(client, officer)
        url = reverse("staff:absence_of", args=[officer.pk])
        assert "Người Thay Thử" in client.get(url).content.decode()
        said = self.form(substitute=colleague.pk)
        for _ in range(2):
            assert client.post(url, said).url == reverse("staff:absences")
        absence = Absence.objects.get()
        assert (absence.substitute, absence.valid_to) == (colleague, clock.today() + DAY)
        assert "Người Thay Thử" in client.get(reverse("staff:absences")).content.decode()
        assert client.post(reverse("staff:absence_of", args=[colleague.pk]), self.form()).status_code == 404
        client.post(reverse("staff:end_absence", args=[absence.pk]), {"client_id": str(uuid4())})
        absence.refresh_from_db()
        assert absence.valid_to == clock.today()

    def test_heads_and_administrators_say_it_for_their_people_only(self, client, agency, officer):
        elsewhere = make_officer("case_officer", name="Người Nơi Khác")
        for role in ("division_head", "agency_admin"):
            sign_in(client, make_officer(role, agency))
            url = reverse("staff:absence_of", args=[officer.pk])
            assert client.post(url, self.form()).status_code == 302
            page = client.get(reverse("staff:absences")).content.decode()
            assert "Người Vắng Thử" in page
            end_absence(absence=Absence.objects.last(), on=clock.today(), at=clock.now())
            away(elsewhere, start=clock.today() + 10 * WEEK) if role == "division_head" else None
            assert "Người Nơi Khác" not in client.get(reverse("staff:absences")).content.decode()
            assert client.get(reverse("staff:absence_of", args=[elsewhere.pk])).status_code == 404

    @pytest.mark.parametrize(
        ("field", "value", "error"),
        [
            ("last_day", "nay", "Ngày phải viết dd/mm/yyyy"),
            ("last_day", "01/01/2020", "Thời gian vắng phải từ hôm nay trở đi"),
            ("substitute", "1234567", "Lựa chọn này không có."),
            ("reason", "ốm", "Lựa chọn này không có."),
        ],
    )
    def test_bad_input_is_explained_and_stores_nothing(self, client, officer, field, value, error):
        sign_in(client, officer)
        page = client.post(reverse("staff:absence_of", args=[officer.pk]), self.form(**{field: value}))
        assert page.status_code == 422
        assert error in page.content.decode()
        assert not Absence.objects.exists()

    def test_the_page_of_an_officer_says_until_when(self, client, agency, officer, colleague):
        away(officer, colleague)
        sign_in(client, make_officer("agency_admin", agency))
        page = client.get(reverse("staff:officer", args=[officer.pk])).content.decode()
        last = clock.today() + WEEK - DAY
        assert f"vắng đến {last:%d/%m}, thay: Người Thay Thử" in page


class TestSecondments:
    def sent(self, agency, end):
        officer = make_officer(None, name="Người Biệt Phái")
        grant = Grant(
            agency=agency,
            role="intake_officer",
            valid_from=LONG_AGO,
            valid_to=end,
            home_agency=make_agency("Sở Cử"),
        )
        grant_membership(officer=officer, grant=grant, at=clock.now())
        return officer

    def test_rights_end_that_day(self, client):
        agency = make_agency()
        today = clock.today()
        sign_in(client, self.sent(agency, today))
        assert client.get(reverse("staff:absences")).status_code == 403
        sign_in(client, self.sent(agency, today + DAY))
        assert client.get(reverse("staff:absences")).status_code == 200

    def test_administrators_see_who_leaves_before_long(self, client):
        agency = make_agency()
        self.sent(agency, clock.today() + 30 * DAY)
        url = reverse("agencies:agency", args=[agency.pk])
        sign_in(client, make_officer("clerk", agency))
        assert "Người Biệt Phái" not in client.get(url).content.decode()
        sign_in(client, make_officer("agency_admin", agency))
        page = client.get(url).content.decode()
        assert "Người được cử đến sắp hết hạn" in page
        assert "Người Biệt Phái" in page
        other = make_agency()
        self.sent(other, clock.today() + 120 * DAY)
        sign_in(client, make_officer("agency_admin", other))
        assert "sắp hết hạn" not in client.get(reverse("agencies:agency", args=[other.pk])).content.decode()

    @pytest.mark.parametrize(("months", "is_warned"), [(11, True), (12, False), (36, False)])
    def test_a_short_term_is_warned_of(self, client, agency, officer, months, is_warned):
        home, today = make_agency(), clock.today()
        sign_in(client, make_officer("agency_admin", agency))
        said = {
            "grant-client_id": str(uuid4()), "grant-agency": agency.pk, "grant-role": "intake_officer",
            "grant-valid_from": f"{today:%d/%m/%Y}", "grant-home_agency": home.pk,
            "grant-valid_to": f"{months_later(today, months):%d/%m/%Y}",
        }  # fmt: skip
        page = client.post(reverse("staff:grant", args=[officer.pk]), said, follow=True).content.decode()
        assert "Đã giao vai trò." in page
        assert ("ngắn hơn 12 tháng" in page) == is_warned
