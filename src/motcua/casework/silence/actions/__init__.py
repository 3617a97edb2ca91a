"""An opinion that stays out: the machine notes it, the agency that leads tells the one-stop."""

from motcua.casework.silence.actions.note_silence import note_silences
from motcua.casework.silence.actions.tell_one_stop import AlreadyTold, NotSilent, tell_one_stop

__all__ = ["AlreadyTold", "NotSilent", "note_silences", "tell_one_stop"]
