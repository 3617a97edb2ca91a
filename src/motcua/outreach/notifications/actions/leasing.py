"""Taking up what is due to be sent, so that nobody else sends it meanwhile."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TypeVar

from django.db import transaction
from django.db.models import Model, QuerySet

Row = TypeVar("Row", bound=Model)


@transaction.atomic
def take_up(due: QuerySet[Row], at: datetime, lease: timedelta) -> Row | None:
    """The next of these rows, one attempt further and leased to us: not settled by then, it is due again."""
    row = due.select_for_update(skip_locked=True, of=("self",)).first()
    if row is not None:
        row.attempts += 1  # type: ignore[attr-defined]  # rows to be sent have both
        row.next_at = at + lease  # type: ignore[attr-defined]
        row.save(update_fields=["attempts", "next_at"])
    return row
