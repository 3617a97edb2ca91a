"""Numbers that came to be without paper, on a phone or at a counter, are promised a wait too."""

from __future__ import annotations

from motcua.facilities.promises.foretelling import promise
from motcua.facilities.queueing.models import Visit
from motcua.kernel.events.models import Event


def promise_wait(event: Event) -> None:
    """Idempotent: a number that was told something keeps it."""
    visit = Visit.objects.filter(pk=int(event.subject.partition(":")[2])).first()
    if visit is not None:
        promise(visit, event.happened_at)
