"""What a person may do with stuck dispatches."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet

from motcua.kernel.events.models import Dispatch
from motcua.kernel.events.models.dispatch import DispatchState

KEEP_DONE = timedelta(days=30)


def stuck() -> QuerySet[Dispatch]:
    """Dispatches that gave up, oldest first."""
    return Dispatch.objects.filter(state=DispatchState.STUCK).select_related("event").order_by("id")


def failing() -> QuerySet[Dispatch]:
    """Dispatches that failed and will be tried again by themselves."""
    return (
        Dispatch.objects.filter(state=DispatchState.WAITING, attempts__gt=0)
        .select_related("event")
        .order_by("id")
    )


@transaction.atomic
def retry(*, dispatch_ids: Iterable[int], at: datetime) -> int:
    """Let stuck or failing dispatches run at once; how many were put back."""
    return (
        Dispatch.objects.filter(pk__in=list(dispatch_ids))
        .exclude(state=DispatchState.DONE)
        .update(state=DispatchState.WAITING, attempts=0, next_at=at)
    )


def forget_done(at: datetime) -> None:
    """Drop dispatches done more than 30 days ago; the events stay."""
    Dispatch.objects.filter(state=DispatchState.DONE, done_at__lt=at - KEEP_DONE).delete()
