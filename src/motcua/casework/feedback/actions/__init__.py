"""The verbs of feedback: one function each, one transaction each."""

from motcua.casework.feedback.actions.apologise import NothingToApologise, apologise
from motcua.casework.feedback.actions.moves import (
    AlreadyLiked,
    PersonalDataLeft,
    SameAgency,
    StillTime,
    ask,
    like,
    publish,
    resolve,
    send_back,
    supplement,
    take_up,
    transfer,
    withhold,
)
from motcua.casework.feedback.actions.receive import Addressed, Said, count_referral, receive_feedback
from motcua.casework.feedback.actions.recording import By, NotNow

__all__ = [
    "Addressed",
    "AlreadyLiked",
    "By",
    "NotNow",
    "NothingToApologise",
    "PersonalDataLeft",
    "Said",
    "SameAgency",
    "StillTime",
    "apologise",
    "ask",
    "count_referral",
    "like",
    "publish",
    "receive_feedback",
    "resolve",
    "send_back",
    "supplement",
    "take_up",
    "transfer",
    "withhold",
]
