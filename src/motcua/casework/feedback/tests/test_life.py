"""The verbs: where they lead, what they promise, what they refuse, and that the log proves the rows."""

from datetime import datetime, timedelta

import pytest

from motcua.casework.dossiers.tests.factories import MONDAY, make_office
from motcua.casework.feedback import actions, queries, rules
from motcua.casework.feedback.actions import Addressed, By, Said
from motcua.casework.feedback.choices import Act, Channel, FeedbackClass, Liking, ReturnReason, State
from motcua.casework.feedback.models import Feedback, FeedbackStatement
from motcua.kernel.clock import VIETNAM
from motcua.kernel.events import log
from motcua.kernel.events.verify import verify

pytestmark = pytest.mark.django_db
SAID = Said("Đèn sảnh hỏng", "Sảnh tối, khó đọc bảng số.", "Trần Thị Thử", "0912 345 678", "thu@mau.example")


@pytest.fixture
def office():
    return make_office("Mẫu")


def sent(office, at=MONDAY, feedback_class=FeedbackClass.RULES, said=SAID):
    to = Addressed(office.committee, feedback_class, Channel.PORTAL)
    return actions.receive_feedback(to=to, said=said, files=[], by=By(None, at))


def by(office, at=MONDAY, role="case_officer"):
    return By(office.officers[role].pk, at)


def local(at):
    return at.astimezone(VIETNAM).strftime("%d/%m %H:%M")


def resolved(office, at=MONDAY):
    row = sent(office, at)
    actions.take_up(feedback_id=row.pk, by=by(office, at))
    return actions.resolve(feedback_id=row.pk, answer="Đã thay đèn.", by=by(office, at))


def test_the_clocks_are_2_5_15_2_working_days(office):
    row = sent(office)
    assert [local(x) for x in (row.send_back_by, row.ask_by, row.resolve_by)] == [
        "07/10 09:00", "12/10 09:00", "26/10 09:00",
    ]  # fmt: skip
    assert any("Bỏ qua" in text for text in queries.reasons_for_due(row))
    assert local(resolved(office).publish_by) == "07/10 09:00"


def test_a_holiday_is_left_out_and_said(office):
    row = sent(office, datetime(2026, 11, 20, 9, tzinfo=VIETNAM))
    assert local(row.send_back_by) == "25/11 09:00"  # 24/11 is a holiday, 21 and 22 a weekend
    assert any("24/11" in text for text in queries.reasons_for_due(row))


def test_a_transfer_starts_all_clocks_again(office):
    other = make_office("Khác")
    row = sent(office)
    actions.take_up(feedback_id=row.pk, by=by(office))
    later = MONDAY + timedelta(days=2)
    row = actions.transfer(feedback_id=row.pk, to=other.committee, text="Thuộc xã bạn", by=by(office, later))
    assert (row.agency_id, row.state, row.transfers, row.handler_id) == (
        other.committee.pk,
        "received",
        1,
        None,
    )
    assert local(row.resolve_by) == "28/10 09:00"
    with pytest.raises(actions.SameAgency):
        actions.transfer(feedback_id=row.pk, to=other.committee, text="x", by=by(other, later))
    assert not list(verify())


def test_the_wait_for_the_sender_is_not_counted(office):
    row = sent(office)
    actions.ask(feedback_id=row.pk, text="Sảnh nào?", by=by(office))
    answered = MONDAY + timedelta(days=2)
    row = actions.supplement(feedback_id=row.pk, text="Sảnh tầng 1", by=By(None, answered))
    assert local(row.resolve_by) == "28/10 09:00"
    actions.ask(feedback_id=row.pk, text="Bóng nào?", by=by(office, answered))
    row = actions.supplement(feedback_id=row.pk, text="Cả dãy", by=By(None, answered + timedelta(days=1)))
    assert local(row.resolve_by) == "29/10 09:00"
    assert len(queries.waits(row)) == 2
    assert not list(verify())


def test_it_is_sent_back_with_a_reason_the_sender_reads(office):
    row = sent(office)
    row = actions.send_back(
        feedback_id=row.pk, reason=ReturnReason.OTHER_LAW, text="Là tố cáo", by=by(office)
    )
    assert (row.state, row.return_reason, row.due_at) == ("returned", "other_law", None)
    assert queries.said(row, "returned") == {"text": "Là tố cáo"}


def test_whoever_was_asked_has_time_to_answer(office):
    row = sent(office)
    actions.ask(feedback_id=row.pk, text="Sảnh nào?", by=by(office))
    said = {"feedback_id": row.pk, "reason": ReturnReason.NO_ANSWER, "text": "Không trả lời"}
    with pytest.raises(actions.StillTime):
        actions.send_back(by=by(office, MONDAY + timedelta(days=10)), **said)
    assert actions.send_back(by=by(office, MONDAY + timedelta(days=30)), **said).state == State.RETURNED


