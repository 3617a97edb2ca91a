from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from motcua.directory.agencies.models import Agency, Counter, OneStop, ServicePoint
from motcua.directory.agencies.queries.tree import agencies_found, ancestor_ids
from motcua.kernel.prepared import Given, Prepared

_OWN = Prepared(lambda: OneStop.objects.filter(agency_id=Given("agency")).order_by("pk")[:1])


def one_stop_of(agency_id: int) -> OneStop | None:
    """The one-stop an agency is, or else the nearest one that serves it or an agency above it."""
    own = _OWN.first(agency=agency_id)
    if own is not None:
        return own
    above = ancestor_ids(agency_id)
    serving = OneStop.objects.filter(serves_id__in=above, valid_to=None)
    return min(serving, key=lambda one: above.index(one.serves_id), default=None)


def served_by(agency_id: int) -> Agency | None:
    """The agency whose procedures a one-stop is there for; an agency that is no one-stop serves itself."""
    own = OneStop.objects.select_related("serves").filter(agency_id=agency_id).first()
    return own.serves if own else Agency.objects.filter(pk=agency_id).first()


def one_stops_within(agency_ids: Collection[int] | None, asked: str, on: date) -> QuerySet[OneStop]:
    """One-stops of the agencies (None: of all), with how many points and counters are open on a day.

    `asked` narrows by words of the agency's name, marks aside, or by the beginning of its code.
    """
    found = OneStop.objects.select_related("agency", "serves").order_by("agency__code")
    if agency_ids is not None:
        found = found.filter(agency_id__in=agency_ids)
    if asked.strip():
        found = found.filter(agency__in=agencies_found(asked).values("pk"))
    return found.annotate(open_points=_open_on(ServicePoint, on), open_counters=_open_on(Counter, on))


def _open_on(model: type[ServicePoint] | type[Counter], on: date) -> Coalesce:
    rows = model.objects.on(on).filter(one_stop_id=OuterRef("pk")).order_by()
    counted = rows.values("one_stop_id").annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted), 0)
