"""Each day's number is what the work list shows behind it; days off are the agency's own; parts are by role."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape

import pytest
from django.test import Client

from motcua.casework.dossiers import actions
from motcua.casework.dossiers.tests.factories import (
    MONDAY,
    ROLES,
    advance,
    make_accepted,
    make_office,
    make_procedure,
)
from motcua.kernel import clock

pytestmark = pytest.mark.django_db
AGENDA = "/desk/agenda/"


@pytest.fixture
def office():
    """On Monday 5 October 2026: two due that Friday afternoon week, one late, one taken on."""
    office = make_office("Lịch Thử")
    week, long = make_procedure(), make_procedure(limit="20")
    for version, back in ((week, 0), (week, 0), (long, 0), (week, 21)):
        begun = MONDAY - timedelta(days=back)
        advance(office, make_accepted(office, begun, version=version), "appraise", begun)
    taken = advance(office, make_accepted(office, MONDAY, version=week), "appraise", MONDAY)
    actions.take_over(dossier_id=taken.pk, by=office.by("case_officer", MONDAY))
    return office


def page_of(officer, query=""):
    client = Client()
    with clock.frozen_at(MONDAY + timedelta(hours=1)):
        client.force_login(officer.account)
        return client.get(f"{AGENDA}?{query}"), client


def days_of(officer, query=""):
    """(number, address) of every day that has something."""
    answer, client = page_of(officer, query)
    found = re.findall(r'data-row href="([^"]+)">\s*([0-9]+) hồ sơ', answer.content.decode())
    return [(int(number), unescape(address)) for address, number in found], client


@pytest.mark.parametrize(
    ("role", "part", "numbers"),
    [
        ("case_officer", "toi", [1]),
        ("case_officer", "vai-tro", [3, 1]),
        ("case_officer", "co-quan", [3, 1]),
        ("division_head", "vai-tro", []),
        ("division_head", "co-quan", [3, 1]),
        ("approver", "co-quan", [3, 1]),
        ("intake_officer", "co-quan", []),
    ],
)
def test_each_part_counts_its_own_list(office, role, part, numbers):
    found, client = days_of(office.officers[role], f"part={part}&month=2026-10")
    later, _client = days_of(office.officers[role], f"part={part}&month=2026-11")
    assert [number for number, _address in dict.fromkeys([*found, *later])] == numbers
    for number, address in found:
        with clock.frozen_at(MONDAY + timedelta(hours=1)):
            assert client.get(address).content.decode().count("data-work=") == number


def test_late_ones_lead_to_the_late_list(office):
    answer, client = page_of(office.officers["case_officer"], "month=2026-09")
    page = answer.content.decode()
    assert "1 hồ sơ đang quá hạn" in page
    assert "1 quá hạn" in page
    with clock.frozen_at(MONDAY + timedelta(hours=1)):
        assert client.get("/desk/work/?view=viec&state=late").content.decode().count("data-work=") == 1


def test_a_week_names_its_dossiers(office):
    page = page_of(office.officers["case_officer"], "week=2026-10-12")[0].content.decode()
    assert page.count("Nguyễn Văn Thử") == 3
    assert "Tuần 12/10/2026 – 18/10/2026" in page


def test_days_off_are_marked(office):
    page = page_of(office.officers["case_officer"], "week=2026-10-12")[0].content.decode()
    assert page.count("is-off") == 2  # Saturday and Sunday


@pytest.mark.parametrize(
    "query",
    [
        "month=2026-13",
        "month=x",
        "month=0001-01",
        "month=9999-12",
        "week=2026-02-31",
        "week=0001-01-01",
        "week=9999-12-31",
        "part=x",
    ],
)
def test_what_cannot_be_asked_shows_this_month(office, query):
    answer, _client = page_of(office.officers["case_officer"], query)
    assert answer.status_code == 200
    assert "Tháng 10/2026" in answer.content.decode()


def test_a_month_is_two_grouped_reads_whatever_it_holds(office, django_assert_max_num_queries):
    client = Client()
    client.force_login(office.officers["division_head"].account)
    client.get(f"{AGENDA}?part=co-quan")
    with django_assert_max_num_queries(17):
        client.get(f"{AGENDA}?part=co-quan")


def test_every_role_may_open_it_and_strangers_may_not(office):
    assert {role for role in ROLES if page_of(office.officers[role])[0].status_code == 200} == set(ROLES)
    assert Client().get(AGENDA).status_code == 302
