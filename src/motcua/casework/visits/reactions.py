"""What follows when a dossier was taken in. Runs again without effect."""

from __future__ import annotations

from motcua.casework.visits import actions
from motcua.kernel.events.models import Event


def link_visit(event: Event) -> None:
    """Accepted while a number was being served: both are one visit."""
    if event.actor_id is not None:
        actions.link_visit(dossier_id=int(event.subject_id), officer_id=event.actor_id, at=event.happened_at)
