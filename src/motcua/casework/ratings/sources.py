"""What can be rated: a token names a dossier or a visit, proves it, and tells where and by whom people were served."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time

from django.db.models import Count
from django.utils.crypto import salted_hmac

from motcua.casework.dossiers.choices import Status
from motcua.casework.dossiers.models import Dossier
from motcua.casework.ratings.choices import Source
from motcua.casework.ratings.rules import is_genuine, read_token, token_of
from motcua.kernel.clock import VIETNAM
from motcua.kernel.events import log

# Served to the end, or sent away: from then on people may say how it was.
RATEABLE = (
    Status.REJECTED.value,
    Status.RESOLVED.value,
    Status.DELIVERED.value,
    Status.STOPPED.value,
)
_SERVING = ("dossiers.accepted", "dossiers.rejected", "dossiers.delivered")


@dataclass(frozen=True)
class Served:
    """What a rating is about, told without saying which dossier or visit it was."""

    blind: str
    source: str
    agency_id: int | None
    competent_agency_id: int | None = None
    counter_id: int | None = None
    officer_ids: tuple[int, ...] = ()


def served_by_token(token: str) -> Served | None:
    """What a genuine token is about; None for a forged one and for what is not finished yet."""
    named = read_token(token)
    if named is None:
        return None
    letter, pk = named
    return _SOURCES[letter](token, pk) if letter in _SOURCES else None


def dossier_token(dossier: Dossier) -> str:
    """The address that rates a dossier; "" while there is nothing to rate."""
    return token_of("h", dossier.pk, dossier.lookup_token) if dossier.status in RATEABLE else ""


def blind(letter: str, pk: int) -> str:
    """A name that only the server can make, the same for ever: not even a new receipt rates a second time."""
    return salted_hmac("motcua.ratings", f"{letter}{pk}", algorithm="sha256").hexdigest()


def _dossier(token: str, pk: int) -> Served | None:
    dossier = Dossier.objects.filter(pk=pk, status__in=RATEABLE).first()
    if dossier is None or not is_genuine(token, "h", pk, dossier.lookup_token):
        return None
    served = {e.actor_id for e in log.of(dossier.subject) if e.kind in _SERVING and e.actor_id}
    return Served(
        blind("h", pk),
        Source.DOSSIER.value,
        dossier.receiving_agency_id,
        dossier.competent_agency_id,
        officer_ids=tuple(sorted(served)),
    )


_SOURCES = {"h": _dossier}


def rateable(agency_ids: Collection[int] | None, first: date, last: date) -> dict[int, int]:
    """How many dossiers each receiving agency handed back between two days: what a share is of."""
    start = datetime.combine(first, time.min, VIETNAM)
    end = datetime.combine(last, time.max, VIETNAM)
    found = Dossier.objects.order_by().filter(delivered_at__gte=start, delivered_at__lte=end)
    if agency_ids is not None:
        found = found.filter(receiving_agency_id__in=agency_ids)
    return dict(found.values_list("receiving_agency_id").annotate(n=Count("pk")))
