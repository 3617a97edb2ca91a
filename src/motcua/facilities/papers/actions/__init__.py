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

__all__ = [
    "AlreadyWithdrawn",
    "By",
    "NewPaper",
    "PaperIdReused",
    "add_held",
    "add_paper",
    "forget_held",
    "hold_file",
    "take_in",
    "withdraw_paper",
]
