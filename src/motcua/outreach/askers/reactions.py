"""What follows for those who asked from facts of a dialogue."""

from __future__ import annotations

from motcua.kernel import clock
from motcua.kernel.events.models import Event
from motcua.outreach.askers import actions
from motcua.outreach.notifications import mailing


def tell_askers(event: Event) -> None:
    """Whoever sent a question hears of another day, or that there is none."""
    actions.tell_askers(event=event, at=clock.now(), can_mail=mailing.can_mail())
