from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef

from motcua.facilities.workflow.models import Token, Trouble, TroubleState
from motcua.kernel.events.failures import describe
from motcua.kernel.events.worker import MOST_ATTEMPTS, pause_after


@transaction.atomic
def note_failure(*, run_id: int, number: int, failure: Exception, at: datetime) -> Trouble:
    """A job or timer failed: tried again after growing pauses, then stuck until a person asks for it."""
    trouble, _ = Trouble.objects.select_for_update().get_or_create(
        run_id=run_id, number=number, defaults={"next_at": at}
    )
    trouble.attempts += 1
    gave_up = trouble.attempts >= MOST_ATTEMPTS
    trouble.state = (TroubleState.STUCK if gave_up else TroubleState.WAITING).value
    trouble.next_at, trouble.last_error = at + pause_after(trouble.attempts), describe(failure)
    trouble.save()
    return trouble


def settle(*, run_id: int, number: int) -> None:
    """It has gone well after all."""
    Trouble.objects.filter(run_id=run_id, number=number).delete()


@transaction.atomic
def retry(*, trouble_ids: Iterable[int], at: datetime) -> int:
    """Let stuck or failing jobs and timers run at once; how many were put back."""
    found = Trouble.objects.filter(pk__in=list(trouble_ids))
    return found.update(state=TroubleState.WAITING, attempts=0, next_at=at)


def forget_settled(at: datetime) -> None:
    """Troubles of places their run has left since."""
    own = Token.objects.filter(run_id=OuterRef("run_id"), number=OuterRef("number"))
    Trouble.objects.filter(~Exists(own), next_at__lt=at).delete()
