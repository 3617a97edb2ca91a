"""The write side of papers."""

from motcua.facilities.papers.actions.holding import add_held, forget_held, hold_file
from motcua.facilities.papers.actions.papers import (
    AlreadyWithdrawn,
    By,
    NewPaper,
    PaperIdReused,
    add_paper,
    take_in,
    withdraw_paper,
)
from motcua.facilities.papers.actions.slip_texts import (
    BadSlipTexts,
    NoDecision,
    NothingToPublish,
    ValidInThePast,
    draft_slip_texts,
    publish_slip_texts,
)

__all__ = [
    "AlreadyWithdrawn",
    "BadSlipTexts",
    "By",
    "NewPaper",
    "NoDecision",
    "NothingToPublish",
    "PaperIdReused",
    "ValidInThePast",
    "add_held",
    "add_paper",
    "draft_slip_texts",
    "forget_held",
    "hold_file",
    "publish_slip_texts",
    "take_in",
    "withdraw_paper",
]
