from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from motcua.directory.agencies.events import AgencyCreated
from motcua.directory.agencies.models import Agency, AgencyName, AgencyStatement
from motcua.directory.agencies.rules import is_new_code, is_old_code
from motcua.directory.identity.refusal import Refused
from motcua.directory.units.models import Unit
from motcua.kernel.events import log
from motcua.kernel.text import clean, fold


class CodeTaken(Refused):
    """Mã định danh này đã cấp cho một cơ quan khác."""


class CodeUnfit(Refused):
    """Mã định danh không đúng dạng: chữ cái đầu và các nhóm ngăn bằng dấu chấm, ví dụ H27.05; mã cũ dạng 000.00.05.H27."""


class ParentEnded(Refused):
    """Cơ quan cấp trên không hoạt động vào ngày thành lập."""


@dataclass(frozen=True, kw_only=True)
class NewAgency:
    """What must be known of an agency to enter it."""

    code: str
    name: str
    level: str
    kind: str
    valid_from: date
    old_code: str = ""
    code_is_provisional: bool = False
    parent: Agency | None = None
    unit: Unit | None = None
    phone: str = ""
    address: str = ""


@transaction.atomic
def create_agency(*, new: NewAgency, at: datetime, actor_id: int | None = None) -> Agency:
    """Enter an agency. Raises CodeUnfit, CodeTaken and ParentEnded."""
    if not is_new_code(new.code) or (new.old_code and not is_old_code(new.old_code)):
        raise CodeUnfit
    if Agency.objects.filter(code=new.code).exists():
        raise CodeTaken
    if new.parent is not None and not Agency.objects.on(new.valid_from).filter(pk=new.parent.pk).exists():
        raise ParentEnded
    name = clean(new.name)
    agency = Agency.objects.create(
        code=new.code,
        code_is_provisional=new.code_is_provisional,
        old_code=new.old_code,
        name=name,
        folded=fold(name),
        level=new.level,
        kind=new.kind,
        parent=new.parent,
        unit=new.unit,
        phone=clean(new.phone),
        address=clean(new.address),
        valid_from=new.valid_from,
    )
    AgencyName.objects.create(agency=agency, name=name, valid_from=new.valid_from)
    _state(agency, at, actor_id)
    return agency


def _state(agency: Agency, at: datetime, actor_id: int | None) -> None:
    subject = f"agency:{agency.pk}"
    said = AgencyStatement.write(subject=subject, purpose="name", body={"name": agency.name})
    log.publish(
        AgencyCreated(
            agency_id=agency.pk,
            code=agency.code,
            parent_id=agency.parent_id,
            valid_from=agency.valid_from.isoformat(),
        ),
        subject=subject,
        happened_at=at,
        actor_id=actor_id,
        agency_id=agency.pk,
        statements=[said],
    )
