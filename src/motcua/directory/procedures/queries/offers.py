from __future__ import annotations

from datetime import date

from django.db.models import QuerySet

from motcua.directory.procedures.models import Offer
from motcua.kernel.prepared import Given, Prepared

_IN_FORCE = Prepared(
    lambda: (
        Offer.objects.on(Given("on"))  # type: ignore[arg-type]
        .filter(agency_id=Given("agency"), procedure_id=Given("procedure"))
        .order_by("-valid_from", "-pk")[:1]
    )
)


def offers_of(agency_id: int, on: date) -> QuerySet[Offer]:
    """What an agency offers on a day."""
    return Offer.objects.on(on).filter(agency_id=agency_id).select_related("procedure", "agency")


def offer_in_force(*, agency_id: int, procedure_id: int, on: date) -> Offer | None:
    """How one agency offers one procedure on a day; None when it does not."""
    return _IN_FORCE.first(agency=agency_id, procedure=procedure_id, on=on)


def offers_for(procedure_id: int, on: date) -> QuerySet[Offer]:
    """Agencies that offer a procedure on a day, by name."""
    offers = Offer.objects.on(on).filter(procedure_id=procedure_id)
    return offers.select_related("agency").order_by("agency__folded", "agency_id")
