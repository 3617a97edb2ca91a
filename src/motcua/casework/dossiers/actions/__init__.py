"""The verbs of a dossier: one function each, one transaction each."""

from motcua.casework.dossiers.actions.accept_dossier import accept_dossier
from motcua.casework.dossiers.actions.amend import amend
from motcua.casework.dossiers.actions.assigning import assign
from motcua.casework.dossiers.actions.change_process import change_process
from motcua.casework.dossiers.actions.consulting import answer, consult
from motcua.casework.dossiers.actions.delays import apologise, extend
from motcua.casework.dossiers.actions.draft_dossier import draft_dossier, revise_dossier
from motcua.casework.dossiers.actions.endings import (
    refuse_withdrawal,
    replace_pin,
    stop,
    undo_acceptance,
    withdraw,
)
from motcua.casework.dossiers.actions.going_back import recall, send_back
from motcua.casework.dossiers.actions.hand_over import approve, hand_over, take_over
from motcua.casework.dossiers.actions.payments import ask_payment, confirm_payment
from motcua.casework.dossiers.actions.receive_supplement import receive_supplement
from motcua.casework.dossiers.actions.recording import By, DossierRefusal, IllegalMove
from motcua.casework.dossiers.actions.refuse_dossier import refuse_dossier
from motcua.casework.dossiers.actions.reject_dossier import reject_dossier
from motcua.casework.dossiers.actions.request_supplement import request_supplement
from motcua.casework.dossiers.actions.results import deliver, record_result

__all__ = [
    "By",
    "DossierRefusal",
    "IllegalMove",
    "accept_dossier",
    "amend",
    "answer",
    "apologise",
    "approve",
    "ask_payment",
    "assign",
    "change_process",
    "confirm_payment",
    "consult",
    "deliver",
    "draft_dossier",
    "extend",
    "hand_over",
    "recall",
    "receive_supplement",
    "record_result",
    "refuse_dossier",
    "refuse_withdrawal",
    "reject_dossier",
    "replace_pin",
    "request_supplement",
    "revise_dossier",
    "send_back",
    "stop",
    "take_over",
    "undo_acceptance",
    "withdraw",
]
