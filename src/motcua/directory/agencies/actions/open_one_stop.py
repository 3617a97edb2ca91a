from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from motcua.directory.agencies.events import OneStopOpened
from motcua.directory.agencies.models import Agency, AgencyStatement, OneStop
from motcua.directory.identity.refusal import Refused
from motcua.kernel.events import log


class AlreadyOneStop(Refused):
    """Cơ quan này đã có Bộ phận Một cửa."""


class OpensOutsideLife(Refused):
    """Ngày mở phải nằm trong thời gian hoạt động của cơ quan."""


@dataclass(frozen=True, kw_only=True)
class NewOneStop:
    """A one-stop to open: the unit it is, the agency it is there for, its kind."""

    agency: Agency
    serves: Agency
    kind: str
    valid_from: date


@transaction.atomic
def open_one_stop(*, new: NewOneStop, at: datetime, actor_id: int | None = None) -> OneStop:
    """Open a one-stop under the name, telephone and address of its agency.

    Raises AlreadyOneStop and OpensOutsideLife.
    """
    agency = Agency.objects.select_for_update().get(pk=new.agency.pk)
    if OneStop.objects.filter(agency=agency).exists():
        raise AlreadyOneStop
    if not agency.is_valid_on(new.valid_from) or not new.serves.is_valid_on(new.valid_from):
        raise OpensOutsideLife
    one_stop = OneStop.objects.create(
        agency=agency,
        serves=new.serves,
        kind=new.kind,
        name=agency.name,
        phone=agency.phone,
        address=agency.address,
        valid_from=new.valid_from,
    )
    subject = f"agency:{agency.pk}"
    called = {name: getattr(one_stop, name) for name in ("name", "phone", "address")}
    said = AgencyStatement.write(subject=subject, purpose="one_stop", body=called)
    log.publish(
        OneStopOpened(
            one_stop_id=one_stop.pk, serves_id=new.serves.pk, valid_from=new.valid_from.isoformat()
        ),
        subject=subject,
        happened_at=at,
        actor_id=actor_id,
        agency_id=agency.pk,
        statements=[said],
    )
    return one_stop
