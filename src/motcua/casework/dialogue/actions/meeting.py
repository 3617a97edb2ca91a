"""What was said: minutes and answers, for everybody."""

from __future__ import annotations

from django.db import transaction

from motcua.casework.dialogue.actions.recording import By, NoSuchNumber, locked, refuse_people, state_fact
from motcua.casework.dialogue.choices import State
from motcua.casework.dialogue.events import DialogueHeld, QuestionAnswered
from motcua.casework.dialogue.models import Dialogue
from motcua.directory.identity.refusal import Refused


class NotYet(Refused):
    """Chưa đến ngày đối thoại nên chưa ghi biên bản được."""


@transaction.atomic
def record_minutes(*, dialogue_id: int, text: str, by: By) -> Dialogue:
    """What was said on the day, for everybody. Raises NotNow, NotYet, PersonalDataLeft."""
    row = locked(dialogue_id, State.ANNOUNCED)
    if by.day < row.held_on:
        raise NotYet
    refuse_people(row, text)
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
    refuse_people(row, question, text)
    asked.is_public = True
    asked.save(update_fields=["is_public"])
    state_fact(row, QuestionAnswered(number=number), by, "answer", question=question, text=text)
    return row
