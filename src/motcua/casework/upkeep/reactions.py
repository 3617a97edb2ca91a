"""What dossiers do about facts that others state."""

from __future__ import annotations

from motcua.casework.mending import actions as mending
from motcua.casework.upkeep.actions.recompute_due_dates import plan_recomputation
from motcua.kernel.events.models import Event


def recompute_due_dates(event: Event) -> None:
    """A calendar changed: running dossiers are looked at again, portion by portion, by a duty of the worker."""
    plan_recomputation(event_id=event.pk)


def move_corrections(event: Event) -> None:
    """A calendar changed: the few corrections that are open follow it at once."""
    mending.move_corrections(event.happened_at)
