"""Where dossiers stand in a version now: how many wait at each step, how many over its budget, since when."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Min, Q

from motcua.facilities.workflow.models import Token


@dataclass(frozen=True)
class Waiting:
    """At one step."""

    count: int
    late: int
    since: datetime


def waiting(version_id: int, agency_ids: Collection[int] | None, at: datetime) -> dict[str, Waiting]:
    """By step, in one statement; `agency_ids`: whose work is counted, None for everybody's."""
    standing = Token.objects.filter(run__version_id=version_id, run__ended_at__isnull=True, kind="ready")
    if agency_ids is not None:
        standing = standing.filter(agency_id__in=agency_ids)
    found = standing.values("node").annotate(
        count=Count("pk"), late=Count("pk", filter=Q(step_due_at__lt=at)), oldest=Min("since")
    )
    return {row["node"]: Waiting(row["count"], row["late"], row["oldest"]) for row in found}
