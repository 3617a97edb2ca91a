"""Officers, their roles and who looks after them."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from motcua.directory.agencies import permissions, queries
from motcua.directory.agencies.actions import (
    AgencyNotInForce,
    EndsBeforeStart,
    Grant,
    MembershipOverlaps,
    NameNotYet,
    SecondmentTooLong,
    SuccessionTerms,
    end_membership,
    grant_membership,
    record_succession,
    rename_officer,
)
from motcua.directory.agencies.tests.factories import (
    make_agency,
    make_officer,
    sign_in,
)
from motcua.directory.identity.choices import AccountKind
from motcua.kernel import clock
from motcua.kernel.events.verify import verify

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def grant(officer, agency, role="clerk", **days):
    said = {"valid_from": date(2026, 1, 1)} | days
    return grant_membership(officer=officer, grant=Grant(agency=agency, role=role, **said), at=clock.now())


class TestBoundsOfTime:
    def test_a_role_holds_from_its_first_day_until_before_its_last(self):
        agency = make_agency()
        officer = make_officer("approver", agency, since=date(2026, 3, 1), until=date(2026, 4, 1))
        held = {
            day: permissions.has_role(officer, "approver", agency.pk, day)
            for day in (date(2026, 2, 28), date(2026, 3, 1), date(2026, 3, 31), date(2026, 4, 1))
        }
        assert list(held.values()) == [False, True, True, False]
        assert permissions.agencies_of(officer, on=date(2026, 3, 5)) == {agency.pk}
        assert permissions.agencies_of(officer, on=date(2026, 3, 5), roles=("clerk",)) == frozenset()

    @pytest.mark.parametrize(
        ("since", "until", "status"), [(1, None, 403), (0, None, 200), (-9, 0, 403), (-9, 1, 200)]
    )
    def test_doors_open_only_while_it_holds(self, client, since, until, status):
        today = clock.today()
        officer = make_officer(
            "clerk", since=today + since * DAY, until=None if until is None else today + until * DAY
        )
        sign_in(client, officer)
        assert client.get(reverse("agencies:agencies")).status_code == status

    def test_ending_takes_effect_the_same_day(self, client):
        officer = make_officer("clerk")
        sign_in(client, officer)
        assert client.get("/desk/agencies/").status_code == 200
        end_membership(membership=officer.memberships.get(), on=clock.today(), at=clock.now())
        assert client.get("/desk/agencies/").status_code == 403


class TestGranting:
    def test_the_same_role_cannot_be_held_twice_at_once(self):
        officer, agency = make_officer(None), make_agency()
        grant(officer, agency, valid_to=date(2026, 6, 1))
        for days in ({}, {"valid_from": date(2026, 5, 31)}, {"valid_to": date(2026, 1, 2)}):
            with pytest.raises(MembershipOverlaps):
                grant(officer, agency, **days)
        grant(officer, agency, valid_from=date(2026, 6, 1))
        grant(officer, agency, role="approver")
        grant(officer, make_agency())
        assert officer.memberships.count() == 4

    def test_the_agency_must_be_there(self):
        officer, agency, heir = make_officer(None), make_agency(), make_agency()
        with pytest.raises(AgencyNotInForce):
            grant(officer, agency, valid_from=date(2025, 6, 30))
        with pytest.raises(AgencyNotInForce):
            grant(officer, agency, valid_to=date(2026, 1, 1))
        terms = SuccessionTerms(kind="merger", on=date(2026, 5, 1), decision="Mẫu")
        record_succession(predecessors=[agency], successors=[heir], terms=terms, at=clock.now())
        agency.refresh_from_db()
        for days in ({}, {"valid_to": date(2026, 5, 2)}, {"valid_from": date(2026, 5, 1)}):
            with pytest.raises(AgencyNotInForce):
                grant(officer, agency, **days)
        grant(officer, agency, valid_to=date(2026, 5, 1))

    def test_secondment_has_an_end_within_three_years(self):
        officer, center, home = make_officer(None), make_agency(), make_agency()
        for until in (None, date(2029, 1, 2)):
            with pytest.raises(SecondmentTooLong):
                grant(officer, center, home_agency=home, valid_to=until)
        grant(officer, center, home_agency=home, valid_to=date(2029, 1, 1))
        grant(officer, home, home_agency=home)

    def test_administrators_get_the_rules_of_administrators(self):
        officer, agency = make_officer(None), make_agency()
        grant(officer, agency, role="clerk")
        assert officer.account.kind == AccountKind.OPERATOR
        first = grant(officer, agency, role="agency_admin")
        second = grant(officer, make_agency(), role="system_admin")
        assert officer.account.kind == AccountKind.ADMIN
        end_membership(membership=first, on=date(2026, 2, 1), at=clock.now())
        officer.account.refresh_from_db()
        assert officer.account.kind == AccountKind.ADMIN
        end_membership(membership=second, on=date(2026, 2, 1), at=clock.now())
        officer.account.refresh_from_db()
        assert officer.account.kind == AccountKind.OPERATOR
        assert list(verify()) == []

    def test_an_end_lies_within_the_role(self):
        membership = grant(make_officer(None), make_agency(), valid_to=date(2026, 6, 1))
        for day in (date(2025, 12, 31), date(2026, 6, 2)):
            with pytest.raises(EndsBeforeStart):
                end_membership(membership=membership, on=day, at=clock.now())
        end_membership(membership=membership, on=date(2026, 1, 1), at=clock.now())
        assert not membership.is_valid_on(date(2026, 1, 1))


class TestNames:
    def test_a_past_day_shows_the_name_of_that_day(self, django_assert_num_queries):
        officer = make_officer(None, name="Nguyễn Thị Mẫu")
        rename_officer(
            officer=officer, name="Trần  Thị Mẫu", title="Trưởng phòng", on=date(2026, 2, 1), at=clock.now()
        )
        assert (officer.name, officer.folded) == ("Trần Thị Mẫu", "tran thi mau")
        assert queries.officer_name_on(officer.pk, date(2026, 1, 31)) == ("Nguyễn Thị Mẫu", "Công chức")
        assert queries.officer_name_on(officer.pk, date(2026, 2, 1)) == ("Trần Thị Mẫu", "Trưởng phòng")
        assert queries.officer_name_on(officer.pk, date(2001, 1, 1)) == ("Nguyễn Thị Mẫu", "Công chức")
        assert queries.officer_name_on(0, date(2026, 1, 1)) == ("", "")
        asked = {(officer.pk, date(2026, 1, 1)), (officer.pk, date(2026, 3, 1)), (0, date(2026, 1, 1))}
        with django_assert_num_queries(1):
            names = queries.officer_names_on(asked)
        assert sorted(names.values()) == ["Nguyễn Thị Mẫu", "Trần Thị Mẫu"]
        assert list(verify()) == []

    def test_no_names_from_the_future(self):
        with pytest.raises(NameNotYet):
            rename_officer(
                officer=make_officer(None), name="A B", title="", on=clock.today() + DAY, at=clock.now()
            )

    def test_officers_with_a_role_can_sign_in(self):
        agency = make_agency()
        officer = make_officer("approver", agency)
        make_officer("clerk", agency)
        assert list(queries.officers_with_role(agency.pk, "approver", clock.today())) == [officer]
        type(officer.account).objects.filter(pk=officer.account_id).update(disabled_at=clock.now())
        assert list(queries.officers_with_role(agency.pk, "approver", clock.today())) == []
