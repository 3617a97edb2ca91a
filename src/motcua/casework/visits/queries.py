"""The visit of a dossier, the dossiers of a visit."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q

from motcua.casework.visits.models import VisitDossier
from motcua.facilities.queueing.choices import State
from motcua.facilities.queueing.models import Period, Visit
from motcua.kernel.prepared import Given, Prepared

_WAITS = (State.WAITING.value, State.LATER.value, State.HELD.value, State.MISSED.value)


@dataclass(frozen=True)
class Stay:
    """A visit in minutes: waited, came to the counter, was served."""

    visit: Visit
    label: str
    waited: int
    served: int


_SERVING = Prepared(
    lambda: (
        Period.objects.filter(
            Q(to_at__isnull=True) | Q(to_at__gt=Given("at")),
            state=State.SERVING.value,
            officer_id=Given("officer"),
            from_at__lte=Given("at"),
            agency_id=Given("agency"),
        )
        .select_related("request__visit")
        .order_by("-id")[:1]
    )
)


def visit_served_by(officer_id: int, agency_id: int, at: datetime) -> Visit | None:
    """Whom an officer was serving at an instant, at a counter of that one-stop; None for nobody."""
    found = _SERVING.first(officer=officer_id, agency=agency_id, at=at)
    return found.request.visit if found is not None else None


def stay_of(dossier_id: int, at: datetime) -> Stay | None:
    """The visit in which a dossier was taken in, in minutes."""
    link = VisitDossier.objects.select_related("visit").filter(dossier_id=dossier_id).first()
    if link is None:
        return None
    periods = list(Period.objects.filter(request__visit=link.visit).select_related("request"))
    label = next((one.request.label for one in periods if one.request.label), "")
    return Stay(
        link.visit, label, _minutes(periods, _WAITS, at), _minutes(periods, (State.SERVING.value,), at)
    )


def _minutes(periods: list[Period], states: tuple[str, ...], at: datetime) -> int:
    spans = [(one.to_at or at) - one.from_at for one in periods if one.state in states]
    return round(sum(spans, timedelta()).total_seconds() / 60)


def codes_of(visit_id: int) -> list[str]:
    """Codes of the dossiers taken in during a visit, as they stand on their receipts."""
    links = VisitDossier.objects.filter(visit_id=visit_id, dossier__code__isnull=False).order_by("dossier_id")
    return [code for code in links.values_list("dossier__code", flat=True) if code]
