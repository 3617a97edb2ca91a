"""A dialogue from plan to kept promise: verbs, doors, who comes in, what is refused, what everybody reads."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from motcua.casework.dialogue import actions, permissions, queries
from motcua.casework.dialogue.actions import Asked, By, Plan, Promised
from motcua.casework.dialogue.desk import urls
from motcua.casework.dialogue.models import Dialogue, Promise, Question
from motcua.casework.dossiers.tests.factories import MONDAY, make_office
from motcua.directory.agencies.choices import Role
from motcua.directory.agencies.tests.factories import make_agency, make_officer, sign_in
from motcua.kernel import clock
from motcua.kernel.events.verify import verify

pytestmark = pytest.mark.django_db
TODAY = MONDAY.date()
DAY, LATER = TODAY + timedelta(days=10), MONDAY + timedelta(days=10)
KEEPERS = set(permissions.KEEPERS)
DOORS = {"listing": set(permissions.WATCHERS), "new": KEEPERS, "page": KEEPERS, "act": KEEPERS}
SECRET = "Bao giờ sửa đường thôn Mẫu?"


@pytest.fixture(autouse=True)
def frozen():
    with clock.frozen_at(MONDAY):
        yield


@pytest.fixture
def office():
    return make_office("Mẫu")


def announced(office, at=MONDAY, day=DAY):
    by = By(office.officers["approver"].pk, at)
    row = actions.plan(new=Plan(office.committee, day, "8 giờ, nhà văn hóa", "Đường thôn"), by=by)
    return actions.announce(dialogue_id=row.pk, by=by)


def held(office):
    """With a question asked, minutes, and one promise due in five days."""
    row = announced(office)
    actions.ask(dialogue_id=row.pk, asked=Asked(SECRET, "Trần Thị Thử"), by=By(None, MONDAY))
    by = By(office.officers["approver"].pk, LATER)
    row = actions.record_minutes(dialogue_id=row.pk, text="Lãnh đạo đã trả lời.", by=by)
    due = DAY + timedelta(days=5)
    actions.promise(dialogue_id=row.pk, new=Promised("Sửa đường thôn", office.committee, due), by=by)
    return row


def act(client, row, name, **said):
    return client.post(reverse("dialogue:act", args=[row.pk, name]), {"client_id": str(uuid4())} | said)


def ask(client, row, **said):
    form = {"client_id": str(uuid4()), "text": SECRET, "name": ""} | said
    return client.post(reverse("dialogue_public:page", args=[row.pk]), form)


def public(client, row):
    return client.get(reverse("dialogue_public:page", args=[row.pk])).content.decode()


def test_from_plan_to_kept_promise(client, office):
    head = sign_in(client, office.officers["approver"])
    said = {"client_id": str(uuid4()), "agency": office.committee.pk, "held_on": f"{DAY:%d/%m/%Y}", "place": "Nhà văn hóa", "topics": "Đường"}  # fmt: skip
    first = head.post(reverse("dialogue:new"), said)
    assert head.post(reverse("dialogue:new"), said)["Location"] == first["Location"]
    row = Dialogue.objects.get()
    assert head.get(reverse("dialogue_public:page", args=[row.pk])).status_code == 404
    assert act(head, row, "announce").status_code == 302
    assert act(head, row, "announce").status_code == 422
    assert ask(client, row, name="Trần Thị Thử").status_code == 302
    assert SECRET not in public(client, row)
    assert SECRET in head.get(reverse("dialogue:page", args=[row.pk])).content.decode()
    assert act(head, row, "minutes", text="Sớm quá").status_code == 422
    assert act(head, row, "answer", number=1, question="Trần Thị Thử hỏi", text="Rồi").status_code == 422
    assert (
        act(head, row, "answer", number=1, question="Khi nào sửa đường?", text="Tháng 11").status_code == 302
    )
    assert "Khi nào sửa đường?" in public(client, row)
    assert "Trần Thị Thử" not in public(client, row)
    with clock.frozen_at(LATER):
        assert act(head, row, "minutes", text="Đã trả lời hết.").status_code == 302
        due = f"{DAY + timedelta(days=5):%d/%m/%Y}"
        promised = {"text": "Sửa đường thôn", "owner": office.committee.pk}
        assert act(head, row, "promise", **promised, due_on=f"{TODAY:%d/%m/%Y}").status_code == 422
        assert act(head, row, "promise", **promised, due_on=due).status_code == 302
        assert "Đang thực hiện" in public(client, row)
    with clock.frozen_at(LATER + timedelta(days=6)):
        assert "Quá hạn" in public(client, row)
        kept = {"client_id": str(uuid4()), "number": 1, "text": "Đã rải nhựa"}
        assert [act(head, row, "keep", **kept).status_code for _ in range(2)] == [302, 302]
        assert act(head, row, "keep", number=1, text="Lại").status_code == 422
        assert "Thực hiện chậm" in public(client, row)
        assert "Đã rải nhựa" in public(client, row)
    assert not list(verify())


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"held_on": "04/10/2026"}, "held_on"),
        ({"held_on": "31/02/2027"}, "held_on"),
        ({"agency": "9" * 25}, "agency"),
        ({"place": ""}, "place"),
        ({"topics": "a\x00b"}, "topics"),
        ({"client_id": "x"}, "client_id"),
    ],
)
def test_a_wrong_plan_is_told_at_the_field(client, office, said, field):
    good = {"client_id": str(uuid4()), "agency": office.committee.pk, "held_on": "20/10/2026", "place": "a", "topics": "b"}  # fmt: skip
    answer = sign_in(client, office.officers["agency_admin"]).post(reverse("dialogue:new"), good | said)
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert not Dialogue.objects.exists()


@pytest.mark.parametrize(
    "said",
    [
        {"text": ""},
        {"text": "a\x00b"},
        {"client_id": ""},
        {"name": "a" * 121},
        {"email": "a"},
        {"phone": "12"},
    ],
)
def test_a_wrong_question_is_told(client, office, said):
    row = announced(office)
    assert ask(client, row, **said).status_code == 422
    assert not Question.objects.exists()


def test_a_question_is_kept_once_and_only_until_the_day(client, office):
    row = announced(office)
    same = {"client_id": str(uuid4())}
    assert [ask(client, row, **same).status_code for _ in range(2)] == [302, 302]
    assert Question.objects.count() == 1
    with clock.frozen_at(LATER + timedelta(days=1)):
        assert ask(client, row).status_code == 422
    assert Question.objects.count() == 1


def test_a_flood_of_questions_is_slowed(client, office):
    row = announced(office)
    assert [ask(client, row).status_code for _ in range(11)] == [302] * 10 + [422]
    assert Question.objects.count() == 10


@pytest.mark.parametrize("who", ["anonymous", "no role", *sorted(role.value for role in Role)])
def test_who_comes_in(client, office, who):
    row = announced(office)
    if who == "no role":
        sign_in(client, make_officer(None))
    elif who != "anonymous":
        sign_in(client, office.officers[who])
    keys = {"page": [row.pk], "act": [row.pk, "announce"]}
    for name, allowed in DOORS.items():
        answer = client.get(reverse(f"dialogue:{name}", args=keys.get(name, [])))
        if who == "anonymous":
            assert answer.url.startswith(reverse("identity:sign_in")), name
        else:
            expected = (405 if name == "act" else 200) if who in allowed else 403
            assert answer.status_code == expected, (name, who)


def test_the_table_names_every_door():
    assert {pattern.name for pattern in urls.urlpatterns} == set(DOORS)


def test_another_commune_reads_and_writes_nothing(client, office):
    row, other = held(office), make_office("Khác")
    head = sign_in(client, other.officers["approver"])
    assert head.get(reverse("dialogue:page", args=[row.pk])).status_code == 404
    assert head.get(reverse("dialogue:page", args=[10**30])).status_code == 404
    assert act(head, row, "keep", number=1, text="a").status_code == 404
    plan = {"client_id": str(uuid4()), "agency": office.committee.pk, "held_on": "20/10/2026", "place": "a", "topics": "b"}  # fmt: skip
    assert head.post(reverse("dialogue:new"), plan).status_code == 422
    assert Promise.objects.get().kept_on is None


def test_verbs_that_are_none_are_not_found(client, office):
    assert act(sign_in(client, office.officers["approver"]), announced(office), "nonsense").status_code == 404


@pytest.mark.parametrize("role", ["approver", "agency_admin", "inspector"])
def test_those_above_watch_but_do_not_read_questions(client, role):
    province = make_agency("Tỉnh Mẫu", level="province")
    done, missing = (make_agency(f"Xã {name}", parent=province) for name in ("Đã Họp", "Chưa Họp"))
    by = By(make_officer("approver", done).pk, MONDAY)
    row = actions.plan(new=Plan(done, TODAY, "Nhà văn hóa", "Đường"), by=by)
    actions.announce(dialogue_id=row.pk, by=by)
    assert set(queries.communes_without([done.pk, missing.pk], TODAY)) == {done, missing}
    actions.record_minutes(dialogue_id=row.pk, text="Xong", by=by)
    actions.promise(dialogue_id=row.pk, new=Promised("Sửa đường", done, TODAY), by=by)
    with clock.frozen_at(MONDAY + timedelta(days=1)):
        above = sign_in(client, make_officer(role, province))
        answer = above.get(reverse("dialogue:listing"))
        assert list(answer.context["without"]) == [missing]
        assert "Chưa định ngày" in answer.content.decode()
        assert "Chưa đối thoại trong năm 2026 (1)" in " ".join(answer.content.decode().split())
        assert [late for _one, late in answer.context["promises"]] == [True]
        assert above.get(reverse("dialogue:page", args=[row.pk])).status_code in (403, 404)
    assert set(queries.communes_without([done.pk], TODAY.replace(year=2027))) == {done}


def test_the_log_notices_a_changed_row(office):
    row = held(office)
    assert not list(verify())
    Promise.objects.filter(dialogue=row).update(due_on=DAY + timedelta(days=99))
    assert list(verify())
