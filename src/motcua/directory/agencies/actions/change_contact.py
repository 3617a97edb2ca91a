from __future__ import annotations

from datetime import datetime

from django.db import transaction

from motcua.directory.agencies.events import ContactChanged
from motcua.directory.agencies.models import Agency, OneStop
from motcua.kernel.events import log
from motcua.kernel.text import clean


@transaction.atomic
def change_contact(
    *, agency: Agency, phone: str, address: str, at: datetime, actor_id: int | None = None
) -> Agency:
    """Correct where and how an agency is reached; its one-stop has the same telephone and address."""
    agency.phone, agency.address = clean(phone), clean(address)
    agency.save(update_fields=["phone", "address"])
    OneStop.objects.filter(agency=agency).update(phone=agency.phone, address=agency.address)
    log.publish(
        ContactChanged(agency_id=agency.pk),
        subject=f"agency:{agency.pk}",
        happened_at=at,
        actor_id=actor_id,
        agency_id=agency.pk,
    )
    return agency
