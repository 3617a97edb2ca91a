from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from motcua.directory.identity.events import SessionsEnded
from motcua.directory.identity.models import Account, Session
from motcua.kernel.events import log


@transaction.atomic
def end_session(*, account: Account, public_id: UUID, at: datetime, actor_id: int | None = None) -> bool:
    """End one session of the account; False when it has none of that id."""
    return _end(account, at, actor_id, Session.objects.filter(account=account, public_id=public_id)) == 1


@transaction.atomic
def end_other_sessions(
    *, account: Account, kept_key: str | None, at: datetime, actor_id: int | None = None
) -> int:
    """End every session of the account but the one in use; returns how many."""
    return _end(account, at, actor_id, Session.objects.filter(account=account).exclude(pk=kept_key))


def note_sighting(*, session: Session, at: datetime) -> None:
    """Remember that the session was in use at `at`."""
    Session.objects.filter(pk=session.pk).update(seen_at=at)
    session.seen_at = at


def clear_expired_sessions(*, at: datetime) -> int:
    """Remove sessions past their time; returns how many."""
    return Session.objects.filter(expire_date__lte=at).delete()[0]


def _end(account: Account, at: datetime, actor_id: int | None, sessions) -> int:  # type: ignore[no-untyped-def]
    count = sessions.delete()[0]
    if count:
        log.publish(
            SessionsEnded(account_id=account.pk, count=count),
            subject=f"account:{account.pk}",
            happened_at=at,
            actor_id=actor_id,
        )
    return count
