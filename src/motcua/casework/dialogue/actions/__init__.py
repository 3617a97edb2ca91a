"""The verbs of dialogues: one function each, one transaction each."""

from motcua.casework.dialogue.actions.before import (
    Asked,
    PastDay,
    Plan,
    QuestionsClosed,
    SameDay,
    announce,
    ask,
    cancel,
    plan,
    postpone,
)
from motcua.casework.dialogue.actions.meeting import NotYet, answer, record_minutes
from motcua.casework.dialogue.actions.promises import NotTheirs, PastDue, Promised, assign, keep, promise
from motcua.casework.dialogue.actions.recording import By, NoSuchNumber, NotNow, PersonalDataLeft

__all__ = [
    "Asked",
    "By",
    "NoSuchNumber",
    "NotNow",
    "NotTheirs",
    "NotYet",
    "PastDay",
    "PastDue",
    "PersonalDataLeft",
    "Plan",
    "Promised",
    "QuestionsClosed",
    "SameDay",
    "announce",
    "answer",
    "ask",
    "assign",
    "cancel",
    "keep",
    "plan",
    "postpone",
    "promise",
    "record_minutes",
]
