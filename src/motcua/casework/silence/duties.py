"""What the worker does as limits pass."""

from __future__ import annotations

from datetime import timedelta

from motcua.casework.silence.actions import note_silences
from motcua.kernel.events.periodic import Duty, register


def install() -> None:
    """Called once when the app is ready."""
    register(Duty("silence.note", timedelta(minutes=1), note_silences))
