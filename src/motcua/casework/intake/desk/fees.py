"""Fee lines of the intake page: what is published for the case, or what the agency takes of its own."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from motcua.casework.dossiers import terms
from motcua.directory.procedures import queries as procedures
from motcua.directory.procedures.choices import FeeKind
from motcua.directory.procedures.models import Offer, ProcedureVersion
from motcua.kernel import clock

MOST = 4
OWN = "fee_own"


@dataclass(frozen=True)
class FeeLine:
    """One line: its field, what it starts with, and where that comes from when it is not the publication."""

    name: str
    fee_id: int | None
    kind: str
    start_vnd: int | None
    published_vnd: int | None = None
    source: str = ""

    @property
    def label(self) -> str:
        return str(FeeKind(self.kind).label)


def lines(version: ProcedureVersion, case_id: int | None, agency_id: int | None) -> list[FeeLine]:
    """Lines of a case at an agency.

    Of several amounts of one kind the first is meant, until somebody says otherwise. The
    agency's own amount stands in place of the first one.
    """
    known: set[str] = set()
    found: list[FeeLine] = []
    for fee in terms.published(version.pk).fees_for(case_id)[:MOST]:
        start = None if fee.kind in known else fee.amount_vnd
        found.append(FeeLine(f"fee{fee.pk}", fee.pk, fee.kind, start, fee.amount_vnd))
        known.add(fee.kind)
    offer = _offer(version, agency_id)
    return _with_own(found, offer) if offer and offer.fee_vnd is not None else found


def _offer(version: ProcedureVersion, agency_id: int | None) -> Offer | None:
    if agency_id is None:
        return None
    return procedures.offer_in_force(agency_id=agency_id, procedure_id=version.procedure_id, on=clock.today())


def _with_own(found: list[FeeLine], offer: Offer) -> list[FeeLine]:
    first = found[0] if found else FeeLine(OWN, None, FeeKind.FEE.value, None)
    source = _("Mức thu của %(agency)s") % {"agency": offer.agency.name}
    if offer.fee_note:
        source = f"{source} ({offer.fee_note})"
    own = FeeLine(first.name, first.fee_id, first.kind, offer.fee_vnd, first.published_vnd, source)
    return [own, *found[1:]]
