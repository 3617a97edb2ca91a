"""The work list by its door: parts by role, filters kept under names, rows chosen for one verb, cheap whatever its length."""

from __future__ import annotations

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from motcua.casework.dossiers import actions
from motcua.casework.dossiers.models import Dossier
from motcua.casework.dossiers.tests.factories import advance, make_accepted, make_office, make_officer
from motcua.casework.handling.actions import keep_filters
from motcua.casework.handling.models import KeptFilter
from motcua.kernel import clock

pytestmark = pytest.mark.django_db
WORK = "/desk/work/"
KEPT = "/desk/work/filters/"


@pytest.fixture
def office():
    return make_office("Việc Thử")


def signed_in(officer) -> Client:
    client = Client()
    client.force_login(officer.account)
    return client


def at_appraisal(office, number=1):
    made = [
        advance(office, make_accepted(office, clock.now()), "appraise", clock.now()) for _ in range(number)
    ]
    return made if number > 1 else made[0]


def test_each_role_sees_its_parts(office):
    at_appraisal(office)
    parts = {
        role: [view for view in ("co-quan", "cho-nhan") if f"view={view}" in page_of(office, role)]
        for role in ("intake_officer", "case_officer", "division_head", "approver", "clerk")
    }
    assert parts == {
        "intake_officer": ["cho-nhan"],
        "case_officer": [],
        "division_head": ["co-quan"],
        "approver": ["co-quan"],
        "clerk": [],
    }


def page_of(office, role, address=WORK):
    return signed_in(office.officers[role]).get(address).content.decode()


def test_a_head_sees_who_has_what_and_nobody_else_does(office):
    dossier = at_appraisal(office)
    actions.take_over(dossier_id=dossier.pk, by=office.by("case_officer", clock.now()))
    colleague = make_officer("Đồng Nghiệp", (office.committee, "case_officer"))
    assert dossier.code not in signed_in(colleague).get(WORK + "?view=co-quan").content.decode()
    head = page_of(office, "division_head", WORK + "?view=co-quan")
    assert dossier.code in head
    assert "Cán Bộ case_officer, từ" in head
    assert f"/desk/dossiers/{dossier.pk}/assign/" in head
    assert f"/desk/dossiers/{dossier.pk}/take_over/" not in head


def test_words_find_only_what_waits_for_this_officer(office):
    other = make_office("Việc Khác")
    mine, theirs = at_appraisal(office), at_appraisal(other)
    page = page_of(office, "case_officer", WORK + "?q=thu")
    assert mine.code in page
    assert theirs.code not in page
    assert f"/desk/dossiers/{theirs.pk}/" not in page_of(office, "case_officer", WORK + f"?q={theirs.code}")
    assert mine.code in page_of(office, "case_officer", WORK + f"?q={mine.barcode}")


def test_a_list_of_many_asks_no_more_than_one_of_few(office, django_assert_max_num_queries):
    client = signed_in(office.officers["case_officer"])
    at_appraisal(office)
    client.get(WORK)
    with django_assert_max_num_queries(15) as few:
        client.get(WORK)
    at_appraisal(office, 5)
    with django_assert_max_num_queries(len(few)):
        client.get(WORK)


def test_the_first_page_of_the_desk_asks_little(office, django_assert_max_num_queries):
    client = signed_in(office.officers["case_officer"])
    at_appraisal(office, 3)
    client.get("/desk/")
    with django_assert_max_num_queries(20):
        client.get("/desk/")


def test_filters_are_counted_only_once_somebody_opens_them(office):
    dossier = at_appraisal(office)
    closed, opened = (
        page_of(office, "case_officer"),
        page_of(office, "case_officer", WORK + "?view=viec&loc=1"),
    )
    assert "?view=viec&amp;loc=1" in closed
    assert 'id="filter-q"' not in closed
    assert 'id="filter-q"' in opened
    assert dossier.code in closed
    assert dossier.code in opened


def test_due_dates_are_counted_alike_with_filters_shut_and_open(office):
    at_appraisal(office, 2)
    late = at_appraisal(office)
    late.process_run.tokens.update(due_at=clock.now() - timedelta(hours=1))
    tallies = [
        re.findall(r'class="tally">(\d+)<', page_of(office, "case_officer", address))
        for address in (WORK, WORK + "?loc=1")
    ]
    assert tallies[0] == tallies[1]
    assert tallies[0][0] == "1"


def stamps_on(page: str) -> dict[str, str]:
    return dict(re.findall(r'data-work="([^"]+)" data-stamp="([^"]+)"', page))


