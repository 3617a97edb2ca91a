"""The read side: what is due, what stopped and where."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db.models import QuerySet

from motcua.outreach.followers.choices import State
from motcua.outreach.followers.models import Alert


def due(at: datetime) -> QuerySet[Alert]:
    """What may go now, the oldest first."""
    return Alert.objects.filter(state=State.WAITING.value, next_at__lte=at).order_by("next_at", "id")


def failed(agency_ids: Collection[int]) -> QuerySet[Alert]:
    """What did not go and waits for a person, the newest first."""
    return Alert.objects.filter(state=State.FAILED.value, agency_id__in=agency_ids)
