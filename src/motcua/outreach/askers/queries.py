"""The read side: who is to be told, what they are told, what waits."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Max, QuerySet

from motcua.casework.dialogue import queries as dialogues
from motcua.casework.dialogue.models import Dialogue
from motcua.outreach.askers.choices import State, Way
from motcua.outreach.askers.models import Notice
from motcua.outreach.askers.rules import Contact, contacts_in


@dataclass(frozen=True)
class Call:
    """One person to be called."""

    notice: Notice
    name: str
    phone: str


def contacts_of(row: Dialogue) -> list[Contact]:
    """Everybody who asked something of a dialogue, with how to reach them."""
    said = dialogues.words_of(row)
    return contacts_in({number: body for (purpose, number), body in said.items() if purpose == "question"})


def question_of(notice: Notice) -> dict[str, Any]:
    """What the asker said of themselves and asked; empty once erased."""
    return dialogues.words_of(notice.dialogue).get(("question", notice.number), {})


def due_letters(at: datetime) -> QuerySet[Notice]:
    """Letters that may go now, the oldest first."""
    waiting = Notice.objects.filter(state=State.WAITING.value, way=Way.EMAIL.value, next_at__lte=at)
    return waiting.select_related("dialogue__agency").order_by("next_at", "id")


def calls_of(row: Dialogue) -> list[Call]:
    """Who is to be called about a dialogue."""
    waiting = Notice.objects.filter(dialogue=row, state=State.WAITING.value, way=Way.PHONE.value)
    said = dialogues.words_of(row)
    asked = [(one, said.get(("question", one.number), {})) for one in waiting]
    return [Call(one, body.get("name", ""), body.get("phone", "")) for one, body in asked]


def told_of(row: Dialogue) -> dict[str, int]:
    """How many notices of the newest change are in which state; whom nobody can reach counts as `none`."""
    newest = Notice.objects.filter(dialogue=row).aggregate(newest=Max("event_id"))["newest"]
    notices = Notice.objects.filter(dialogue=row, event_id=newest)
    instead = {one.number for one in notices if one.way == Way.PHONE}
    counted = [one for one in notices if one.way != Way.EMAIL or one.number not in instead]
    return dict(Counter("none" if one.way == Way.NONE else one.state for one in counted))
