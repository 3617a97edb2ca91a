from __future__ import annotations

from datetime import datetime

from motcua.directory.applicants.mask import mask_email
from motcua.outreach.notifications.models import FakeMail
from motcua.outreach.notifications.ports import Mail


def keep_fake_mail(*, mail: Mail, at: datetime) -> None:
    """Keep a letter for the screen, its address masked; the same letter again changes nothing."""
    kept = {
        "masked_to": mask_email(mail.to)[:140],
        "title": mail.subject[:200],
        "text": mail.text,
        "kept_at": at,
    }
    FakeMail.objects.get_or_create(key=mail.key, defaults=kept)
