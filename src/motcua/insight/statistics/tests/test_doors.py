"""Every door of statistics, for every role: who comes in, and whose figures they see."""

from datetime import timedelta
from urllib.parse import urlencode

import pytest
from django.urls import reverse

from motcua.casework.dossiers import actions
from motcua.casework.dossiers.intake import FeeEntry
from motcua.casework.dossiers.tests import factories
from motcua.casework.recasing import actions as recasing
from motcua.casework.recasing.models import FeeDifference
from motcua.casework.recasing.tests import stage
from motcua.directory.agencies.choices import Role
from motcua.directory.agencies.tests.factories import add_role, sign_in
from motcua.directory.agencies.tests.factories import make_officer as person
from motcua.insight.statistics.desk import urls
from motcua.kernel import clock

pytestmark = pytest.mark.django_db

OVERSEERS = {"approver", "division_head", "inspector"}
CASHIERS = {"intake_officer", "inspector"}
DOORS = {
    "overview": OVERSEERS,
    "report": OVERSEERS,
    "report_sheet": OVERSEERS,
    "fees": CASHIERS,
    "fees_sheet": CASHIERS,
}


@pytest.fixture
def office():
    return factories.make_office("Mẫu")


def page(client, name, **asked):
    return client.get(f"{reverse(f'statistics:{name}')}?{urlencode(asked)}")


@pytest.mark.parametrize("who", ["anonymous", "no role", *sorted(role.value for role in Role)])
def test_who_comes_in(client, office, who):
    if who == "no role":
        sign_in(client, person(None))
    elif who != "anonymous":
        sign_in(client, office.officers[who])
    for name, allowed in DOORS.items():
        response = page(client, name)
        if who == "anonymous":
            assert response.url.startswith(reverse("identity:sign_in")), name
        else:
            assert response.status_code == (200 if who in allowed else 403), (name, who)
        assert client.post(reverse(f"statistics:{name}")).status_code in (302, 403, 405), (name, who)


def test_the_table_names_every_door():
    assert {pattern.name for pattern in urls.urlpatterns} == set(DOORS)


def test_the_menu_offers_what_the_role_allows(client, office):
    for role, expected in (("approver", True), ("agency_admin", False), ("case_officer", False)):
        sign_in(client, office.officers[role])
        assert (reverse("statistics:overview") in client.get("/desk/").content.decode()) is expected, role


def test_a_leader_sees_their_own_agency_only(client, office):
    other = factories.make_office("Khác")
    for where in (office, other):
        factories.make_accepted(where, clock.now() - timedelta(days=60))
    sign_in(client, office.officers["approver"])
    shown = page(client, "overview", span="year")
    assert office.committee.name in shown.content.decode()
    assert other.committee.name not in shown.content.decode()
    assert shown.context["total"].standing.late == 1
    for name in ("overview", "report", "report_sheet"):
        refused = page(client, name, agency=other.committee.pk, span="year")
        assert refused.status_code == 422, name
        assert 'href="#id_agency"' in refused.content.decode()
        assert other.committee.name not in refused.content.decode()
    assert page(client, "overview", agency=other.committee.pk).context["total"].standing.running == 0


def test_an_inspector_sees_the_subtree_and_may_narrow_it(client):
    top = factories.make_agency("UBND tỉnh Mẫu", kind="people_committee", level="province")
    offices = [factories.make_office(name) for name in ("Một", "Hai")]
    for where in offices:
        type(where.committee).objects.filter(pk=where.committee.pk).update(parent=top)
        factories.make_accepted(where, clock.now() - timedelta(days=60))
    sign_in(client, person("inspector", top))
    assert page(client, "overview", span="year").context["total"].standing.running == 2
    one = page(client, "overview", span="year", agency=offices[0].committee.pk)
    assert one.context["total"].standing.running == 1
    assert offices[1].committee.name not in [line.name for line in one.context["agencies"]]
    for where in offices:
        fees = page(client, "fees", one_stop=where.center.pk)
        assert (fees.status_code, fees.context["one_stop"]) == (200, where.center)


def test_the_late_list_says_who_has_it_and_nothing_of_whose_it_is(client, office):
    dossier = factories.make_accepted(office, clock.now() - timedelta(days=60))
    factories.advance(office, dossier, "appraise", clock.now() - timedelta(days=59))
    actions.take_over(dossier_id=dossier.pk, by=office.by("case_officer", clock.now() - timedelta(days=59)))
    sign_in(client, office.officers["division_head"])
    shown = page(client, "overview").content.decode()
    for text in (
        dossier.code,
        "Chuyên viên thụ lý: Cán Bộ case_officer",
        "Thẩm định hồ sơ",
        "định mức 12 giờ",
    ):
        assert text in shown, text
    for text in ("Nguyễn Văn Thử", "042090000001", "0912000001"):
        assert text not in shown, text
    leads_to = reverse("dossiers:page", args=[dossier.pk])
    assert leads_to in shown
    assert client.get(leads_to).status_code == 200


def test_a_dossier_nobody_has_taken_says_so(client, office):
    dossier = factories.make_accepted(office, clock.now() - timedelta(days=60))
    factories.advance(office, dossier, "appraise", clock.now() - timedelta(days=59))
    sign_in(client, office.officers["approver"])
    assert "chưa ai nhận" in page(client, "overview").content.decode()


