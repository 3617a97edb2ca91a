"""Telling those who asked: put down, letters, calls."""

from motcua.outreach.askers.actions.mark_called import CalledAlready, mark_called
from motcua.outreach.askers.actions.send_letters import send_letters
from motcua.outreach.askers.actions.tell_askers import tell_askers

__all__ = ["CalledAlready", "mark_called", "send_letters", "tell_askers"]
