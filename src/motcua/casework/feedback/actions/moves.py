"""The verbs of feedback between receipt and answer."""

from __future__ import annotations

from django.db import transaction

from motcua.casework.feedback import queries
from motcua.casework.feedback.actions.recording import By, dates, locked, say, state_fact
from motcua.casework.feedback.choices import WITH_ANSWER, Act, Fault, Liking, ReturnReason, State
from motcua.casework.feedback.events import AnswerLiked, FeedbackMoved
from motcua.casework.feedback.models import Feedback
from motcua.casework.feedback.rules import clocks, names_people, publish_due
from motcua.directory.agencies.calendars import calendar_of
from motcua.directory.agencies.models import Agency
from motcua.directory.identity.refusal import Refused
from motcua.kernel.calendar import Pause


class StillTime(Refused):
    """Chưa gửi trả được: người gửi còn thời gian để bổ sung."""


class SameAgency(Refused):
    """Phản ánh đang ở chính cơ quan này; hãy chọn cơ quan khác."""


class AlreadyLiked(Refused):
    """Ông/bà đã cho biết ý kiến về câu trả lời này, xin cảm ơn."""


class PersonalDataLeft(Refused):
    """Lời công khai còn tên, số điện thoại, số giấy tờ hoặc địa chỉ thư của người dân. Hãy bỏ rồi duyệt lại."""


# Working days the sender has to answer what was asked.
ANSWER_DAYS = 15


@transaction.atomic
def take_up(*, feedback_id: int, by: By) -> Feedback:
    """Somebody handles it from now on."""
    row = locked(feedback_id, Act.TAKE_UP)
    return state_fact(row, FeedbackMoved(act=Act.TAKE_UP.value), by)


@transaction.atomic
def ask(*, feedback_id: int, text: str, by: By) -> Feedback:
    """Ask the sender for what is missing; their answer is waited for, the time is not counted."""
    row = locked(feedback_id, Act.ASK)
    return state_fact(row, FeedbackMoved(act=Act.ASK.value), by, [say(row, "asked", {"text": text})])


@transaction.atomic
def supplement(*, feedback_id: int, text: str, by: By) -> Feedback:
    """The sender says more; the clock to resolve goes on, the waits taken out."""
    row = locked(feedback_id, Act.SUPPLEMENT)
    calendar = calendar_of(row.agency, by.at)
    found = clocks(row.clock_from, calendar, [*queries.waits(row), Pause(row.asked_at or by.at, by.at)])
    stated = FeedbackMoved(
        act=Act.SUPPLEMENT.value,
        resolve_by=found.resolve.due_at.isoformat(),
        calendar=dict(calendar.reference),
    )
    return state_fact(row, stated, by, [say(row, "supplement", {"text": text})])


@transaction.atomic
def transfer(*, feedback_id: int, to: Agency, text: str, by: By) -> Feedback:
    """Another agency answers; all clocks start again by its calendar. Raises SameAgency."""
    row = locked(feedback_id, Act.TRANSFER)
    if to.pk == row.agency_id:
        raise SameAgency
    calendar = calendar_of(to, by.at)
    stated = FeedbackMoved(
        act=Act.TRANSFER.value,
        to_agency_id=to.pk,
        calendar=dict(calendar.reference),
        **dates(clocks(by.at, calendar)),
    )
    return state_fact(row, stated, by, [say(row, "transfer", {"text": text})])


@transaction.atomic
def send_back(*, feedback_id: int, reason: ReturnReason, text: str, by: By) -> Feedback:
    """It is not answered here, and the sender reads why. Raises StillTime while they may still say more."""
    row = locked(feedback_id, Act.SEND_BACK)
    if row.state == State.WAITING and row.asked_at is not None:
        calendar = calendar_of(row.agency, by.at)
        if clocks(row.asked_at, calendar).resolve.due_at > by.at:
            raise StillTime
    stated = FeedbackMoved(act=Act.SEND_BACK.value, reason=reason.value)
    return state_fact(row, stated, by, [say(row, "returned", {"text": text})])


@transaction.atomic
def resolve(*, feedback_id: int, answer: str, by: By, fault: Fault = Fault.NONE) -> Feedback:
    """The answer stands; whether it is published is decided next.

    A fault of the agency is owned to here: its head owes an apology by the day on which the answer must be
    published. Law: NĐ 118/2025, Điều 23.2 (papers lost or spoilt), 38.2đ (conduct)
    """
    row = locked(feedback_id, Act.RESOLVE)
    calendar = calendar_of(row.agency, by.at)
    publish_by = publish_due(by.at, calendar).due_at.isoformat()
    stated = FeedbackMoved(
        act=Act.RESOLVE.value,
        publish_by=publish_by,
        fault=fault.value,
        apologise_by=publish_by if fault.value else "",
        calendar=dict(calendar.reference),
    )
    return state_fact(row, stated, by, [say(row, "answer", {"text": answer})])


@transaction.atomic
def publish(*, feedback_id: int, question: str, answer: str, by: By) -> Feedback:
    """Everybody may read question and answer, in words without personal data. Raises PersonalDataLeft."""
    row = locked(feedback_id, Act.PUBLISH)
    sender = queries.content(row)
    known = [str(sender.get(name, "")) for name in ("name", "phone", "email")]
    if names_people(question, *known) or names_people(answer, *known):
        raise PersonalDataLeft
    said = say(row, "public", {"question": question, "answer": answer})
    return state_fact(row, FeedbackMoved(act=Act.PUBLISH.value), by, [said])


@transaction.atomic
def withhold(*, feedback_id: int, text: str, by: By) -> Feedback:
    """The sender gets the answer, nobody else; the reason is kept."""
    row = locked(feedback_id, Act.WITHHOLD)
    stated = FeedbackMoved(act=Act.WITHHOLD.value)
    return state_fact(row, stated, by, [say(row, "withheld", {"text": text})])


@transaction.atomic
def like(*, feedback_id: int, liking: Liking, by: By) -> Feedback:
    """Whether the sender is content with the answer, once. Raises AlreadyLiked."""
    row = Feedback.objects.select_for_update(of=("self",)).get(pk=feedback_id)
    if row.state not in WITH_ANSWER or row.liking:
        raise AlreadyLiked
    return state_fact(row, AnswerLiked(liking=liking.value), by)
