from __future__ import annotations

from datetime import datetime

from django.db import transaction

from motcua.casework.dossiers.models import Dossier
from motcua.kernel.events import log
from motcua.outreach.notifications.events import MailAllowed, MailRefused
from motcua.outreach.notifications.models import MailRefusal
from motcua.outreach.notifications.models.message import notice_subject


@transaction.atomic
def refuse_mail(*, dossier: Dossier, officer_id: int, at: datetime) -> None:
    """Enter that the people of a dossier want no letters by e-mail; from now on they are called.

    Law: Luật 91/2025/QH15: whoever is written to may object at any time.
    """
    _, is_new = MailRefusal.objects.get_or_create(subject=dossier.subject)
    if is_new:
        _state(MailRefused(), dossier, officer_id, at)


@transaction.atomic
def allow_mail(*, dossier: Dossier, officer_id: int, at: datetime) -> None:
    """Take the refusal back, at the wish of the people."""
    gone, _ = MailRefusal.objects.filter(subject=dossier.subject).delete()
    if gone:
        _state(MailAllowed(), dossier, officer_id, at)


def _state(fact: MailRefused | MailAllowed, dossier: Dossier, officer_id: int, at: datetime) -> None:
    log.publish(
        fact,
        subject=notice_subject(dossier.pk),
        happened_at=at,
        actor_id=officer_id,
        agency_id=dossier.receiving_agency_id,
    )
