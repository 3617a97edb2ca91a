"""The box, the sender's page, the desk: who comes in, whose feedback they see, bad input, limits."""

import io
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from motcua.casework.dossiers.tests.factories import MONDAY, make_office
from motcua.casework.feedback import actions, permissions, queries
from motcua.casework.feedback.actions import By
from motcua.casework.feedback.choices import FeedbackClass
from motcua.casework.feedback.desk import urls
from motcua.casework.feedback.models import Attachment, Feedback
from motcua.casework.feedback.tests.test_life import resolved, sent
from motcua.directory.agencies.choices import Role
from motcua.directory.agencies.tests.factories import make_officer as person
from motcua.directory.agencies.tests.factories import sign_in
from motcua.kernel import clock
from motcua.kernel.events.verify import verify

pytestmark = pytest.mark.django_db
NOW = MONDAY + timedelta(hours=1)
READERS, TAKERS = set(permissions.READERS), set(permissions.TAKERS)
DOORS = {"listing": set(permissions.COMING_IN), "new": TAKERS, "page": READERS, "attachment": READERS, "act": READERS, "apology": {"approver"}, "letter": READERS}  # fmt: skip


def picture() -> bytes:
    """A small whole PNG."""
    out = io.BytesIO()
    Image.new("RGB", (12, 12), "white").save(out, "PNG")
    return out.getvalue()


@pytest.fixture(autouse=True)
def frozen():
    with clock.frozen_at(NOW):
        yield


@pytest.fixture
def office():
    return make_office("Mẫu")


def form(office, **said):
    return {
        "client_id": str(uuid4()), "feedback_class": "rules", "agency": office.committee.pk,
        "title": "Đèn sảnh hỏng", "text": "Sảnh tối.", "name": "", "phone": "", "email": "",
    } | said  # fmt: skip


def test_what_is_sent_is_followed_by_code_and_pin(client, office):
    sent_form = form(office)
    first = client.post(reverse("feedback_public:send"), sent_form)
    assert client.post(reverse("feedback_public:send"), sent_form)["Location"] == first["Location"]
    row = Feedback.objects.get()
    page = client.get(first["Location"]).content.decode()
    assert row.code in page
    assert row.pin in page
    assert "Vì sao hạn là ngày này" in page
    found = client.post(reverse("feedback_public:look_up"), {"code": f"pa {row.pk}", "pin": row.pin})
    assert found["Location"] == first["Location"]
    assert row.pin not in found["Location"]
    assert not list(verify())


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"feedback_class": ""}, "feedback_class"),
        ({"feedback_class": "grievance"}, "feedback_class"),
        ({"agency": ""}, "agency"),
        ({"agency": "999999999999999999999"}, "agency"),
        ({"title": ""}, "title"),
        ({"title": "a" * 161}, "title"),
        ({"text": ""}, "text"),
        ({"text": "a\x00b"}, "text"),
        ({"phone": "gọi tôi"}, "phone"),
        ({"email": "khong-phai-thu"}, "email"),
        ({"client_id": ""}, "client_id"),
        ({"file1": SimpleUploadedFile("a.exe", b"MZ junk")}, "file1"),
        ({"file2": SimpleUploadedFile("a.png", b"")}, "file2"),
    ],
)
def test_what_is_wrong_is_said_at_the_field(client, office, said, field):
    answer = client.post(reverse("feedback_public:send"), form(office, **said))
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert not Feedback.objects.exists()


def test_a_file_is_kept_and_handed_to_those_who_answer(client, office):
    sent_along = picture()
    client.post(
        reverse("feedback_public:send"), form(office, file1=SimpleUploadedFile("anh.png", sent_along))
    )
    row = Feedback.objects.get()
    assert Attachment.objects.count() == 1
    door = reverse("feedback:attachment", args=[row.pk, 1])
    answer = sign_in(client, office.officers["case_officer"]).get(door)
    assert b"".join(answer.streaming_content) == sent_along
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert client.get(reverse("feedback:attachment", args=[row.pk, 2])).status_code == 404
    assert not list(verify())


