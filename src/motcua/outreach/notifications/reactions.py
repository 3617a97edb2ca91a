"""What messages do about facts that dossiers state."""

from __future__ import annotations

from motcua.kernel import clock
from motcua.kernel.events.models import Event
from motcua.outreach.notifications import actions, mailing


def tell_applicant(event: Event) -> None:
    """The applicant hears of it: message rows now, letters and calls after them."""
    actions.tell_applicant(event=event, at=clock.now(), can_mail=mailing.can_mail())
