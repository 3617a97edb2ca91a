"""Writes from outside carry an id made by the client: the same id twice answers the same, stores once."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from motcua.kernel import clock
from motcua.kernel.events.facts import canonical, plain
from motcua.kernel.events.models import ClientRequest

KEEP_ANSWERS = timedelta(days=30)
_CLAIMED = (
    "INSERT INTO events_clientrequest (client_id, purpose, actor_id, digest, answer_json, recorded_at)"
    " VALUES (%s, %s, %s, %s, 'null', %s) ON CONFLICT (client_id) DO NOTHING"
)
_ANSWERED = "UPDATE events_clientrequest SET answer_json = %s WHERE client_id = %s"


class ClientIdReused(Exception):
    """Mã yêu cầu này đã dùng cho một nội dung khác; chưa lưu gì thêm."""

    def __str__(self) -> str:
        return self.__doc__ or ""


@transaction.atomic
def once(
    *,
    client_id: UUID,
    purpose: str,
    payload: dict[str, Any],
    act: Callable[[], Any],
    actor_id: int | None = None,
) -> Any:
    """Run `act` and keep its JSON answer under `client_id`; a repeat gets the kept answer.

    Two requests with the same id that arrive together: the second waits for the first to
    commit (PostgreSQL) or to end (SQLite), then answers the same. When `act` raises,
    nothing is kept and the id may be used again. Raises ClientIdReused when the id came
    before with another purpose, actor or payload.
    """
    digest = hashlib.sha256(canonical(plain(payload)).encode()).hexdigest()
    if not _claim(client_id, purpose, actor_id, digest):
        kept = ClientRequest.objects.get(pk=client_id)
        if (kept.purpose, kept.actor_id, kept.digest) != (purpose, actor_id, digest):
            raise ClientIdReused
        return json.loads(kept.answer_json)
    answer = plain(act())
    with connection.cursor() as cursor:
        cursor.execute(_ANSWERED, [canonical(answer), _stored(client_id)])
    return answer


def kept_answer(*, client_id: UUID, purpose: str, actor_id: int | None) -> Any:
    """The answer kept for an act that was done under this id; None when there is none.

    For doors whose page may no longer offer the act once it is done.
    """
    kept = ClientRequest.objects.filter(pk=client_id, purpose=purpose, actor_id=actor_id).first()
    return json.loads(kept.answer_json) if kept else None


def _claim(client_id: UUID, purpose: str, actor_id: int | None, digest: str) -> bool:
    now = connection.ops.adapt_datetimefield_value(clock.now())
    with connection.cursor() as cursor:
        cursor.execute(_CLAIMED, [_stored(client_id), purpose, actor_id, digest, now])
        return cursor.rowcount == 1


def _stored(client_id: UUID) -> Any:
    return ClientRequest._meta.pk.get_db_prep_value(client_id, connection)


def forget_old(at: datetime) -> None:
    """Drop answers older than 30 days; a client that repeats itself does so within minutes."""
    ClientRequest.objects.filter(recorded_at__lt=at - KEEP_ANSWERS).delete()