def test_a_flood_is_slowed_and_shown_the_counter(client, office):
    last = [client.post(reverse("feedback_public:send"), form(office)) for _ in range(11)]
    assert [answer.status_code for answer in last] == [302] * 10 + [422]
    assert "cán bộ sẽ ghi giúp" in last[-1].content.decode()
    assert Feedback.objects.count() == 10


def test_guessing_is_slowed(client, office):
    row = sent(office)
    door = reverse("feedback_public:look_up")
    wrong = f"{(int(row.pin) + 1) % 10**6:06d}"
    tried = [client.post(door, {"code": row.code, "pin": wrong}).status_code for _ in range(6)]
    assert tried == [404] * 5 + [429]
    assert client.post(door, {"code": row.code, "pin": row.pin}).status_code == 429
    assert client.post(door, {"code": "PA-999999", "pin": "123456"}).status_code == 404


@pytest.mark.parametrize("code", ["", "x", "\x00", "9" * 24, "💥", "PA-"])
def test_odd_codes_get_a_clear_answer(client, code):
    assert client.post(reverse("feedback_public:look_up"), {"code": code, "pin": "1"}).status_code in (
        404,
        422,
    )


def test_the_sender_answers_what_was_asked_once(client, office):
    row = sent(office)
    by = By(office.officers["case_officer"].pk, NOW)
    actions.ask(feedback_id=row.pk, text="Sảnh nào?", by=by)
    page = reverse("feedback_public:page", args=[row.secret])
    assert "Sảnh nào?" in client.get(page).content.decode()
    door = reverse("feedback_public:supplement", args=[row.secret])
    assert client.post(door, {"client_id": str(uuid4()), "text": ""}).status_code == 422
    said = {"client_id": str(uuid4()), "text": "Tầng 1"}
    assert client.post(door, said).status_code == client.post(door, said).status_code == 302
    row.refresh_from_db()
    assert row.state == "supplemented"
    assert client.post(door, said | {"client_id": str(uuid4())}).status_code == 422
    assert client.post(reverse("feedback_public:supplement", args=["0" * 32]), said).status_code == 404


def test_the_answer_is_liked_or_not(client, office):
    row = resolved(office)
    page = reverse("feedback_public:page", args=[row.secret])
    assert "Đã thay đèn." not in client.get(page).content.decode()  # not before it is decided
    by = By(office.officers["approver"].pk, NOW)
    actions.publish(feedback_id=row.pk, question="Đèn hỏng", answer="Đã thay.", by=by)
    assert "Đã thay đèn." in client.get(page).content.decode()
    for said in ("x", "disliked", "liked"):
        client.post(reverse("feedback_public:like", args=[row.secret]), {"liking": said})
    row.refresh_from_db()
    assert row.liking == "disliked"
    public = client.get(reverse("feedback_public:one", args=[row.pk])).content.decode()
    assert "Đã thay." in public
    assert "Trần Thị Thử" not in public
    assert row.pin not in public


def test_what_is_not_published_is_not_found(client, office):
    row = resolved(office)
    assert client.get(reverse("feedback_public:one", args=[row.pk])).status_code == 404
    assert client.get(reverse("feedback_public:one", args=[10**30])).status_code == 404


def test_grievances_are_shown_their_way_and_only_counted(client, office):
    for referral in ("grievance", "denunciation", "denunciation"):
        page = client.post(reverse("feedback_public:refer", args=[referral]), {"text": "mật"})
        assert page.status_code == 200
    client.get(reverse("feedback_public:refer", args=["grievance"]))
    assert client.get(reverse("feedback_public:refer", args=["other"])).status_code == 404
    day = clock.today()
    found = queries.figures(Feedback.objects.all(), day, day).referred
    assert found == {"Khiếu nại": 1, "Tố cáo": 2}
    assert not Feedback.objects.exists()
    assert not list(verify())


@pytest.mark.parametrize("who", ["anonymous", "no role", *sorted(role.value for role in Role)])
def test_who_comes_in(client, office, who):
    row = sent(office)
    if who == "no role":
        sign_in(client, person(None))
    elif who != "anonymous":
        sign_in(client, office.officers[who])
    keys = {name: [row.pk] for name in ("page", "apology", "letter")}
    keys |= {"attachment": [row.pk, 1], "act": [row.pk, "take_up"]}
    usual = {"attachment": 404, "act": 405, "apology": 404, "letter": 404}
    for name, allowed in DOORS.items():
        response = client.get(reverse(f"feedback:{name}", args=keys.get(name, [])))
        if who == "anonymous":
            assert response.url.startswith(reverse("identity:sign_in")), name
        else:
            expected = usual.get(name, 200) if who in allowed else 403
            assert response.status_code == expected, (name, who)


