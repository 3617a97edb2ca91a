"""The verbs that put right what was done wrong: one function each, one transaction each."""

from motcua.casework.mending.actions.corrections import (
    confirm_wrong,
    correct_result,
    deliver_corrected,
    dismiss_wrong,
    report_wrong,
)
from motcua.casework.mending.actions.new_calendar import move_corrections

__all__ = [
    "confirm_wrong",
    "correct_result",
    "deliver_corrected",
    "dismiss_wrong",
    "move_corrections",
    "report_wrong",
]
