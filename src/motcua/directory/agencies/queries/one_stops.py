from __future__ import annotations

from motcua.directory.agencies.models import Agency, OneStop
from motcua.directory.agencies.queries.tree import ancestor_ids


def one_stop_of(agency_id: int) -> OneStop | None:
    """The one-stop an agency is, or else the nearest one that serves it or an agency above it."""
    own = OneStop.objects.filter(agency_id=agency_id).first()
    if own is not None:
        return own
    above = ancestor_ids(agency_id)
    serving = OneStop.objects.filter(serves_id__in=above, valid_to=None)
    return min(serving, key=lambda one: above.index(one.serves_id), default=None)


def served_by(agency_id: int) -> Agency | None:
    """The agency whose procedures a one-stop is there for; an agency that is no one-stop serves itself."""
    own = OneStop.objects.select_related("serves").filter(agency_id=agency_id).first()
    return own.serves if own else Agency.objects.filter(pk=agency_id).first()