def test_the_table_names_every_door():
    assert {pattern.name for pattern in urls.urlpatterns} == set(DOORS)


def act(client, row, name, **said):
    return client.post(reverse("feedback:act", args=[row.pk, name]), {"client_id": str(uuid4())} | said)


def test_conduct_is_read_by_heads_alone(client, office):
    row = sent(office, feedback_class=FeedbackClass.CONDUCT)
    page = reverse("feedback:page", args=[row.pk])
    for role, seen in (("case_officer", 404), ("clerk", 404), ("approver", 200), ("division_head", 200), ("inspector", 200)):  # fmt: skip
        assert sign_in(client, office.officers[role]).get(page).status_code == seen, role
        assert (row.code in client.get(reverse("feedback:listing")).content.decode()) == (seen == 200), role
    assert act(client, row, "take_up").status_code == 404  # the inspector only reads
    assert act(sign_in(client, office.officers["approver"]), row, "take_up").status_code == 302


def test_another_agency_sees_nothing(client, office):
    row = sent(office)
    other = make_office("Khác")
    for role in permissions.READERS:
        sign_in(client, other.officers[role])
        assert client.get(reverse("feedback:page", args=[row.pk])).status_code == 404
        assert act(client, row, "take_up").status_code == 404
        assert row.code not in client.get(reverse("feedback:listing"), {"show": "all"}).content.decode()


def test_from_the_desk_to_everybody(client, office):
    row = sent(office)
    officer = sign_in(client, office.officers["case_officer"])
    assert row.code in officer.get(reverse("desk:home")).content.decode()
    assert act(officer, row, "resolve", text="Đã thay đèn.").status_code == 422  # nobody took it up
    assert act(officer, row, "take_up").status_code == 302
    assert act(officer, row, "resolve", text="").status_code == 422
    assert act(officer, row, "resolve", text="Đã thay đèn.").status_code == 302
    assert act(officer, row, "publish", question="a", answer="b").status_code == 404  # heads decide
    head = sign_in(client, office.officers["approver"])
    page = head.get(reverse("feedback:page", args=[row.pk])).content.decode()
    assert "Đã thay đèn." in page
    left = act(head, row, "publish", question="Bà Trần Thị Thử hỏi", answer="b")
    assert left.status_code == 422
    assert "Lời công khai còn tên" in left.content.decode()
    assert act(head, row, "publish", question="Đèn hỏng", answer="Đã thay đèn.").status_code == 302
    assert "Đèn hỏng" in client.get(reverse("feedback_public:published")).content.decode()
    assert act(head, row, "nonsense").status_code == 404
    assert not list(verify())


def test_what_is_late_stands_out(client, office):
    row = sent(office)
    with clock.frozen_at(MONDAY + timedelta(days=30)):
        officer = sign_in(client, office.officers["case_officer"])
        assert "1 việc đã quá hạn" in officer.get(reverse("desk:home")).content.decode()
        assert "is-late" in officer.get(reverse("feedback:listing"), {"show": "overdue"}).content.decode()
        page = client.get(reverse("feedback_public:page", args=[row.secret])).content.decode()
        assert "xin lỗi ông/bà" in page


def test_an_officer_takes_words_down_at_the_counter(client, office):
    officer = sign_in(client, office.officers["intake_officer"])
    said = form(office, channel="counter", name="Lê Văn Thử")
    assert officer.post(reverse("feedback:new"), said | {"channel": "portal"}).status_code == 422
    answer = officer.post(reverse("feedback:new"), said, follow=True)
    row = Feedback.objects.get()
    assert (row.channel, row.agency_id) == ("counter", office.committee.pk)
    assert row.code in answer.content.decode()
    assert row.pin in answer.content.decode()
    assert officer.get(reverse("feedback:page", args=[row.pk])).status_code == 403  # writes, does not read on
