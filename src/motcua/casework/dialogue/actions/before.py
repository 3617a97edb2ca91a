"""Before the day: plan, announce, collect questions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from motcua.casework.dialogue.actions.recording import By, locked, state_fact
from motcua.casework.dialogue.choices import State
from motcua.casework.dialogue.events import DialogueAnnounced, DialoguePlanned, QuestionAsked
from motcua.casework.dialogue.models import Dialogue, Question
from motcua.directory.agencies.models import Agency
from motcua.directory.identity.refusal import Refused


class PastDay(Refused):
    """Ngày đối thoại đã qua; hãy chọn hôm nay hoặc một ngày sau."""


class QuestionsClosed(Refused):
    """Hội nghị này không nhận câu hỏi gửi trước nữa."""


@dataclass(frozen=True)
class Plan:
    """Which commune, on which day, where, about what."""

    agency: Agency
    held_on: date
    place: str
    topics: str


@transaction.atomic
def plan(*, new: Plan, by: By) -> Dialogue:
    """A dialogue is meant to be held. Raises PastDay."""
    if new.held_on < by.day:
        raise PastDay
    row = Dialogue.objects.create(agency=new.agency, state=State.PLANNED.value, held_on=new.held_on)
    stated = DialoguePlanned(of_agency_id=new.agency.pk, held_on=new.held_on.isoformat())
    state_fact(row, stated, by, "plan", place=new.place, topics=new.topics)
    return row


@transaction.atomic
def announce(*, dialogue_id: int, by: By) -> Dialogue:
    """Everybody may read of it and send questions. Raises NotNow, PastDay."""
    row = locked(dialogue_id, State.PLANNED)
    if row.held_on < by.day:
        raise PastDay
    row.state = State.ANNOUNCED.value
    row.save(update_fields=["state"])
    state_fact(row, DialogueAnnounced(), by)
    return row


@transaction.atomic
def ask(*, dialogue_id: int, text: str, name: str, by: By) -> Question:
    """A resident's question, read by the agency alone. Raises NotNow, QuestionsClosed."""
    row = locked(dialogue_id, State.ANNOUNCED)
    if not row.takes_questions(by.day):
        raise QuestionsClosed
    found = Question.objects.create(dialogue=row, number=row.questions.count() + 1)
    state_fact(row, QuestionAsked(number=found.number), by, "question", text=text, name=name)
    return found
