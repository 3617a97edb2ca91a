"""Before the day: plan, announce, collect questions, move the day or call it off."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from motcua.casework.dialogue.actions.recording import By, locked, refuse_people, state_fact
from motcua.casework.dialogue.choices import COMING, State
from motcua.casework.dialogue.events import (
    DialogueAnnounced,
    DialogueCancelled,
    DialoguePlanned,
    DialoguePostponed,
    QuestionAsked,
)
from motcua.casework.dialogue.models import Dialogue, Question
from motcua.casework.dialogue.queries import moves_of
from motcua.directory.agencies.models import Agency
from motcua.directory.identity.refusal import Refused


class PastDay(Refused):
    """Ngày đối thoại đã qua; hãy chọn hôm nay hoặc một ngày sau."""


class SameDay(Refused):
    """Ngày mới trùng ngày đã định; hãy chọn ngày khác, hoặc ghi địa điểm, giờ mới."""


class QuestionsClosed(Refused):
    """Hội nghị này không nhận câu hỏi gửi trước nữa."""


@dataclass(frozen=True)
class Plan:
    """Which commune, on which day, where, about what."""

    agency: Agency
    held_on: date
    place: str
    topics: str


@dataclass(frozen=True)
class Asked:
    """A resident's question; how to reach them is read by the agency alone, to tell of another day."""

    text: str
    name: str = ""
    email: str = ""
    phone: str = ""


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
    row.state, row.is_announced = State.ANNOUNCED.value, True
    row.save(update_fields=["state", "is_announced"])
    state_fact(row, DialogueAnnounced(), by)
    return row


@transaction.atomic
def postpone(*, dialogue_id: int, held_on: date, place: str, reason: str, by: By) -> Dialogue:
    """It is held on another day, or elsewhere that day. Raises NotNow, PastDay, SameDay, PersonalDataLeft."""
    row = locked(dialogue_id, *COMING)
    if held_on < by.day:
        raise PastDay
    if held_on == row.held_on and not place:
        raise SameDay
    refuse_people(row, reason, place)
    stated = DialoguePostponed(
        was_on=row.held_on.isoformat(), held_on=held_on.isoformat(), number=len(moves_of(row)) + 1
    )
    row.held_on = held_on
    row.save(update_fields=["held_on"])
    state_fact(row, stated, by, "postpone", place=place, reason=reason)
    return row


@transaction.atomic
def cancel(*, dialogue_id: int, reason: str, by: By) -> Dialogue:
    """It is not held; who knew of it reads why. Raises NotNow, PersonalDataLeft."""
    row = locked(dialogue_id, *COMING)
    refuse_people(row, reason)
    row.state = State.CANCELLED.value
    row.save(update_fields=["state"])
    state_fact(row, DialogueCancelled(), by, "cancel", reason=reason)
    return row


@transaction.atomic
def ask(*, dialogue_id: int, asked: Asked, by: By) -> Question:
    """A resident's question, read by the agency alone. Raises NotNow, QuestionsClosed."""
    row = locked(dialogue_id, State.ANNOUNCED)
    if not row.takes_questions(by.day):
        raise QuestionsClosed
    found = Question.objects.create(dialogue=row, number=row.questions.count() + 1)
    reached = {name: way for name, way in (("email", asked.email), ("phone", asked.phone)) if way}
    said = {"text": asked.text, "name": asked.name} | reached
    state_fact(row, QuestionAsked(number=found.number), by, "question", **said)
    return found
