"""Criteria sets: drafted, published, frozen; which one counts where; questionnaires."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from motcua.casework.dossiers.tests.factories import MONDAY, make_office
from motcua.casework.ratings import actions, queries
from motcua.casework.ratings.choices import SetKind
from motcua.casework.ratings.criteria import STANDARD, Criterion
from motcua.casework.ratings.models import CriteriaSet, Mark, Rating
from motcua.casework.ratings.tests import stage
from motcua.directory.agencies.tests.factories import sign_in
from motcua.kernel import clock
from motcua.kernel.events.verify import verify

pytestmark = pytest.mark.django_db
TODAY = MONDAY.astimezone(clock.VIETNAM).date()


@pytest.fixture(autouse=True)
def frozen():
    with clock.frozen_at(MONDAY):
        yield


@pytest.fixture
def office():
    return make_office("Mẫu")


def make_set(agency_id=None, *, kind=SetKind.SERVICE, publish=True, **fields):
    said = {
        "kind": kind,
        "agency_id": agency_id,
        "title": "Bộ thử",
        "criteria": [Criterion("time"), Criterion("x1", "Chỗ để xe")],
        "follow_up_days": 3,
        "valid_from": TODAY,
        "valid_to": TODAY + timedelta(days=9) if kind == SetKind.SURVEY else None,
    }
    row = actions.draft_set(content=actions.SetContent(**(said | fields)), at=MONDAY)
    return actions.publish_set(set_id=row.pk, officer_id=None, at=MONDAY) if publish else row


def test_the_nearest_set_in_force_counts(office):
    center = office.center.pk
    assert queries.set_for(center, TODAY) is None
    assert queries.criteria_of(None) == STANDARD
    province = make_set()
    assert queries.set_for(center, TODAY) == province
    above = make_set(office.committee.pk)
    make_set(center, publish=False)
    assert queries.set_for(center, TODAY) == above
    later = make_set(center, valid_from=TODAY + timedelta(days=3))
    assert queries.set_for(center, TODAY) == above
    assert queries.set_for(center, TODAY + timedelta(days=3)) == later


def test_a_rating_asks_what_its_set_asks(client, office):
    make_set(office.center.pk)
    token = stage.token(stage.delivered(office))
    page = client.post(reverse("ratings_public:rate", args=[token]), {"level": 2}).content.decode()
    assert "Chỗ để xe" in page
    assert "Thời gian giải quyết" in page
    assert "Thái độ phục vụ" not in page
    assert Rating.objects.get().follow_up.due_at - MONDAY < timedelta(days=4)


def test_a_published_set_is_frozen(office):
    row = make_set()
    content = actions.SetContent(
        kind=SetKind.SERVICE, agency_id=None, title="Khác", criteria=STANDARD, follow_up_days=5, valid_from=TODAY
    )  # fmt: skip
    with pytest.raises(actions.NotADraft):
        actions.change_draft(set_id=row.pk, content=content)
    with pytest.raises(actions.NotADraft):
        actions.publish_set(set_id=row.pk, officer_id=None, at=MONDAY)
    CriteriaSet.objects.filter(pk=row.pk).update(title="Đổi lén")
    assert [found.what for found in verify()] == ["digest"]


def test_nothing_begins_in_the_past(office):
    row = make_set(publish=False, valid_from=TODAY - timedelta(days=1))
    with pytest.raises(actions.BeginsInThePast):
        actions.publish_set(set_id=row.pk, officer_id=None, at=MONDAY)


def form(office, **said):
    return {
        "client_id": str(uuid4()), "kind": "service", "agency": office.committee.pk, "title": "Bộ của xã",
        "lines": "Thời gian giải quyết\nChỗ để xe", "follow_up_days": 4, "valid_from": "06/10/2026", "valid_to": "",
    } | said  # fmt: skip


def test_an_administrator_drafts_changes_and_publishes(client, office):
    admin = sign_in(client, office.officers["agency_admin"])
    sent = form(office)
    made = admin.post(reverse("ratings:new_set"), sent)
    assert admin.post(reverse("ratings:new_set"), sent)["Location"] == made["Location"]
    row = CriteriaSet.objects.get()
    admin.post(made["Location"], form(office, title="Bộ mới của xã"))
    admin.post(reverse("ratings:publish_set", args=[row.pk]))
    row.refresh_from_db()
    assert (row.title, row.is_published) == ("Bộ mới của xã", True)
    assert admin.post(made["Location"], form(office)).status_code == 404
    assert admin.get(made["Location"]).status_code == 200
    assert not list(verify())


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"title": ""}, "title"),
        ({"lines": ""}, "lines"),
        ({"lines": "a\na"}, "lines"),
        ({"follow_up_days": "0"}, "follow_up_days"),
        ({"valid_from": "31/02/2026"}, "valid_from"),
        ({"kind": "survey"}, "valid_to"),
        ({"valid_to": "01/10/2026"}, "valid_to"),
        ({"agency": ""}, "agency"),
        ({"agency": "999999"}, "agency"),
        ({"client_id": "x"}, "client_id"),
    ],
)
def test_what_is_wrong_is_said_at_the_field(client, office, said, field):
    answer = sign_in(client, office.officers["agency_admin"]).post(
        reverse("ratings:new_set"), form(office, **said)
    )
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert not CriteriaSet.objects.exists()


def test_an_administrator_leaves_others_sets_alone(client, office):
    other = make_office("Khác")
    province = make_set(publish=False)
    theirs = make_set(other.committee.pk, publish=False)
    admin = sign_in(client, office.officers["agency_admin"])
    assert admin.post(reverse("ratings:new_set"), form(office, agency=other.committee.pk)).status_code == 422
    for row, seen in ((province, 200), (theirs, 404)):
        assert admin.get(reverse("ratings:set", args=[row.pk])).status_code == seen
        assert admin.post(reverse("ratings:set", args=[row.pk]), form(office)).status_code == 404
        assert admin.post(reverse("ratings:publish_set", args=[row.pk])).status_code == 404
    assert sign_in(client, office.officers["system_admin"]).post(
        reverse("ratings:publish_set", args=[province.pk])
    ).status_code == 302  # fmt: skip
    province.refresh_from_db()
    assert province.is_published


def answered(client, survey, **said):
    sent = {"client_id": str(uuid4()), "c_overall": 4, "c_time": 2, "text": ""} | said
    return client.post(reverse("ratings_public:survey", args=[survey.pk]), sent)


def test_a_questionnaire_takes_one_answer_a_form(client, office):
    survey = make_set(office.center.pk, kind=SetKind.SURVEY)
    assert survey.title in client.get(reverse("ratings_public:start")).content.decode()
    one = str(uuid4())
    assert answered(client, survey, client_id=one, text="Nên có mái che").status_code == 200
    assert answered(client, survey, client_id=one, c_overall=1).status_code == 200
    assert dict(Mark.objects.values_list("criterion", "level")) == {"overall": 4, "time": 2}
    assert answered(client, survey, c_overall="").status_code == 422
    assert Rating.objects.count() == 1
    assert queries.overall(queries.ratings_in(None, queries.Span(TODAY, TODAY))).total == 0
    assert not list(verify())


def test_one_network_cannot_flood_a_questionnaire(client, office):
    survey = make_set(kind=SetKind.SURVEY)
    last = [answered(client, survey).status_code for _ in range(31)]
    assert last == [200] * 30 + [422]
    assert "phiếu giấy" in answered(client, survey).content.decode()
    with clock.frozen_at(MONDAY + timedelta(hours=2)):
        assert answered(client, survey).status_code == 200


def test_a_questionnaire_is_open_within_its_days_only(client, office):
    survey = make_set(kind=SetKind.SURVEY)
    draft = make_set(kind=SetKind.SURVEY, publish=False)
    assert client.get(reverse("ratings_public:survey", args=[draft.pk])).status_code == 404
    assert client.get(reverse("ratings_public:survey", args=[make_set().pk])).status_code == 404
    with clock.frozen_at(MONDAY + timedelta(days=20)):
        assert "đã đóng" in client.get(reverse("ratings_public:survey", args=[survey.pk])).content.decode()
        assert answered(client, survey).status_code == 422
    assert not Rating.objects.exists()
