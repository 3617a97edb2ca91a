"""A day that is moved or called off; who of an agency sees to a promise, and where they find it."""

from datetime import timedelta

import pytest
from django.urls import reverse

from motcua.casework.dialogue import actions, demo, queries
from motcua.casework.dialogue.actions import Asked, By, Promised
from motcua.casework.dialogue.models import Dialogue, Promise
from motcua.casework.dialogue.rules import Person, person_of, shortened
from motcua.casework.dialogue.tests.test_dialogue import (
    DAY,
    LATER,
    SECRET,
    TODAY,
    act,
    announced,
    held,
    public,
)
from motcua.casework.dossiers.tests.factories import MONDAY, make_office
from motcua.directory.agencies.tests.factories import make_agency, make_officer, sign_in
from motcua.kernel import clock
from motcua.kernel.events.models import Event
from motcua.kernel.events.verify import verify

pytestmark = pytest.mark.django_db
SOON = f"{DAY + timedelta(days=7):%d/%m/%Y}"


@pytest.fixture(autouse=True)
def frozen():
    with clock.frozen_at(MONDAY):
        yield


@pytest.fixture
def office():
    return make_office("Mẫu")


@pytest.fixture
def head(client, office):
    return sign_in(client, office.officers["approver"])


def test_a_day_is_moved_and_everybody_reads_why(client, office, head):
    row = announced(office)
    moved = {"held_on": SOON, "place": "9 giờ, hội trường xã", "reason": "Bão số 4"}
    assert act(head, row, "postpone", **moved).status_code == 302
    row.refresh_from_db()
    assert row.held_on == DAY + timedelta(days=7)
    page = " ".join(public(client, row).split())
    assert f"Dời từ ngày {DAY:%d/%m/%Y} sang ngày {SOON}." in page
    assert "Bão số 4" in page
    assert "9 giờ, hội trường xã" in page
    assert row.takes_questions(DAY + timedelta(days=5))
    assert act(head, row, "postpone", held_on=f"{DAY:%d/%m/%Y}", reason="Trời tạnh").status_code == 302
    assert [move.number for move in queries.moves_of(row)] == [1, 2]
    assert not list(verify())


def test_the_place_alone_may_change(office, head):
    row = announced(office)
    same = f"{DAY:%d/%m/%Y}"
    assert act(head, row, "postpone", held_on=same, reason="Mất điện").status_code == 422
    assert act(head, row, "postpone", held_on=same, place="Sân trường", reason="Mất điện").status_code == 302
    assert "Đổi địa điểm, giờ." in public(head, row)


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"held_on": "04/10/2026"}, "held_on"),
        ({"held_on": "30/02/2027"}, "held_on"),
        ({"held_on": f"{DAY:%d/%m/%Y}", "place": ""}, "held_on"),
        ({"reason": ""}, "reason"),
        ({"reason": "Gọi 0912 345 678"}, "__all__"),
        ({"place": "a\x00b"}, "place"),
    ],
)
def test_a_wrong_move_is_told_at_the_field(office, head, said, field):
    row = announced(office)
    answer = act(head, row, "postpone", **({"held_on": SOON, "place": "", "reason": "Bão"} | said))
    assert answer.status_code == 422
    [form] = [form for _act, form, is_open in answer.context["forms"] if is_open]
    assert field in form.errors
    assert Dialogue.objects.get().held_on == DAY
    assert not Event.objects.filter(kind="dialogue.postponed").exists()


def test_what_was_announced_is_called_off_in_public(client, office, head):
    row = announced(office)
    assert act(head, row, "cancel", reason="").status_code == 422
    assert act(head, row, "cancel", reason="Lãnh đạo đi chống bão").status_code == 302
    page = public(client, row)
    assert "Hội nghị đã hủy." in page
    assert "Lãnh đạo đi chống bão" in page
    assert "Gửi câu hỏi trước" not in page
    assert "Đã hủy" in client.get(reverse("dialogue_public:listing")).content.decode()
    with clock.frozen_at(LATER):
        assert act(head, row, "minutes", text="Đã họp").status_code == 422
        assert act(head, row, "postpone", held_on=SOON, reason="Họp lại").status_code == 422
    assert list(queries.communes_without([office.committee.pk], DAY)) == [office.committee]
    assert not list(verify())


def test_a_plan_that_is_dropped_was_never_public(client, office):
    by = By(office.officers["approver"].pk, MONDAY)
    row = actions.plan(new=actions.Plan(office.committee, DAY, "Nhà văn hóa", "Đường"), by=by)
    [waiting] = queries.communes_without([office.committee.pk], TODAY)
    assert waiting.coming_on == DAY
    actions.cancel(dialogue_id=row.pk, reason="Chưa đủ điều kiện", by=by)
    assert client.get(reverse("dialogue_public:page", args=[row.pk])).status_code == 404
    assert not list(verify())


