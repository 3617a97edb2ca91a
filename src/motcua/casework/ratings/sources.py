"""What can be rated: a token names a dossier or a visit, proves it, and tells where and by whom people were served."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Count
from django.utils.crypto import salted_hmac

from motcua.casework.dossiers.choices import Status
from motcua.casework.dossiers.models import Dossier
from motcua.casework.ratings.choices import Source
from motcua.casework.ratings.rules import is_genuine, read_token, token_of
from motcua.facilities.queueing.choices import State
from motcua.facilities.queueing.models import ServiceRequest, Visit
from motcua.kernel.clock import VIETNAM
from motcua.kernel.events import log

# Served to the end, or sent away: from then on people may say how it was.
RATEABLE = (
    Status.REJECTED.value,
    Status.RESOLVED.value,
    Status.DELIVERED.value,
    Status.STOPPED.value,
)
DONE = State.DONE.value
STANDS_THERE = timedelta(minutes=3)
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


def visit_token(visit: Visit) -> str:
    """The address that rates a visit; "" until it is over and somebody was served."""
    return token_of("v", visit.pk, visit.token) if visit.ended_at and _last_done(visit.pk) else ""


def _visit(token: str, pk: int) -> Served | None:
    visit = Visit.objects.filter(pk=pk, ended_at__isnull=False).first()
    done = _last_done(pk)
    if visit is None or done is None or not is_genuine(token, "v", pk, visit.token):
        return None
    everybody = ServiceRequest.objects.filter(visit=visit, state=DONE, officer_id__isnull=False)
    officers = {pk for pk in everybody.order_by().values_list("officer_id", flat=True) if pk}
    return Served(
        blind("v", pk),
        Source.VISIT.value,
        visit.agency_id,
        counter_id=done.counter_id,
        officer_ids=tuple(sorted(officers)),
    )


def _last_done(visit_id: int) -> ServiceRequest | None:
    done = ServiceRequest.objects.filter(visit_id=visit_id, state=DONE, counter_id__isnull=False)
    return done.order_by("-ended_at", "-id").first()


_SOURCES = {"h": _dossier, "v": _visit}


def just_finished(counter_ids: Collection[int], at: datetime) -> str:
    """The token of the visit that ended last at one of these counters, while its visitor may still stand there."""
    done = (
        ServiceRequest.objects.filter(counter_id__in=counter_ids, state=DONE, ended_at__gt=at - STANDS_THERE)
        .select_related("visit")
        .order_by("-ended_at", "-id")
        .first()
    )
    return visit_token(done.visit) if done else ""


def rateable(agency_ids: Collection[int] | None, first: date, last: date) -> dict[int, int]:
    """How many dossiers an agency handed back and visits it served between two days: what a share is of."""
    between = (datetime.combine(first, time.min, VIETNAM), datetime.combine(last, time.max, VIETNAM))
    returned = Dossier.objects.order_by().filter(delivered_at__range=between)
    served = Visit.objects.order_by().filter(ended_at__range=between, requests__state=DONE)
    if agency_ids is not None:
        returned = returned.filter(receiving_agency_id__in=agency_ids)
        served = served.filter(agency_id__in=agency_ids)
    found: Counter[int] = Counter(dict(returned.values_list("receiving_agency_id").annotate(n=Count("pk"))))
    found.update(dict(served.values_list("agency_id").annotate(n=Count("pk", distinct=True))))
    return dict(found)
