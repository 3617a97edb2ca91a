"""The verbs of dialogues: one function each, one transaction each."""

from motcua.casework.dialogue.actions.before import PastDay, Plan, QuestionsClosed, announce, ask, plan
from motcua.casework.dialogue.actions.meeting import (
    NoSuchNumber,
    NotYet,
    PastDue,
    PersonalDataLeft,
    answer,
    keep,
    promise,
    record_minutes,
)
from motcua.casework.dialogue.actions.recording import By, NotNow

__all__ = [
    "By",
    "NoSuchNumber",
    "NotNow",
    "NotYet",
    "PastDay",
    "PastDue",
    "PersonalDataLeft",
    "Plan",
    "QuestionsClosed",
    "announce",
    "answer",
    "ask",
    "keep",
    "plan",
    "promise",
    "record_minutes",
]
