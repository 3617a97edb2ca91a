"""Who comes in, whose figures they see, what is held back, and what is published."""

import csv
import io
from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from motcua.casework.dossiers.tests.factories import MONDAY, make_office
from motcua.casework.ratings import actions, permissions, queries
from motcua.casework.ratings.choices import Outcome
from motcua.casework.ratings.desk import urls
from motcua.casework.ratings.models import FollowUp
from motcua.casework.ratings.queries import Span
from motcua.casework.ratings.tests import stage
from motcua.directory.agencies.choices import Role
from motcua.directory.agencies.tests.factories import add_role, sign_in
from motcua.directory.agencies.tests.factories import make_officer as person
from motcua.kernel import clock
from motcua.kernel.events.verify import verify

pytestmark = pytest.mark.django_db
NOW = MONDAY + timedelta(hours=3)
SEEING, KEEPING = set(permissions.SEEING_ROLES), set(permissions.KEEPING_ROLES)
DOORS = {
    "results": SEEING,
    "mine": set(permissions.RATED_ROLES),
    "follow_ups": SEEING,
    "answer": SEEING,
    "sets": KEEPING,
    "new_set": KEEPING,
    "set": KEEPING,
    "publish_set": KEEPING,
}


@pytest.fixture(autouse=True)
def frozen():
    with clock.frozen_at(NOW):
        yield


@pytest.fixture
def office():
    return make_office("Mẫu")


@pytest.mark.parametrize("who", ["anonymous", "no role", *sorted(role.value for role in Role)])
def test_who_comes_in(client, office, who):
    stage.rated(office, [1])
    follow_up = FollowUp.objects.get()
    if who == "no role":
        sign_in(client, person(None))
    elif who != "anonymous":
        sign_in(client, office.officers[who])
    for name, allowed in DOORS.items():
        keys = {"answer": [follow_up.pk], "set": [10**9], "publish_set": [10**9]}.get(name, [])
        response = client.get(reverse(f"ratings:{name}", args=keys))
        if who == "anonymous":
            assert response.url.startswith(reverse("identity:sign_in")), name
        elif who not in allowed:
            assert response.status_code == 403, (name, who)
        else:
            assert response.status_code == {"set": 404, "publish_set": 405}.get(name, 200), (name, who)


def test_the_table_names_every_door():
    assert {pattern.name for pattern in urls.urlpatterns} == set(DOORS)


def test_a_head_sees_the_own_field_only(client, office):
    other = make_office("Khác")
    stage.rated(office, [5] * 6)
    stage.rated(other, [1] * 7)
    page = sign_in(client, office.officers["approver"]).get(reverse("ratings:results"))
    assert [line.name for line in page.context["agencies"] if line.found.total] == [office.center.name]
    assert page.context["overall"].total == 6
    wide = client.get(reverse("ratings:results"), {"agency": other.center.pk})
    assert wide.status_code == 422
    assert wide.context["overall"].total == 0
    foreign = FollowUp.objects.filter(agency_id=other.center.pk).first()
    assert client.get(reverse("ratings:answer", args=[foreign.pk])).status_code == 404


def test_few_ratings_are_shown_to_nobody(client, office):
    stage.rated(office, [4, 5, 3, 2])
    head = sign_in(client, office.officers["approver"])
    page = head.get(reverse("ratings:results")).content.decode()
    assert "dưới 5 đánh giá" in page
    assert "3,50" not in page
    mine = sign_in(client, office.officers["intake_officer"]).get(reverse("ratings:mine")).content.decode()
    assert "Chưa đủ 5 đánh giá" in mine
    assert client.get(reverse("ratings_public:results_json")).json()["one_stops"] == []
    assert client.get(reverse("ratings_public:results_json")).json()["held_back"] == 1


def test_an_officer_sees_the_own_figures_only(client, office):
    other = person("intake_officer", office.center)
    stage.rated(office, [5] * 5)
    stage.rated(office, [1] * 6, officer_id=other.pk)
    mine = sign_in(client, office.officers["intake_officer"]).get(reverse("ratings:mine"))
    assert mine.context["overall"].counts == (0, 0, 0, 0, 5)


