"""An agency offers a procedure, on its own terms where the law leaves room."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from motcua.directory.procedures import queries
from motcua.directory.procedures.events import OfferEnded, OfferMade
from motcua.directory.procedures.models import Offer, Procedure, ProcedureStatement
from motcua.directory.procedures.rules.limits import Limit, exact_number, is_within
from motcua.kernel.clock import VIETNAM
from motcua.kernel.events import log


class OfferRefused(Exception):
    """Không áp dụng được thủ tục này."""

    def __str__(self) -> str:
        return self.__doc__ or ""


class NothingInForce(OfferRefused):
    """Thủ tục không có phiên bản nào còn hiệu lực từ ngày áp dụng."""


class LimitTooLong(OfferRefused):
    """Thời hạn tại cơ quan chỉ được ngắn hơn thời hạn theo quy định."""


class LimitNotComparable(OfferRefused):
    """Thời hạn tại cơ quan phải cùng loại đơn vị với thời hạn theo quy định (ngày làm việc và giờ, hoặc ngày và tháng)."""


class StartsInThePast(OfferRefused):
    """Ngày bắt đầu áp dụng không được ở trước hôm nay."""


@dataclass(frozen=True, kw_only=True)
class OfferTerms:
    """What an agency sets itself; None and "" mean: as published."""

    limit: Limit | None = None
    fee_vnd: int | None = None
    fee_note: str = ""
    contact: str = ""
    starts_on: date | None = None


@transaction.atomic
def offer_procedure(
    *, agency_id: int, procedure_id: int, terms: OfferTerms, at: datetime, actor_id: int | None = None
) -> Offer:
    """Offer a procedure from a day on; terms in force until then end that day.

    A limit equal to the published one counts as none of its own. Raises OfferRefused and
    its kinds.
    """
    today = at.astimezone(VIETNAM).date()
    starts_on = terms.starts_on or today
    if starts_on < today:
        raise StartsInThePast
    procedure = Procedure.objects.select_for_update().get(pk=procedure_id)
    limit = _own_limit(procedure, terms.limit, starts_on)
    for open_offer in Offer.objects.filter(agency_id=agency_id, procedure=procedure, valid_to__isnull=True):
        _end(open_offer, max(starts_on, open_offer.valid_from), at, actor_id)
    offer = Offer.objects.create(
        agency_id=agency_id,
        procedure=procedure,
        limit_value=limit.value if limit else None,
        limit_unit=limit.unit if limit else "",
        fee_vnd=terms.fee_vnd,
        fee_note=terms.fee_note,
        contact=terms.contact,
        valid_from=starts_on,
    )
    _state_made(offer, at, actor_id)
    return offer


@transaction.atomic
def end_offer(*, offer: Offer, at: datetime, actor_id: int | None = None) -> None:
    """Offer the procedure no longer from today on; an ended offer stays as it is."""
    open_offer = Offer.objects.select_for_update().filter(pk=offer.pk, valid_to__isnull=True).first()
    if open_offer:
        _end(open_offer, max(at.astimezone(VIETNAM).date(), open_offer.valid_from), at, actor_id)


def _own_limit(procedure: Procedure, own: Limit | None, on: date) -> Limit | None:
    version = queries.version_in_force(procedure.pk, on)
    if version is None:
        raise NothingInForce
    law = queries.statutory_limit(version)
    if own is None or own == law:
        return None
    if law is None:
        return own
    within = is_within(own, law)
    if within is None:
        raise LimitNotComparable
    if not within:
        raise LimitTooLong
    return own


def _end(offer: Offer, on: date, at: datetime, actor_id: int | None) -> None:
    offer.valid_to = on
    offer.save(update_fields=["valid_to"])
    log.publish(
        OfferEnded(agency_id=offer.agency_id, procedure_id=offer.procedure_id, valid_to=on.isoformat()),
        subject=f"offer:{offer.pk}",
        happened_at=at,
        actor_id=actor_id,
        agency_id=offer.agency_id,
    )


def _state_made(offer: Offer, at: datetime, actor_id: int | None) -> None:
    subject = f"offer:{offer.pk}"
    words = ProcedureStatement.write(
        subject=subject, purpose="terms", body={"fee_note": offer.fee_note, "contact": offer.contact}
    )
    log.publish(
        OfferMade(
            agency_id=offer.agency_id,
            procedure_id=offer.procedure_id,
            code=offer.procedure.code,
            limit_value=exact_number(offer.limit_value),
            limit_unit=offer.limit_unit,
            fee_vnd=offer.fee_vnd,
            valid_from=offer.valid_from.isoformat(),
        ),
        subject=subject,
        happened_at=at,
        actor_id=actor_id,
        agency_id=offer.agency_id,
        statements=[words],
    )
