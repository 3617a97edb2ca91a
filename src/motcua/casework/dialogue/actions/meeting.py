"""From the day on: minutes, answers for everybody, promises and how they are kept."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from motcua.casework.dialogue import queries
from motcua.casework.dialogue.actions.recording import By, NotNow, locked, state_fact
from motcua.casework.dialogue.choices import State
from motcua.casework.dialogue.events import DialogueHeld, PromiseKept, PromiseMade, QuestionAnswered
from motcua.casework.dialogue.models import Dialogue, Promise
from motcua.casework.feedback.rules import names_people
from motcua.directory.agencies.models import Agency
from motcua.directory.identity.refusal import Refused


class NotYet(Refused):
    """Chưa đến ngày đối thoại nên chưa ghi biên bản được."""


class NoSuchNumber(Refused):
    """Không có số này, hãy chọn lại trong danh sách."""


class PastDue(Refused):
    """Hạn của lời hứa đã qua; hãy chọn hôm nay hoặc một ngày sau."""


class PersonalDataLeft(Refused):
    """Lời công khai còn tên, số điện thoại, số giấy tờ hoặc địa chỉ thư của người dân. Hãy bỏ rồi ghi lại."""


@transaction.atomic
def record_minutes(*, dialogue_id: int, text: str, by: By) -> Dialogue:
    """What was said on the day, for everybody. Raises NotNow, NotYet, PersonalDataLeft."""
    row = locked(dialogue_id, State.ANNOUNCED)
    if by.day < row.held_on:
        raise NotYet
    _refuse_people(row, text)
    row.state = State.HELD.value
    row.save(update_fields=["state"])
    state_fact(row, DialogueHeld(), by, "minutes", text=text)
    return row


@transaction.atomic
def answer(*, dialogue_id: int, number: int, question: str, text: str, by: By) -> Dialogue:
    """Everybody reads a question and its answer. Raises NotNow, NoSuchNumber, PersonalDataLeft."""
    row = locked(dialogue_id, State.ANNOUNCED, State.HELD)
    asked = row.questions.filter(number=number).first()
    if asked is None:
        raise NoSuchNumber
    _refuse_people(row, question, text)
    asked.is_public = True
    asked.save(update_fields=["is_public"])
    state_fact(row, QuestionAnswered(number=number), by, "answer", question=question, text=text)
    return row


@transaction.atomic
def promise(*, dialogue_id: int, text: str, owner: Agency, due_on: date, by: By) -> Promise:
    """The leaders promised it. Raises NotNow, PastDue, PersonalDataLeft."""
    row = locked(dialogue_id, State.HELD)
    if due_on < by.day:
        raise PastDue
    _refuse_people(row, text)
    made = Promise.objects.create(dialogue=row, number=row.promises.count() + 1, owner=owner, due_on=due_on)
    stated = PromiseMade(number=made.number, owner_id=owner.pk, due_on=due_on.isoformat())
    state_fact(row, stated, by, "promise", text=text)
    return made


@transaction.atomic
def keep(*, dialogue_id: int, number: int, text: str, by: By) -> Promise:
    """What was promised is done, and how. Raises NoSuchNumber, NotNow when it was said before."""
    row = locked(dialogue_id, State.HELD)
    made = row.promises.filter(number=number).first()
    if made is None:
        raise NoSuchNumber
    if made.kept_on is not None:
        raise NotNow
    _refuse_people(row, text)
    made.kept_on = by.day
    made.save(update_fields=["kept_on"])
    state_fact(row, PromiseKept(number=number, kept_on=by.day.isoformat()), by, "kept", text=text)
    return made


def _refuse_people(row: Dialogue, *texts: str) -> None:
    """Words for everybody name none of those who asked, and hold no long number or address."""
    said = queries.words_of(row)
    known = [body.get("name", "") for (purpose, _number), body in said.items() if purpose == "question"]
    if any(names_people(text, *known) for text in texts):
        raise PersonalDataLeft