def test_a_total_tells_nothing_of_what_is_held_back(client, office):
    small = make_office("Nhỏ")
    stage.rated(office, [5, 5, 4, 3, 2, 1])
    stage.rated(small, [1, 1])
    rows = list(csv.reader(io.StringIO(client.get(reverse("ratings_public:results_csv")).content.decode("utf-8-sig"))))  # fmt: skip
    assert [row[0] for row in rows[1:]] == [office.center.name, "Cộng"]
    assert rows[-1][1:7] == ["1", "1", "1", "1", "2", "6"]
    said = client.get(reverse("ratings_public:results_json")).json()
    assert said["one_stops"][0]["satisfied_percent"] == 50.0
    assert said["criteria"][0]["ratings"] == 6


def test_the_share_is_of_dossiers_handed_back(office):
    stage.delivered(office)
    stage.delivered(office)
    stage.rated(office, [5])
    day = clock.today()
    ids = {office.center.pk}
    line = queries.by_agency(queries.ratings_in(ids, Span(day, day)), ids, Span(day, day))[0]
    assert (line.of, line.share) == (2, 50.0)


@pytest.mark.parametrize("asked", [{"first": "không"}, {"first": "05/10/2026", "last": "01/10/2026"}, {"first": "01/01/2020", "last": "01/10/2026"}, {"last": "99/99/9999"}])  # fmt: skip
def test_bad_days_are_said(client, office, asked):
    assert client.get(reverse("ratings_public:results"), asked).status_code == 422
    sign_in(client, office.officers["approver"])
    assert client.get(reverse("ratings:results"), asked).status_code == 422


def test_remarks_are_shown_in_groups_only(client, office):
    for n, row in enumerate(stage.rated(office, [3] * 5)):
        actions.add_details(blind=row.blind, levels={}, text=f"Lời {9 - n}", at=stage.DONE)
        page = sign_in(client, office.officers["approver"]).get(reverse("ratings:results"))
        assert page.context["remarks"] == ([f"Lời {x}" for x in (5, 6, 7, 8, 9)] if n == 4 else [])


def answer(client, follow_up, **said):
    form = {"client_id": str(uuid4()), "outcome": "mended", "text": "Đã mở thêm quầy"} | said
    return client.post(reverse("ratings:answer", args=[follow_up.pk]), form)


def test_a_low_mark_waits_for_its_head(client, office):
    stage.rated(office, [2])
    row = FollowUp.objects.get()
    # Monday 11:00 and five working days of that agency.
    assert row.due_at.astimezone(clock.VIETNAM).isoformat() == "2026-10-12T11:00:00+07:00"
    head = sign_in(client, office.officers["approver"])
    assert "Đánh giá ngày 05/10/2026" in head.get(reverse("desk:home")).content.decode()
    with clock.frozen_at(MONDAY + timedelta(days=9)):
        assert "đã quá hạn trả lời" in head.get(reverse("desk:home")).content.decode()
        assert "is-late" in head.get(reverse("ratings:follow_ups")).content.decode()
    assert answer(head, row, text="").status_code == 422
    assert answer(head, row, outcome="").status_code == 422
    assert answer(head, row).status_code == 302
    row.refresh_from_db()
    assert (row.outcome, row.answered_by) == ("mended", office.officers["approver"].pk)
    assert answer(head, row, outcome="talked").status_code == 422  # somebody was quicker
    assert "Đã mở thêm quầy" in head.get(reverse("ratings:answer", args=[row.pk])).content.decode()
    assert not list(verify())


def test_inspectors_read_and_the_rated_do_not_judge(client, office):
    stage.rated(office, [1])
    row = FollowUp.objects.get()
    inspector = sign_in(client, office.officers["inspector"])
    assert inspector.get(reverse("ratings:answer", args=[row.pk])).status_code == 200
    assert answer(inspector, row).status_code == 404
    add_role(office.officers["intake_officer"], "division_head", office.center)
    assert answer(sign_in(client, office.officers["intake_officer"]), row).status_code == 404
    row.refresh_from_db()
    assert row.answered_at is None


def test_two_answers_together_leave_one(office):
    stage.rated(office, [1])
    row = FollowUp.objects.get()
    said = {"follow_up_id": row.pk, "officer_id": office.officers["approver"].pk, "text": "x", "at": NOW}
    actions.answer_follow_up(outcome=Outcome.TALKED, **said)
    with pytest.raises(actions.AlreadyAnswered):
        actions.answer_follow_up(outcome=Outcome.MENDED, **said)
