"""The pages of officers: who looks after whom, and what is changed there."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from motcua.directory.agencies import permissions
from motcua.directory.agencies.actions import (
    Grant,
    grant_membership,
)
from motcua.directory.agencies.choices import Role
from motcua.directory.agencies.models import Membership, Officer
from motcua.directory.agencies.tests.factories import (
    PASSWORD,
    add_role,
    make_agency,
    make_officer,
    sign_in,
)
from motcua.directory.staff.queries import officer_of
from motcua.kernel import clock
from motcua.kernel.events.verify import verify

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def grant(officer, agency, role="clerk", **days):
    said = {"valid_from": date(2026, 1, 1)} | days
    return grant_membership(officer=officer, grant=Grant(agency=agency, role=role, **said), at=clock.now())


def test_other_days_are_asked_anew():
    today = clock.today()
    officer = make_officer("clerk", make_agency())
    later = make_agency()
    add_role(officer, "approver", later, since=today + DAY)
    known = officer_of(officer.account, today)
    assert permissions.roles_on(known, today + DAY) > permissions.roles_on(known, today)
    assert known.roles == {"clerk"}


class TestFieldsOfAdministration:
    @pytest.fixture
    def two(self):
        """Two agencies, each with an administrator and a clerk; the first has a part below it."""
        a, b = make_agency(), make_agency()
        part = make_agency(parent=a)
        return {
            "a": a, "b": b, "part": part,
            "admin": make_officer("agency_admin", a),
            "ours": make_officer("clerk", part, name="Người Của Ta"),
            "theirs": make_officer("clerk", b, name="Người Của Họ"),
            "system": make_officer("system_admin", b, name="Quản Trị Chung"),
        }  # fmt: skip

    def test_officers_of_another_agency_are_not_seen(self, client, two):
        sign_in(client, two["admin"])
        page = client.get(reverse("staff:officers")).content.decode()
        assert "Người Của Ta" in page
        assert "Người Của Họ" not in page
        assert "Người Của Họ" not in client.get(reverse("staff:officers") + "?q=nguoi").content.decode()
        theirs = two["theirs"]
        for name in ("officer", "grant", "rename_officer", "account"):
            url = reverse(f"staff:{name}", args=[theirs.pk])
            response = client.get(url) if name == "officer" else client.post(url)
            assert response.status_code == 404, name
        membership = theirs.memberships.get()
        assert client.post(reverse("staff:end_membership", args=[membership.pk])).status_code == 404

    def test_roles_elsewhere_of_an_own_officer_are_not_seen(self, client, two):
        add_role(two["ours"], "approver", two["b"])
        sign_in(client, two["admin"])
        page = client.get(reverse("staff:officer", args=[two["ours"].pk]))
        assert [row.agency for row, _may_end in page.context["memberships"]] == [two["part"]]
        assert "Lãnh đạo ký duyệt</th>" not in page.content.decode()

    def test_whom_another_agency_counts_on_is_not_shut_out(self, client, two):
        today = clock.today()
        assert permissions.may_manage_account(two["admin"], two["ours"], today)
        add_role(two["ours"], "approver", two["b"])
        assert not permissions.may_manage_account(two["admin"], two["ours"], today)
        assert permissions.may_manage_account(two["system"], two["ours"], today)
        sign_in(client, two["admin"])
        assert client.post(reverse("staff:account", args=[two["ours"].pk])).status_code == 404

    def test_system_administrators_are_not_taken_over(self, two):
        add_role(two["ours"], "system_admin", two["part"])
        assert not permissions.may_manage_account(two["admin"], two["ours"], clock.today())

    @pytest.mark.parametrize("role", [role.value for role in Role])
    def test_what_may_be_granted(self, two, role):
        today, to = clock.today(), two["ours"]
        may = permissions.may_grant
        assert may(two["admin"], role, two["part"].pk, to=to, on=today) == (role != "system_admin")
        assert not may(two["admin"], role, two["b"].pk, to=to, on=today)
        assert not may(two["admin"], role, two["a"].pk, to=two["admin"], on=today)
        assert may(two["system"], role, two["a"].pk, to=to, on=today)
        assert not may(two["system"], role, two["a"].pk, to=two["system"], on=today)
        assert not may(two["ours"], role, two["part"].pk, to=two["theirs"], on=today)

    def test_grants_through_the_page_stay_within_the_field(self, client, two):
        sign_in(client, two["admin"])
        url = reverse("staff:grant", args=[two["ours"].pk])
        said = {
            "grant-client_id": str(uuid4()),
            "grant-role": "approver",
            "grant-agency": str(two["b"].pk),
            "grant-valid_from": "01/02/2026",
        }
        assert client.post(url, said).status_code == 422
        said |= {"grant-agency": str(two["part"].pk), "grant-role": "system_admin"}
        assert client.post(url, said).status_code == 422
        said |= {"grant-role": "approver"}
        assert client.post(url, said).status_code == 302
        assert client.post(url, said).status_code == 302  # sent twice, stored once
        assert two["ours"].memberships.filter(role="approver").count() == 1
        own = reverse("staff:grant", args=[two["admin"].pk])
        said |= {"grant-client_id": str(uuid4())}
        assert client.post(own, said).status_code == 403


class TestPages:
    @pytest.fixture
    def admin(self, client):
        officer = make_officer("system_admin", make_agency())
        sign_in(client, officer)
        return officer

    def new(self, where, **changes):
        said = {
            "client_id": str(uuid4()),
            "username": "nguyenthimau",
            "name": "Nguyễn Thị Mẫu",
            "title": "Chuyên viên",
            "agency": str(where.pk),
            "role": "case_officer",
            "valid_from": "01/03/2026",
        }
        return said | changes

    def test_a_new_officer_signs_in_with_the_password_shown_once(self, client, admin):
        agency = make_agency()
        said = self.new(agency)
        page = client.post(reverse("staff:new_officer"), said)
        assert page.status_code == 200
        password = page.context["password"]
        assert password in page.content.decode()
        officer = Officer.objects.get(account__username="nguyenthimau")
        assert officer.account.must_change_password
        row = officer.memberships.get()
        assert (row.role, row.agency, row.granted_by) == ("case_officer", agency, admin)
        again = client.post(reverse("staff:new_officer"), said)
        assert again.context["password"] == ""
        client.logout()
        first = client.post("/desk/sign-in/", {"username": "NguyenThiMau", "password": password})
        assert first.status_code == 302
        assert client.get("/desk/").url == "/desk/password/"
        assert list(verify()) == []

    @pytest.mark.parametrize(
        ("field", "value", "error"),
        [
            ("username", "ab", "từ 3 đến 64"),
            ("username", "Nguyễn Thị", "từ 3 đến 64"),
            ("name", "", "Chưa nhập"),
            ("name", "A\0B", "ký tự"),
            ("name", "x" * 200, "120"),
            ("role", "boss", "không có"),
            ("agency", "999999999999999999999999", "không có"),
            ("agency", "abc", "không có"),
            ("valid_from", "31/02/2026", "dd/mm/yyyy"),
            ("valid_from", "01/01/2000", "không hoạt động"),
            ("valid_to", "01/01/2026", "không hoạt động"),
            ("email", "khong phai thu", "Địa chỉ thư"),
            ("client_id", "1", "Mã gửi"),
        ],
    )
    def test_bad_input_is_explained_and_stores_nothing(self, client, admin, field, value, error):
        page = client.post(reverse("staff:new_officer"), self.new(make_agency(), **{field: value}))
        assert page.status_code == 422
        assert error in page.content.decode()
        assert not Officer.objects.filter(name="Nguyễn Thị Mẫu").exists()

    def test_a_taken_name_is_refused(self, client, admin):
        page = client.post(
            reverse("staff:new_officer"), self.new(make_agency(), username=admin.account.username)
        )
        assert "đã có người dùng" in page.content.decode()

    def test_names_roles_and_account_are_changed_on_the_page(self, client, admin):
        other = make_officer("clerk")
        there = reverse("staff:officer", args=[other.pk])
        said = {
            "name-client_id": str(uuid4()),
            "name-name": "Lê Thị Mẫu",
            "name-title": "",
            "name-on": "01/02/2026",
        }
        assert client.post(reverse("staff:rename_officer", args=[other.pk]), said).url == there
        ending = reverse("staff:end_membership", args=[other.memberships.get().pk])
        assert client.post(ending, {"client_id": str(uuid4()), "on": "01/02/2026"}).url == there
        assert client.post(ending, {"client_id": str(uuid4()), "on": "01/02/2027"}).status_code == 422
        page = client.get(there).content.decode()
        assert "Lê Thị Mẫu" in page
        assert "Đã thôi" in page
        assert Membership.objects.get(officer=other).valid_to == date(2026, 2, 1)

    def act(self, client, other, act):
        said = {"form": act, f"{act}-act": act, f"{act}-client_id": str(uuid4())}
        return client.post(reverse("staff:account", args=[other.pk]), said)

    def test_accounts_are_shut_opened_and_reset(self, client, admin):
        other = make_officer("clerk")
        assert self.act(client, other, "disable").status_code == 302
        other.account.refresh_from_db()
        assert not other.account.is_active
        assert "Đang khóa" in client.get(reverse("staff:officers")).content.decode()
        self.act(client, other, "enable")
        page = self.act(client, other, "reset")
        other.account.refresh_from_db()
        assert other.account.is_active
        assert other.account.check_password(page.context["password"])
        assert not other.account.check_password(PASSWORD)
        assert client.post(reverse("staff:account", args=[other.pk]), {"form": "x"}).status_code == 302

    def test_own_roles_are_not_ended(self, client, admin):
        url = reverse("staff:end_membership", args=[admin.memberships.get().pk])
        assert client.get(url).status_code == 403

    @pytest.mark.parametrize("number", ["0", "9" * 30])
    def test_wrong_numbers_are_not_found(self, client, admin, number):
        for path in (f"officers/{number}/", f"agencies/{number}/", f"memberships/{number}/end/"):
            assert client.get(f"/desk/{path}").status_code == 404

    def test_more_officers_cost_no_more_queries(self, client, admin):
        counts = []
        for _ in range(2):
            for _more in range(5):
                make_officer("clerk")
            with CaptureQueriesContext(connection) as asked:
                assert client.get(reverse("staff:officers")).status_code == 200
            counts.append(len(asked))
        assert counts[0] == counts[1]