def test_what_was_held_is_neither_moved_nor_called_off(office, head):
    row = held(office)
    with clock.frozen_at(LATER):
        assert act(head, row, "cancel", reason="Thôi").status_code == 422
        assert act(head, row, "postpone", held_on="30/12/2026", reason="Thôi").status_code == 422
    assert Dialogue.objects.get().state == "held"


def test_how_to_reach_who_asked_is_read_by_the_keepers_alone(client, office, head):
    row = announced(office)
    asked = Asked(SECRET, "Trần Thị Thử", "thu@vi-du.vn", "0912345678")
    actions.ask(dialogue_id=row.pk, asked=asked, by=By(None, MONDAY))
    page = head.get(reverse("dialogue:page", args=[row.pk])).content.decode()
    assert "thu@vi-du.vn" in page
    assert "0912345678" in page
    assert "0912345678" not in public(client, row)
    assert "0912345678" not in str(Event.objects.get(kind="dialogue.asked").facts)


def test_a_promise_is_given_to_a_role_then_to_an_officer(client, office, head):
    row, clerk = held(office), office.officers["case_officer"]
    due = f"{DAY + timedelta(days=9):%d/%m/%Y}"
    with clock.frozen_at(LATER):
        role = Person(office.committee.pk, role="case_officer")
        promised = {"text": "Lắp đèn", "owner": office.committee.pk, "due_on": due, "person": role.key}
        assert act(head, row, "promise", **promised).status_code == 302
        assert "Chuyên viên thụ lý" in public(client, row)
        assert list(queries.promises_for(clerk, clock.today())) == [Promise.objects.get(number=2)]
        named = Person(office.committee.pk, officer_id=clerk.pk)
        assert act(head, row, "assign", number=1, person=named.key).status_code == 302
        assert clerk.name in public(client, row)
        assert "Lời hứa giao cho ông/bà" in sign_in(client, clerk).get(reverse("desk:home")).content.decode()
        again = sign_in(client, office.officers["approver"])
        assert act(again, row, "keep", number=1, text="Đã rải nhựa").status_code == 302
        assert act(again, row, "assign", number=1, person=role.key).status_code == 422
        assert [one.number for one in queries.promises_for(clerk, clock.today())] == [2]
    assert not list(verify())


def test_nobody_of_another_agency_is_named(office, head):
    row, stranger = held(office), make_officer("case_officer", make_agency("Sở Khác"))
    key = Person(stranger.memberships.get().agency_id, officer_id=stranger.pk).key
    due = f"{DAY + timedelta(days=9):%d/%m/%Y}"
    below = make_agency("Phòng Kinh tế", parent=office.committee)
    make_officer("division_head", below)
    with clock.frozen_at(LATER):
        assert act(head, row, "assign", number=1, person=key).status_code == 422
        assert act(head, row, "assign", number=1, person="").status_code == 422
        other = {"text": "a", "owner": office.committee.pk, "due_on": due}
        named = act(head, row, "promise", **other, person=Person(below.pk, role="division_head").key)
        assert named.status_code == 422
        assert "không làm việc ở cơ quan chịu trách nhiệm" in named.content.decode()
    promise = Promise.objects.get()
    assert (promise.role, promise.officer_id) == ("", None)
    by = By(office.officers["approver"].pk, LATER)
    owned = Promised("b", below, DAY + timedelta(days=9), Person(below.pk, role="division_head"))
    assert actions.promise(dialogue_id=row.pk, new=owned, by=by).seen_to_by == "Lãnh đạo phòng"


def test_an_agency_without_communes_is_told_so(client):
    department = make_agency("Sở Mẫu", kind="department", level="province")
    page = (
        sign_in(client, make_officer("approver", department))
        .get(reverse("dialogue:listing"))
        .content.decode()
    )
    assert "Không có xã, phường nào trong phạm vi" in page
    assert "đã đối thoại trong năm" not in page


def test_the_log_notices_who_sees_to_a_promise(office):
    row = held(office)
    Promise.objects.filter(dialogue=row).update(role="approver")
    assert list(verify())


def test_options_are_read_back():
    for person in (Person(7, role="approver"), Person(7, officer_id=42)):
        assert person_of(person.key) == person
    assert person_of("") is None
    assert shortened("a" * 60) == "a" * 60
    assert shortened("một\nhai " * 30).endswith(" …")


def test_the_demo_meets_its_residents(office):
    assert demo.meet(office.committee, {role: [one] for role, one in office.officers.items()}, MONDAY) == 2
    assert [one.is_late(TODAY) for one in Promise.objects.order_by("number")] == [False, True, False]
    assert Dialogue.objects.get(state="announced").held_on > TODAY
    assert not list(verify())