def test_an_answer_is_published_without_people(office):
    row = resolved(office)
    for words in (
        "Bà TRẦN  thị thử hỏi", "Gọi 0912345678", "Gọi 0912 345 678", "Viết cho thu@mau.example", "Viết a@b.vn",
    ):  # fmt: skip
        with pytest.raises(actions.PersonalDataLeft):
            actions.publish(feedback_id=row.pk, question=words, answer="Đã thay đèn.", by=by(office))
    row = actions.publish(feedback_id=row.pk, question="Đèn hỏng", answer="Đã thay 12 đèn.", by=by(office))
    assert list(queries.published()) == [row]
    assert queries.public_words(row).answer == "Đã thay 12 đèn."
    assert not list(verify())


def test_an_answer_may_stay_private(office):
    row = actions.withhold(feedback_id=resolved(office).pk, text="Chỉ liên quan một hộ", by=by(office))
    assert (row.state, list(queries.published())) == ("answered", [])


def test_liking_is_said_once(office):
    row = resolved(office)
    with pytest.raises(actions.AlreadyLiked):
        actions.like(feedback_id=row.pk, liking=Liking.LIKED, by=By(None, MONDAY))
    actions.withhold(feedback_id=row.pk, text="x", by=by(office))
    actions.like(feedback_id=row.pk, liking=Liking.DISLIKED, by=By(None, MONDAY))
    with pytest.raises(actions.AlreadyLiked):
        actions.like(feedback_id=row.pk, liking=Liking.LIKED, by=By(None, MONDAY))
    row.refresh_from_db()
    assert row.liking == "disliked"
    assert not list(verify())


def test_figures_count_what_was_late_or_disliked(office):
    day = MONDAY.astimezone(VIETNAM).date()
    late = sent(office)
    after = MONDAY + timedelta(days=40)
    actions.take_up(feedback_id=late.pk, by=by(office, after))
    actions.resolve(feedback_id=late.pk, answer="x", by=by(office, after))
    actions.withhold(feedback_id=late.pk, text="x", by=by(office, after))
    for _ in range(3):
        actions.publish(feedback_id=resolved(office).pk, question="a", answer="b", by=by(office))
    found = queries.figures(Feedback.objects.all(), day, day + timedelta(days=50))
    assert (found.answered, found.late, found.disliked, found.satisfied) == (4, 1, 0, 75.0)


DO = {
    Act.TAKE_UP: lambda pk, o, at: actions.take_up(feedback_id=pk, by=by(o, at)),
    Act.ASK: lambda pk, o, at: actions.ask(feedback_id=pk, text="?", by=by(o, at)),
    Act.SUPPLEMENT: lambda pk, o, at: actions.supplement(feedback_id=pk, text="!", by=By(None, at)),
    Act.TRANSFER: lambda pk, o, at: actions.transfer(feedback_id=pk, to=o.center, text="x", by=by(o, at)),
    Act.SEND_BACK: lambda pk, o, at: actions.send_back(
        feedback_id=pk, reason=ReturnReason.UNCLEAR, text="x", by=by(o, at)
    ),
    Act.RESOLVE: lambda pk, o, at: actions.resolve(feedback_id=pk, answer="x", by=by(o, at)),
    Act.PUBLISH: lambda pk, o, at: actions.publish(feedback_id=pk, question="a", answer="b", by=by(o, at)),
    Act.WITHHOLD: lambda pk, o, at: actions.withhold(feedback_id=pk, text="x", by=by(o, at)),
}
PATHS = {
    State.RECEIVED: [],
    State.HANDLING: [Act.TAKE_UP],
    State.WAITING: [Act.ASK],
    State.SUPPLEMENTED: [Act.ASK, Act.SUPPLEMENT],
    State.RETURNED: [Act.SEND_BACK],
    State.RESOLVED: [Act.TAKE_UP, Act.RESOLVE],
    State.PUBLISHED: [Act.TAKE_UP, Act.RESOLVE, Act.PUBLISH],
    State.ANSWERED: [Act.TAKE_UP, Act.RESOLVE, Act.WITHHOLD],
}


@pytest.mark.parametrize("state", list(State))
def test_no_act_but_those_of_the_table(office, state):
    row = sent(office)
    at = MONDAY
    for act in PATHS[state]:
        at += timedelta(minutes=1)
        DO[act](row.pk, office, at)
    row.refresh_from_db()
    assert row.state == state
    before, events = row.now(), len(log.of(row.subject))
    for act in set(Act) - set(rules.acts_from(state)):
        with pytest.raises(actions.NotNow):
            DO[act](row.pk, office, at)
    row.refresh_from_db()
    assert (row.now(), len(log.of(row.subject))) == (before, events)
    assert not list(verify())


def test_the_log_holds_no_words_and_no_people(office):
    row = resolved(office)
    for event in log.of(row.subject):
        for secret in (SAID.name, SAID.phone, SAID.email, SAID.title, "Đã thay", row.secret, row.pin):
            assert secret not in event.facts_json
    FeedbackStatement.objects.first().erase(at=MONDAY)
    assert not list(verify())


def test_tampering_shows(office):
    row = sent(office)
    Feedback.objects.filter(pk=row.pk).update(resolve_by=MONDAY + timedelta(days=90), state="published")
    assert {found.what for found in verify()} == {"resolve_by", "state"}
