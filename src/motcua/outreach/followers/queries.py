"""The read side: what is due, what stopped and where."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from itertools import takewhile

from django.db.models import QuerySet

from motcua.outreach.followers.choices import State, Way
from motcua.outreach.followers.models import Alert


def due(at: datetime) -> QuerySet[Alert]:
    """What may go now, the oldest first."""
    return Alert.objects.filter(state=State.WAITING.value, next_at__lte=at).order_by("next_at", "id")


def failed(agency_ids: Collection[int]) -> QuerySet[Alert]:
    """What did not go and waits for a person, the newest first."""
    return Alert.objects.filter(state=State.FAILED.value, agency_id__in=agency_ids)


def failed_everywhere() -> int:
    """How much of the whole installation waits for a person's Retry."""
    return Alert.objects.filter(state=State.FAILED.value).count()


def texts_refused_in_a_row(most: int = 20) -> list[Alert]:
    """Short messages the gateway refused since it took one, the newest first; what nobody tried yet tells nothing."""
    tried = Alert.objects.filter(way=Way.SMS.value, attempts__gt=0).exclude(state=State.DROPPED.value)
    newest = tried.exclude(state=State.WAITING.value, last_error="").order_by("-id")[:most]
    return list(takewhile(lambda alert: alert.state != State.SENT, newest))
