"""Lent roles: what they give, what they never give, and how they end."""

from uuid import uuid4

import pytest
from django.urls import reverse

from motcua.directory.agencies import permissions
from motcua.directory.agencies.actions import (
    DelegateElsewhere,
    HeldAlready,
    LentBeyondOwn,
    LentToOneself,
    NotLendable,
    end_membership,
)
from motcua.directory.agencies.models import AgencyStatement, Membership
from motcua.directory.agencies.tests.factories import add_role, make_agency, make_officer, sign_in
from motcua.directory.staff import queries
from motcua.directory.staff.tests.factories import DAY, WEEK, away, lend
from motcua.kernel import clock
from motcua.kernel.events.models import Event
from motcua.kernel.events.verify import verify

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    agency = make_agency()
    return {
        "agency": agency,
        "head": make_officer("approver", agency, name="Chủ Tịch Thử"),
        "deputy": make_officer("case_officer", make_agency(parent=agency), name="Trưởng Phòng Thử"),
    }


def test_the_delegate_holds_the_role_while_it_is_lent(office):
    today, agency = clock.today(), office["agency"]
    lent = lend(office["head"], office["deputy"], start=today + DAY)
    for day, holds in (
        (today, False),
        (today + DAY, True),
        (today + WEEK, True),
        (today + WEEK + DAY, False),
    ):
        assert permissions.has_role(office["deputy"], "approver", agency.pk, day) == holds, day
    assert permissions.has_role(office["head"], "approver", agency.pk, today + DAY)
    assert (lent.lent_by, lent.granted_by) == (office["head"], office["head"])
    granted = Event.objects.get(kind="agencies.delegation_granted")
    assert granted.facts["lent_by_id"] == office["head"].pk
    assert "15/QĐ-UBND" not in granted.facts_json
    assert list(verify()) == []


def test_administration_is_never_lent(office):
    admin = make_officer("agency_admin", office["agency"])
    with pytest.raises(NotLendable):
        lend(admin, office["deputy"])
    lend(office["head"], office["deputy"])
    assert permissions.administered_ids(office["deputy"], clock.today()) == frozenset()


def test_what_was_lent_is_not_lent_on(office):
    lent = lend(office["head"], office["deputy"])
    third = make_officer("clerk", office["agency"])
    assert not permissions.is_lendable(lent)
    with pytest.raises(NotLendable):
        lend(office["deputy"], third, membership=lent)


def test_not_to_oneself_nor_to_strangers_nor_twice(office):
    with pytest.raises(LentToOneself):
        lend(office["head"], office["head"])
    with pytest.raises(DelegateElsewhere):
        lend(office["head"], make_officer("clerk"))
    lend(office["head"], office["deputy"])
    second = make_officer("approver", office["agency"])
    with pytest.raises(HeldAlready):
        lend(second, office["deputy"])
    with pytest.raises(HeldAlready):
        lend(office["head"], second)
    lend(second, office["deputy"], start=clock.today() + WEEK)


def test_not_beyond_the_own_role_nor_into_the_past(office):
    today = clock.today()
    leaving = make_officer("division_head", office["agency"], until=today + 5 * DAY)
    for start, end in ((today, today + WEEK), (today - DAY, today + DAY), (today + DAY, today + DAY)):
        with pytest.raises(LentBeyondOwn):
            lend(leaving, office["deputy"], start=start, end=end)
    lend(leaving, office["deputy"], end=today + 5 * DAY)


def test_a_role_lent_to_somebody_who_leaves_before_is_refused(office):
    today = clock.today()
    leaver = make_officer("clerk", office["agency"], until=today + DAY)
    with pytest.raises(DelegateElsewhere):
        lend(office["head"], leaver)


def test_the_lent_role_ends_with_the_role_it_was_lent_from(office):
    today = clock.today()
    lent = lend(office["head"], office["deputy"])
    end_membership(membership=office["head"].memberships.get(), on=today + DAY, at=clock.now())
    lent.refresh_from_db()
    assert lent.valid_to == today + DAY
    assert Event.objects.filter(kind="agencies.delegation_ended").count() == 1
    assert list(verify()) == []


def test_an_appointment_while_a_role_is_lent_counts_as_an_own_role(office):
    today = clock.today()
    lend(office["head"], office["deputy"])
    known = queries.officer_of(office["deputy"].account, today)

    def decides(officer):
        return permissions.has_role(officer, "approver", office["agency"].pk, today)

    needed = permissions.lent_role_needed(known, today, decides)
    assert needed.lent_by == office["head"]
    add_role(office["deputy"], "approver", office["agency"], since=today)
    known = queries.officer_of(office["deputy"].account, today)
    assert permissions.lent_role_needed(known, today, decides) is None
    assert permissions.lent_role_needed(known, today, lambda _officer: False) is None


