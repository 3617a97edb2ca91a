"""What paper does about facts of dossiers. Each may run again and changes nothing then."""

from __future__ import annotations

from motcua.casework.handovers import actions
from motcua.kernel.events.models import Event


def owe_papers(event: Event) -> None:
    """Accepted for an agency elsewhere: the papers have to go there."""
    actions.owe_papers(dossier_id=int(event.subject_id), event_id=event.pk, at=event.happened_at)


def owe_result(event: Event) -> None:
    """A result is there, or is wanted on paper now: it returns to the counter."""
    actions.owe_result(dossier_id=int(event.subject_id), event_id=event.pk, at=event.happened_at)


def drop_papers(event: Event) -> None:
    """Nobody deals with the dossier any more: its papers need not go."""
    actions.drop_papers(dossier_id=int(event.subject_id), at=event.happened_at)
