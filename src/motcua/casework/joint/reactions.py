"""What joint procedures do about facts of dossiers. Each may run again and changes nothing then."""

from __future__ import annotations

from motcua.casework.joint import actions
from motcua.kernel.events.models import Event


def follow(event: Event) -> None:
    """A dossier has moved or ended: its parts are opened, passed on or stopped; where it is one, its whole goes on."""
    dossier_id, at = int(event.subject_id), event.happened_at
    actions.end_part(dossier_id=dossier_id, at=at)
    actions.follow_whole(dossier_id=dossier_id, at=at)


def deliver_parts(event: Event) -> None:
    """A whole was handed out, and its parts with it."""
    actions.deliver_parts(dossier_id=int(event.subject_id), at=event.happened_at)