def test_lent_roles_and_cover_cost_no_query(client, office, django_assert_num_queries):
    lend(office["head"], office["deputy"])
    away(office["head"], office["deputy"])
    colleague = make_officer("case_officer", office["deputy"].memberships.first().agency)
    away(colleague, office["deputy"])
    with django_assert_num_queries(1):
        known = queries.officer_of(office["deputy"].account, clock.today())
        assert known.roles == {"case_officer", "approver"}
        assert known.stands_in_for == {office["head"].pk, colleague.pk}
        assert permissions.covered(known, "approver", office["agency"].pk, clock.today()) >= {
            office["head"].pk
        }
    assert len(known.live_memberships) == 2


def test_rows_changed_behind_the_log_are_found(office):
    lent = lend(office["head"], office["deputy"])
    for changed in ({"valid_to": clock.today() + 99 * DAY}, {"decision": "16/QĐ-UBND"}, {"signs_as": "kt"}):
        before = {name: getattr(lent, name) for name in changed}
        Membership.objects.filter(pk=lent.pk).update(**changed)
        assert [found for found in verify() if "vai trò" in found.what], changed
        Membership.objects.filter(pk=lent.pk).update(**before)
    assert list(verify()) == []


def test_an_erased_decision_is_nothing_to_compare_with(office):
    lend(office["head"], office["deputy"])
    AgencyStatement.objects.get(purpose="delegation").erase(at=clock.now())
    assert list(verify()) == []


class TestPages:
    def form(self, office, **changes):
        today = clock.today()
        own = office["head"].memberships.get()
        said = {
            "client_id": str(uuid4()), "membership": own.pk, "to": office["deputy"].pk,
            "valid_from": f"{today:%d/%m/%Y}", "last_day": f"{today + DAY:%d/%m/%Y}", "signs_as": "kt",
            "decision": "15/QĐ-UBND",
        }  # fmt: skip
        return said | changes

    def test_lent_once_shown_on_both_sides_and_taken_back(self, client, office):
        url, today = reverse("staff:delegations"), clock.today()
        sign_in(client, office["head"])
        assert "Trưởng Phòng Thử" in client.get(url).content.decode()
        said = self.form(office)
        for _ in range(2):
            assert client.post(url, said).url == url
        lent = Membership.objects.get(lent_by=office["head"])
        assert (lent.valid_to, lent.signs_as) == (today + 2 * DAY, "kt")
        assert "Thôi ủy quyền" in client.get(url).content.decode()
        sign_in(client, office["deputy"])
        assert "Được ủy quyền cho tôi" in client.get(url).content.decode()
        taking = reverse("staff:call_off", args=[lent.pk])
        assert client.post(taking, {"client_id": str(uuid4())}).status_code == 404
        sign_in(client, office["head"])
        assert client.post(taking, {"client_id": "x"}).url == url
        assert client.post(taking, {"client_id": str(uuid4())}).url == url
        lent.refresh_from_db()
        assert lent.valid_to == today
        sign_in(client, office["deputy"])
        assert client.get(url).status_code == 403

    @pytest.mark.parametrize(
        ("field", "value", "error"),
        [
            ("membership", "999", "Lựa chọn này không có."),
            ("to", "abc", "Lựa chọn này không có."),
            ("last_day", "31/02/2026", "Ngày phải viết dd/mm/yyyy"),
            ("last_day", "01/01/2026", "Thời gian ủy quyền phải bắt đầu từ hôm nay trở đi"),
            ("decision", "", "Chưa nhập ô này."),
            ("signs_as", "xx", "Lựa chọn này không có."),
        ],
    )
    def test_bad_input_is_explained_and_stores_nothing(self, client, office, field, value, error):
        sign_in(client, office["head"])
        page = client.post(reverse("staff:delegations"), self.form(office, **{field: value}))
        assert page.status_code == 422
        assert error in page.content.decode()
        assert not Membership.objects.filter(lent_by__isnull=False).exists()

    def test_administrators_see_the_lender_and_can_end_it(self, client, office):
        lent = lend(office["head"], office["deputy"])
        sign_in(client, make_officer("agency_admin", office["agency"]))
        page = client.get(reverse("staff:officer", args=[office["deputy"].pk])).content.decode()
        assert "Chủ Tịch Thử ủy quyền, 15/QĐ-UBND" in page
        said = {"client_id": str(uuid4()), "on": f"{clock.today():%d/%m/%Y}"}
        client.post(reverse("staff:end_membership", args=[lent.pk]), said)
        assert Event.objects.filter(kind="agencies.delegation_ended").count() == 1
