from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from motcua.directory.agencies.actions.end_membership import end_memberships_of
from motcua.directory.agencies.events import AgencyEnded
from motcua.directory.agencies.models import (
    Agency,
    AgencyStatement,
    Counter,
    OneStop,
    ServicePoint,
    Succession,
)
from motcua.directory.agencies.queries import subtree_ids
from motcua.directory.identity.refusal import Refused
from motcua.kernel.events import log
from motcua.kernel.text import clean


class NotInForce(Refused):
    """Cơ quan kết thúc phải đang hoạt động đến trước ngày kế thừa."""


class HeirNotInForce(Refused):
    """Cơ quan kế thừa phải hoạt động vào ngày kế thừa, và không thuộc cơ quan kết thúc."""


@dataclass(frozen=True, kw_only=True)
class SuccessionTerms:
    """Which day, by what kind of change, by whose decision (number and date of the paper)."""

    kind: str
    on: date
    decision: str


@transaction.atomic
def record_succession(
    *,
    predecessors: Sequence[Agency],
    successors: Sequence[Agency],
    terms: SuccessionTerms,
    at: datetime,
    actor_id: int | None = None,
) -> None:
    """End agencies on a day and name who takes over: merger (many to one), split (one to many) or both.

    All that stands below an ended agency ends with it, and so do one-stops and roles there;
    a part with heirs of its own is recorded before its parent. Raises NotInForce and
    HeirNotInForce.
    """
    for agency in _fresh(predecessors):
        if not agency.valid_from < terms.on or not agency.is_valid_on(terms.on):
            raise NotInForce
        _check_heirs(agency, _fresh(successors), terms.on)
    for agency in predecessors:
        for below in Agency.objects.on(terms.on).filter(pk__in=subtree_ids(agency.pk)).order_by("-code"):
            _end(below, successors if below.pk == agency.pk else (), terms, at, actor_id)


def _fresh(agencies: Sequence[Agency]) -> list[Agency]:
    """The rows as they stand, held until the end of the transaction."""
    ids = [agency.pk for agency in agencies]
    return list(Agency.objects.select_for_update().filter(pk__in=ids).order_by("pk"))


def _check_heirs(agency: Agency, successors: Sequence[Agency], on: date) -> None:
    ended = subtree_ids(agency.pk)
    if not successors or any(not heir.is_valid_on(on) or heir.pk in ended for heir in successors):
        raise HeirNotInForce


def _end(
    agency: Agency, successors: Sequence[Agency], terms: SuccessionTerms, at: datetime, actor_id: int | None
) -> None:
    agency.valid_to = terms.on
    agency.save(update_fields=["valid_to"])
    for heir in successors:
        Succession.objects.create(
            predecessor=agency,
            successor=heir,
            kind=terms.kind,
            happened_on=terms.on,
            decision=clean(terms.decision),
        )
    _close_one_stop(agency, terms.on)
    end_memberships_of(agency=agency, on=terms.on, at=at, actor_id=actor_id)
    subject = f"agency:{agency.pk}"
    said = AgencyStatement.write(
        subject=subject, purpose="decision", body={"decision": clean(terms.decision)}
    )
    log.publish(
        AgencyEnded(
            agency_id=agency.pk,
            valid_to=terms.on.isoformat(),
            successor_ids=[heir.pk for heir in successors],
            succession=terms.kind,
        ),
        subject=subject,
        happened_at=at,
        actor_id=actor_id,
        agency_id=agency.pk,
        statements=[said],
    )


def _close_one_stop(agency: Agency, on: date) -> None:
    mine = OneStop.objects.on(on).filter(agency=agency)
    ids = list(mine.values_list("pk", flat=True))
    ServicePoint.objects.on(on).filter(one_stop_id__in=ids).update(valid_to=on)
    Counter.objects.on(on).filter(one_stop_id__in=ids).update(valid_to=on)
    OneStop.objects.filter(pk__in=ids).update(valid_to=on)
