"""A feedback found right: its head owes an apology, signs a letter, and the sender reads it."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from motcua.casework.dossiers.tests.factories import MONDAY, make_office
from motcua.casework.dossiers.tests.factories import make_officer as person
from motcua.casework.feedback import actions, letters, permissions, queries
from motcua.casework.feedback.choices import Fault, FeedbackClass
from motcua.casework.feedback.models import Feedback
from motcua.casework.feedback.tests.test_life import by, sent
from motcua.casework.slips.tests.reading_back import text_of
from motcua.directory.agencies.choices import Role
from motcua.directory.agencies.tests.factories import sign_in
from motcua.kernel import clock
from motcua.kernel.events.verify import verify

pytestmark = pytest.mark.django_db
WORDS = "Cán bộ tại quầy đã nói năng thiếu tôn trọng. Chúng tôi đã nhắc nhở và đổi người trực."


@pytest.fixture(autouse=True)
def frozen():
    with clock.frozen_at(MONDAY + timedelta(hours=1)):
        yield


@pytest.fixture
def office():
    return make_office("Mẫu")


def found_right(office, fault: Fault = Fault.CONDUCT) -> Feedback:
    row = sent(office, feedback_class=FeedbackClass.CONDUCT)
    head = by(office, role="approver")
    actions.take_up(feedback_id=row.pk, by=head)
    return actions.resolve(feedback_id=row.pk, answer="Phản ánh đúng.", fault=fault, by=head)


def signed(office, row: Feedback) -> Feedback:
    return actions.apologise(feedback_id=row.pk, text=WORDS, by=by(office, role="approver"))


def test_who_is_found_right_is_owed_an_apology_by_the_day_of_publishing(office):
    row = found_right(office)
    assert row.owes_apology
    assert row.apologise_by == row.publish_by
    row = signed(office, row)
    assert not row.owes_apology
    assert queries.apology_of(row).text == WORDS
    with pytest.raises(actions.NothingToApologise):
        signed(office, row)
    assert not list(verify())


def test_without_fault_there_is_nothing_to_apologise_for(office):
    row = found_right(office, Fault.NONE)
    assert (row.owes_apology, row.apologise_by) == (False, None)
    with pytest.raises(actions.NothingToApologise):
        signed(office, row)
    assert not list(verify())


def test_a_changed_row_is_named(office):
    row = signed(office, found_right(office))
    Feedback.objects.filter(pk=row.pk).update(apologised_at=None)
    assert any("apologised_at" in str(found) for found in verify())


@pytest.mark.parametrize(
    ("fault", "words"), [(Fault.CONDUCT, "cách cư xử chưa đúng"), (Fault.LOSS, "làm mất, làm hỏng giấy tờ")]
)
def test_the_letter_says_what_for_and_who_signs(office, fault, words):
    row = signed(office, found_right(office, fault))
    head = office.officers["approver"]
    read = " ".join(text_of(letters.signed(row)).split())
    for said in (words, row.code, WORDS.split(".")[0], head.name, "Trần Thị Thử"):
        assert said in read
    trial = letters.trial(row, WORDS, head.pk, MONDAY)
    assert "XEM THỬ" in text_of(trial)
    assert "XEM THỬ" not in read
    assert letters.signed(row) == letters.signed(row)


def test_the_head_looks_at_it_signs_and_the_sender_reads_it(client, office):
    row = found_right(office)
    sign_in(client, office.officers["approver"])
    assert "Thư xin lỗi chờ ký" in client.get(reverse("desk:home")).content.decode()
    address = reverse("feedback:apology", args=[row.pk])
    assert address in client.get(reverse("feedback:page", args=[row.pk])).content.decode()
    said = {"client_id": str(uuid4()), "text": WORDS}
    trial = client.post(address, said | {"preview": "1"})
    assert trial["Content-Type"] == "application/pdf"
    assert Feedback.objects.get().owes_apology
    assert client.post(address, said | {"text": ""}).status_code == 422
    assert client.post(address, {"text": WORDS}).status_code == 422
    assert [client.post(address, said).status_code for _again in range(2)] == [302, 302]
    again = client.post(address, said | {"client_id": str(uuid4())})
    assert again.status_code == 422
    assert client.get(reverse("feedback:letter", args=[row.pk]))["Content-Type"] == "application/pdf"
    assert client.get(reverse("feedback:listing"), {"show": "apology"}).status_code == 200
    client.logout()
    page = client.get(reverse("feedback_public:page", args=[row.secret])).content.decode()
    assert WORDS in page
    letter = client.get(reverse("feedback_public:letter", args=[row.secret]))
    assert letter["Content-Type"] == "application/pdf"
    assert "no-store" in letter["Cache-Control"]


def test_before_it_is_signed_the_sender_reads_by_when(client, office):
    row = found_right(office)
    assert "nhận lỗi" in client.get(reverse("feedback_public:page", args=[row.secret])).content.decode()
    assert client.get(reverse("feedback_public:letter", args=[row.secret])).status_code == 404
    assert client.get(reverse("feedback_public:letter", args=["0" * 32])).status_code == 404


def test_an_officer_says_of_whose_making_it_was(client, office):
    row = sent(office)
    actions.take_up(feedback_id=row.pk, by=by(office))
    sign_in(client, office.officers["case_officer"])
    address = reverse("feedback:act", args=[row.pk, "resolve"])
    said = {"client_id": str(uuid4()), "text": "Đã tìm lại bản sao.", "fault": "boss"}
    assert client.post(address, said).status_code == 422
    assert client.post(address, said | {"fault": "loss"}).status_code == 302
    row.refresh_from_db()
    assert row.fault == Fault.LOSS
    page = client.get(reverse("feedback:listing"), {"show": "apology"}).content.decode()
    assert row.code in page
    assert "còn 1 chưa ký" in page


@pytest.mark.parametrize("role", [role.value for role in Role])
def test_heads_alone_sign_and_only_for_their_agency(client, office, role):
    row = found_right(office)
    address = reverse("feedback:apology", args=[row.pk])
    today = clock.today()
    other = make_office("Khác")
    here, elsewhere = person("Ở Đây", (office.committee, role)), person("Nơi Khác", (other.committee, role))
    is_head = role == Role.APPROVER
    assert permissions.may_apologise(here, row, today) is is_head
    assert not permissions.may_apologise(elsewhere, row, today)
    sign_in(client, here)
    assert client.get(address).status_code == (200 if is_head else 403)
    sign_in(client, elsewhere)
    assert client.get(address).status_code == (404 if is_head else 403)
    assert client.get(reverse("feedback:letter", args=[row.pk])).status_code in (403, 404)


def test_figures_count_letters(office):
    signed(office, found_right(office))
    found_right(office, Fault.LOSS)
    for row in Feedback.objects.all():
        actions.withhold(feedback_id=row.pk, text="Có tên người", by=by(office, role="approver"))
    figures = queries.figures(Feedback.objects.all(), clock.today(), clock.today())
    assert (figures.answered, figures.apologised) == (2, 1)