def test_looking_again_tells_which_rows_say_something_else(office):
    stays, goes = at_appraisal(office, 2)
    client = signed_in(office.officers["case_officer"])
    before = stamps_on(client.get(WORK).content.decode())
    assert {key.partition(":")[0] for key in before} == {str(stays.pk), str(goes.pk)}
    assert client.get(f"{WORK}?part=rows").json()["rows"] == before
    actions.hand_over(dossier_id=goes.pk, by=office.by("case_officer", clock.now()))
    actions.take_over(dossier_id=stays.pk, by=office.by("case_officer", clock.now()))
    now = client.get(f"{WORK}?part=rows").json()["rows"]
    assert {key.partition(":")[0] for key in now} == {str(stays.pk)}
    assert all(before[key] != stamp for key, stamp in now.items()), "somebody has it now"
    assert client.get(f"{WORK}?part=rows&page=2").json()["rows"] == {}
    assert stamps_on(client.get(WORK).content.decode()) == now


def test_looking_again_asks_less_than_the_page(office, django_assert_max_num_queries):
    at_appraisal(office, 3)
    client = signed_in(office.officers["case_officer"])
    client.get(WORK)
    with django_assert_max_num_queries(8):
        client.get(f"{WORK}?part=rows")


def test_a_filter_is_kept_once_opened_with_moved_and_dropped(office):
    officer = office.officers["division_head"]
    client = signed_in(officer)
    at_appraisal(office)
    client_id = str(uuid4())
    for _again in range(2):
        answer = client.post(
            KEPT + "?view=co-quan&state=late&q=mo", {"client_id": client_id, "name": "Trễ của phòng"}
        )
        assert answer.status_code == 302
    kept = KeptFilter.objects.get()
    assert kept.query == "view=co-quan&state=late"
    client.post(KEPT + "?step=appraise", {"client_id": str(uuid4()), "name": "Thẩm định"})
    second = KeptFilter.objects.get(name="Thẩm định")
    client.post(reverse("dossiers:kept_change", args=[second.pk, "up"]))
    assert list(KeptFilter.objects.values_list("name", flat=True)) == ["Thẩm định", "Trễ của phòng"]
    client.post(reverse("dossiers:kept_change", args=[kept.pk, "default"]))
    assert client.get(WORK).url == f"{WORK}?view=co-quan&state=late"
    assert client.get(f"{WORK}?view=viec").status_code == 200
    client.post(reverse("dossiers:kept_change", args=[kept.pk, "drop"]))
    assert client.get(WORK).status_code == 200


def test_only_the_owner_changes_a_filter_and_only_the_agency_sees_a_shared_one(office):
    other = make_office("Việc Khác")
    place = office.committee.pk
    kept = keep_filters.keep_filter(
        officer_id=office.officers["approver"].pk,
        name="Chung",
        query="view=viec&state=late",
        shared_with_id=place,
    )
    own = keep_filters.keep_filter(
        officer_id=office.officers["approver"].pk, name="Riêng", query="view=viec&state=late"
    )
    assert "Chung" in page_of(office, "case_officer")
    assert "Riêng" not in page_of(office, "case_officer")
    assert "Chung" not in page_of(other, "case_officer")
    for act in ("up", "default", "drop"):
        signed_in(office.officers["case_officer"]).post(reverse("dossiers:kept_change", args=[kept.pk, act]))
    assert KeptFilter.objects.filter(pk__in=[kept.pk, own.pk], is_default=False).count() == 2


def test_a_filter_cannot_be_shared_with_another_agency(office):
    other = make_office("Việc Khác")
    sent = {"client_id": str(uuid4()), "name": "Lén", "shared_with_id": str(other.committee.pk)}
    answer = signed_in(office.officers["approver"]).post(KEPT + "?state=late", sent)
    assert answer.status_code == 422
    assert not KeptFilter.objects.exists()


@pytest.mark.parametrize(
    ("address", "name", "said"),
    [
        ("", "Rỗng", "Chưa chọn điều kiện lọc nào"),
        ("?state=late", "", "bắt buộc"),
        ("?state=late", "a" * 61, "60"),
    ],
)
def test_what_cannot_be_kept_is_said_at_the_field(office, address, name, said):
    sent = {"client_id": str(uuid4()), "name": name}
    answer = signed_in(office.officers["approver"]).post(KEPT + address, sent)
    assert answer.status_code == 422
    assert said in answer.content.decode()


def test_chosen_rows_come_first_and_ticked_whatever_page_they_stood_on(office):
    made = at_appraisal(office, 3)
    client = signed_in(office.officers["case_officer"])
    token = made[2].process_run.tokens.get()
    page = client.get(
        f"/desk/work/batch/?view=viec&rows={made[2].pk}:{token.number}&rows=x&rows=:"
    ).content.decode()
    assert page.count(" checked") == 1
    assert page.index(made[2].code) < page.index(made[0].code)


def test_rows_of_another_office_cannot_be_chosen(office):
    other = make_office("Việc Khác")
    theirs = at_appraisal(other)
    token = theirs.process_run.tokens.get()
    sent = {
        "client_id": str(uuid4()), "verb": "take_over", "confirmed": "yes", "rows": f"{theirs.pk}:{token.number}",
    }  # fmt: skip
    answer = signed_in(office.officers["case_officer"]).post("/desk/work/batch/", sent)
    assert answer.status_code == 422
    assert Dossier.objects.get(pk=theirs.pk).holder_officer_id is None