@pytest.mark.parametrize(
    ("asked", "field"),
    [
        ({"span": "decade"}, "span"),
        ({"span": "chosen"}, "first"),
        ({"span": "chosen", "first": "01/10/2026"}, "last"),
        ({"span": "chosen", "first": "02/10/2026", "last": "01/10/2026"}, "last"),
        ({"span": "chosen", "first": "01/10/2020", "last": "01/10/2026"}, "last"),
        ({"span": "chosen", "first": "31/02/2026", "last": "01/10/2026"}, "first"),
        ({"agency": "0"}, "agency"),
        ({"agency": "x'--"}, "agency"),
    ],
)
def test_what_cannot_be_read_is_explained_at_its_field(client, office, asked, field):
    sign_in(client, office.officers["approver"])
    for name in ("overview", "report", "report_sheet"):
        shown = page(client, name, **asked)
        assert shown.status_code == 422, name
        assert f'href="#id_{field}"' in shown.content.decode()


def test_odd_page_numbers_do_no_harm(client, office):
    sign_in(client, office.officers["approver"])
    for odd in ({"page": "abc"}, {"agencies": "99999999999999999999"}, {"procedures": "-1"}, {"first": "\0"}):
        assert page(client, "overview", **odd).status_code in (200, 422), odd


def test_fees_are_listed_where_they_were_noted(client, office):
    at, other = clock.now(), factories.make_office("Khác")
    for where, amount in ((office, 8_000), (office, 12_000), (other, 999_000)):
        draft = factories.make_draft(where, at)
        fees = (
            FeeEntry(fee_id=None, kind="charge", amount_vnd=amount),
            FeeEntry(fee_id=None, kind="fee", amount_vnd=500),
        )
        actions.accept_dossier(dossier_id=draft.pk, by=where.by("intake_officer", at), fees=fees)
    sign_in(client, office.officers["intake_officer"])
    shown = page(client, "fees")
    assert shown.context["total"] == 21_000
    assert dict(shown.context["sums"]) == {"Lệ phí": 20_000, "Phí": 1_000}
    assert "21.000" in shown.content.decode()
    assert "Nguyễn Văn Thử" not in shown.content.decode()
    yesterday = page(client, "fees", on=f"{clock.today() - timedelta(days=1):%d/%m/%Y}")
    assert yesterday.context["total"] == 0
    for name in ("fees", "fees_sheet"):
        assert page(client, name, one_stop=other.center.pk).status_code == 422, name
        assert page(client, name, on="31/02/2026").status_code == 422, name


def test_acceptance_taken_back_leaves_no_fee(client, office):
    at = clock.now()
    draft = factories.make_draft(office, at)
    by, fee = office.by("intake_officer", at), FeeEntry(fee_id=None, kind="charge", amount_vnd=8_000)
    actions.accept_dossier(dossier_id=draft.pk, by=by, fees=(fee,))
    actions.undo_acceptance(dossier_id=draft.pk, by=by, reason="Nhầm")
    sign_in(client, office.officers["intake_officer"])
    assert page(client, "fees").context["total"] == 0


def test_a_case_put_right_moves_no_fee_of_a_day_that_is_past(client, office):
    version = factories.with_cases(factories.make_procedure(papers=1, fee=8000))
    now = clock.now()
    yesterday = now - timedelta(days=1)
    dossier = stage.taken_in(office, version, yesterday)
    by = office.by("intake_officer", now)
    recasing.change_case(dossier_id=dossier.pk, by=by, change=stage.change(version, fee=20_000))
    sign_in(client, office.officers["intake_officer"])
    shown = {
        day: page(client, "fees", on=f"{day:%d/%m/%Y}").context
        for day in (clock.today(), clock.today() - timedelta(days=1))
    }
    assert [found["total"] for found in shown.values()] == [12_000, 8_000]
    assert [[line.amount_vnd for line, _kind in found["lines"]] for found in shown.values()] == [
        [12_000],
        [8_000],
    ]
    recasing.change_case(dossier_id=dossier.pk, by=by, change=stage.change(version, stage.WRONG, fee=8_000))
    again = page(client, "fees").context
    assert [line.amount_vnd for line, _kind in again["lines"]] == [12_000, -12_000]
    assert page(client, "fees_sheet").status_code == 200
    assert page(client, "fees", on=f"{clock.today() - timedelta(days=1):%d/%m/%Y}").context["total"] == 8_000
    assert factories.differences() == []
    FeeDifference.objects.update(amount_vnd=1)
    assert [found for found in factories.differences() if "chênh lệch phí" in found]


def test_an_intake_officer_of_two_one_stops_chooses(client, office):
    other = factories.make_office("Khác")
    officer = office.officers["intake_officer"]
    add_role(officer, "intake_officer", other.center)
    sign_in(client, officer)
    assert page(client, "fees", one_stop=other.center.pk).context["one_stop"] == other.center
    assert set(page(client, "fees").context["form"].fields["one_stop"].queryset) == {
        office.center,
        other.center,
    }


def test_an_inspector_of_a_place_without_one_stop_gets_an_answer(client):
    sign_in(client, person("inspector", factories.make_agency("Sở Không Quầy")))
    shown = page(client, "fees")
    assert shown.status_code == 200
    assert "Không có Bộ phận Một cửa nào" in shown.content.decode()
