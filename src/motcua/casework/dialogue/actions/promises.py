"""What leaders promised: who answers for it, who sees to it, how it was kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from motcua.casework.dialogue.actions.recording import (
    By,
    NoSuchNumber,
    NotNow,
    locked,
    refuse_people,
    state_fact,
)
from motcua.casework.dialogue.choices import State
from motcua.casework.dialogue.events import PromiseAssigned, PromiseKept, PromiseMade
from motcua.casework.dialogue.models import Dialogue, Promise
from motcua.casework.dialogue.queries import people_for
from motcua.casework.dialogue.rules import Person
from motcua.directory.agencies.models import Agency
from motcua.directory.identity.refusal import Refused


class PastDue(Refused):
    """Hạn của lời hứa đã qua; hãy chọn hôm nay hoặc một ngày sau."""


class NotTheirs(Refused):
    """Người được giao không làm việc ở cơ quan chịu trách nhiệm; hãy chọn lại, hoặc để trống."""


@dataclass(frozen=True)
class Promised:
    """What is to be done, which agency answers for it, until when; and who there sees to it."""

    text: str
    owner: Agency
    due_on: date
    person: Person | None = None


@transaction.atomic
def promise(*, dialogue_id: int, new: Promised, by: By) -> Promise:
    """The leaders promised it. Raises NotNow, PastDue, NotTheirs, PersonalDataLeft."""
    row = locked(dialogue_id, State.HELD)
    if new.due_on < by.day:
        raise PastDue
    refuse_people(row, new.text)
    number = row.promises.count() + 1
    made = Promise.objects.create(dialogue=row, number=number, owner=new.owner, due_on=new.due_on)
    stated = PromiseMade(number=number, owner_id=new.owner.pk, due_on=new.due_on.isoformat())
    state_fact(row, stated, by, "promise", text=new.text)
    if new.person is not None:
        _give(row, made, new.person, by)
    return made


@transaction.atomic
def assign(*, dialogue_id: int, number: int, person: Person, by: By) -> Promise:
    """Somebody of the owning agency sees to it from now on. Raises NotNow, NoSuchNumber, NotTheirs."""
    row = locked(dialogue_id, State.HELD)
    made = _open(row, number)
    _give(row, made, person, by)
    return made


@transaction.atomic
def keep(*, dialogue_id: int, number: int, text: str, by: By) -> Promise:
    """What was promised is done, and how. Raises NoSuchNumber, NotNow when it was said before."""
    row = locked(dialogue_id, State.HELD)
    made = _open(row, number)
    refuse_people(row, text)
    made.kept_on = by.day
    made.save(update_fields=["kept_on"])
    state_fact(row, PromiseKept(number=number, kept_on=by.day.isoformat()), by, "kept", text=text)
    return made


def _open(row: Dialogue, number: int) -> Promise:
    """A promise that is not kept yet."""
    made = row.promises.select_related("owner").filter(number=number).first()
    if made is None:
        raise NoSuchNumber
    if made.kept_on is not None:
        raise NotNow
    return made


def _give(row: Dialogue, made: Promise, person: Person, by: By) -> None:
    if person not in people_for([made.owner], by.day):
        raise NotTheirs
    made.role, made.officer_id = person.role, person.officer_id
    made.save(update_fields=["role", "officer"])
    stated = PromiseAssigned(number=made.number, role=person.role, officer_id=person.officer_id)
    state_fact(row, stated, by)
