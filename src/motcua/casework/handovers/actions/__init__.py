"""The verbs of paper on its way: one function each, one transaction each."""

from motcua.casework.handovers.actions.make_list import dispatch_list, make_list, withdraw_list
from motcua.casework.handovers.actions.owe_paper import drop_papers, drop_result, owe_papers, owe_result
from motcua.casework.handovers.actions.receive_list import close_list, receive
from motcua.casework.handovers.actions.recording import HandOverRefusal

__all__ = [
    "HandOverRefusal",
    "close_list",
    "dispatch_list",
    "drop_papers",
    "drop_result",
    "make_list",
    "owe_papers",
    "owe_result",
    "receive",
    "withdraw_list",
]
