"""What follows for followers from facts of a hall and of feedback."""

from __future__ import annotations

from motcua.kernel import clock
from motcua.kernel.events.models import Event
from motcua.outreach.followers import actions, carriers


def tell_follower(event: Event) -> None:
    """Whoever left an address or a number hears of it."""
    actions.put_down(event=event, at=clock.now(), can_mail=carriers.can_mail(), can_text=carriers.can_text())
