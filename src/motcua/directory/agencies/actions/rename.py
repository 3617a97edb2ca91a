from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from motcua.directory.agencies.events import AgencyRenamed, OfficerRenamed
from motcua.directory.agencies.models import Agency, AgencyName, AgencyStatement, Officer, OfficerName
from motcua.directory.identity.refusal import Refused
from motcua.kernel.clock import VIETNAM
from motcua.kernel.events import log
from motcua.kernel.text import clean, fold


class NameNotYet(Refused):
    """Tên mới chỉ ghi được khi đã có hiệu lực; ngày đổi tên không được ở tương lai."""


@transaction.atomic
def rename_agency(
    *, agency: Agency, name: str, on: date, at: datetime, actor_id: int | None = None
) -> Agency:
    """The agency bears `name` from `on`; papers of days before keep the old one. Raises NameNotYet."""
    _refuse_future(on, at)
    AgencyName.objects.update_or_create(agency=agency, valid_from=on, defaults={"name": clean(name)})
    agency.name = agency.names.latest("valid_from").name
    agency.folded = fold(agency.name)
    agency.save(update_fields=["name", "folded"])
    subject = f"agency:{agency.pk}"
    said = AgencyStatement.write(subject=subject, purpose="name", body={"name": clean(name)})
    log.publish(
        AgencyRenamed(agency_id=agency.pk, valid_from=on.isoformat()),
        subject=subject,
        happened_at=at,
        actor_id=actor_id,
        agency_id=agency.pk,
        statements=[said],
    )
    return agency


@transaction.atomic
def rename_officer(
    *, officer: Officer, name: str, title: str, on: date, at: datetime, actor_id: int | None = None
) -> Officer:
    """The officer is called so from `on`; slips of days before keep the former name. Raises NameNotYet."""
    _refuse_future(on, at)
    called = {"name": clean(name), "title": clean(title)}
    OfficerName.objects.update_or_create(officer=officer, valid_from=on, defaults=called)
    latest = officer.names.latest("valid_from")
    officer.name, officer.title, officer.folded = latest.name, latest.title, fold(latest.name)
    officer.save(update_fields=["name", "title", "folded"])
    subject = f"officer:{officer.pk}"
    said = AgencyStatement.write(subject=subject, purpose="name", body=called)
    log.publish(
        OfficerRenamed(officer_id=officer.pk, valid_from=on.isoformat()),
        subject=subject,
        happened_at=at,
        actor_id=actor_id,
        statements=[said],
    )
    return officer


def _refuse_future(on: date, at: datetime) -> None:
    if on > at.astimezone(VIETNAM).date():
        raise NameNotYet
