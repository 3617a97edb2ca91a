"""The one way to add to the log."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db import connection, transaction

from motcua.kernel import clock
from motcua.kernel.events import facts, routes
from motcua.kernel.events.chain import GENESIS, Link
from motcua.kernel.events.models import Event, Statement

_HEAD = "SELECT seq, hash FROM events_chainhead WHERE subject = %s"
_NEW_HEAD = (
    "INSERT INTO events_chainhead (subject, seq, hash) VALUES (%s, 1, %s) ON CONFLICT (subject) DO NOTHING"
    " RETURNING seq"
)
_MOVE_HEAD = "UPDATE events_chainhead SET seq = %s, hash = %s WHERE subject = %s"
_HEADS = "SELECT subject, seq, hash FROM events_chainhead WHERE subject IN"
_EMPTY_HEAD = (
    "INSERT INTO events_chainhead (subject, seq, hash) VALUES (%s, 0, %s) ON CONFLICT (subject) DO NOTHING"
)
_HEADS_MOVED = (
    "INSERT INTO events_chainhead (subject, seq, hash) VALUES {}"
    " ON CONFLICT (subject) DO UPDATE SET seq = EXCLUDED.seq, hash = EXCLUDED.hash"
)
_EVENTS = (
    "INSERT INTO events_event (subject, seq, kind, actor_id, agency_id, happened_at, recorded_at, origin,"
    " facts_json, statements_json, previous_hash, hash) VALUES"
)
_EVENT = f"{_EVENTS} (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s) RETURNING id"
_BATCH = 500
_DISPATCH = (
    "INSERT INTO events_dispatch (event_id, subject, reaction, state, attempts, next_at, last_error) VALUES "
)
_ONE_DISPATCH = "(%s, %s, %s, 'waiting', 0, %s, '')"


class OutsideTransaction(RuntimeError):
    """Sự kiện phải được ghi trong cùng giao dịch với dữ liệu mà nó nói tới."""


class StatementOfAnotherSubject(ValueError):
    """Lời khai phải thuộc đúng đối tượng của sự kiện nêu tới nó."""


def publish(
    stated: Any,
    *,
    subject: str,
    happened_at: datetime,
    actor_id: int | None = None,
    agency_id: int | None = None,
    statements: Sequence[Statement] = (),
) -> Event:
    """State a fact about `subject`: the event, its link in the chain and its dispatches are one transaction.

    `happened_at` is passed in by the door; `recorded_at` is the machine's. Statements are
    covered by id and salted hash. Raises OutsideTransaction, StatementOfAnotherSubject,
    and TypeError for a fact that holds what a fact may not hold.
    """
    require_transaction()
    if any(statement.subject != subject for statement in statements):
        raise StatementOfAnotherSubject
    covered = facts.canonical({str(s.id): s.sha256 for s in statements}) if statements else "{}"
    link = Link(
        subject=subject,
        seq=1,
        kind=stated.kind,
        actor_id=actor_id,
        agency_id=agency_id,
        happened_at=happened_at,
        recorded_at=clock.now(),
        origin="demo" if clock.is_simulated() else "live",
        facts=facts.encode(stated),
        statements=covered,
        previous_hash=GENESIS,
    )
    with connection.cursor() as cursor:
        return _append(cursor, _chained(cursor, link))


def publish_many(
    stated: Mapping[str, Any],
    *,
    happened_at: datetime,
    actor_id: int | None = None,
    agency_id: int | None = None,
) -> int:
    """State one fact about each of many subjects, in a few statements; how many.

    The chains are those that `publish`, called once for each subject in their order, would
    make. For acts of the system on thousands of subjects at once. Raises OutsideTransaction.
    """
    require_transaction()
    subjects = sorted(stated)
    with connection.cursor() as cursor:
        for first in range(0, len(subjects), _BATCH):
            batch = subjects[first : first + _BATCH]
            heads = _lock_heads(cursor, batch)
            now, origin = clock.now(), "demo" if clock.is_simulated() else "live"
            links = [
                Link(
                    subject=subject,
                    seq=heads[subject][0] + 1,
                    kind=stated[subject].kind,
                    actor_id=actor_id,
                    agency_id=agency_id,
                    happened_at=happened_at,
                    recorded_at=now,
                    origin=origin,
                    facts=facts.encode(stated[subject]),
                    statements="{}",
                    previous_hash=heads[subject][1],
                )
                for subject in batch
            ]
            _append_many(cursor, links)
    return len(subjects)


def _lock_heads(cursor: Any, subjects: list[str]) -> dict[str, tuple[int, str]]:
    """Heads of chains, ours until the transaction ends; a chain not begun yet is begun by its first link."""
    locking = " FOR UPDATE" if connection.features.has_select_for_update else ""
    places = ", ".join(["%s"] * len(subjects))
    cursor.execute(f"{_HEADS} ({places}) ORDER BY subject{locking}", subjects)
    heads = {subject: (seq, head) for subject, seq, head in cursor.fetchall()}
    for subject in subjects:
        if subject not in heads:
            # Whoever begins the same chain at this moment waits for us, or we for them.
            cursor.execute(_EMPTY_HEAD, [subject, GENESIS])
            heads[subject] = _lock_head(cursor, subject) or (0, GENESIS)
    return heads


def _append_many(cursor: Any, links: list[Link]) -> None:
    adapt = connection.ops.adapt_datetimefield_value
    heads = [link.hash() for link in links]
    rows: list[Any] = []
    for link, head in zip(links, heads, strict=True):
        happened, recorded = adapt(link.happened_at), adapt(link.recorded_at)
        rows += (
            link.subject, link.seq, link.kind, link.actor_id, link.agency_id, happened, recorded,
            link.origin, link.facts, link.statements, link.previous_hash, head,
        )  # fmt: skip
    cursor.execute(f"{_EVENTS} {_rows(12, len(links))} RETURNING id, subject, kind", rows)
    owed = [
        value
        for event_id, subject, kind in cursor.fetchall()
        for name in routes.reactions_to(kind)
        for value in (event_id, subject, name, recorded)
    ]
    moved = [
        value for link, head in zip(links, heads, strict=True) for value in (link.subject, link.seq, head)
    ]
    cursor.execute(f"{_HEADS_MOVED.format(_rows(3, len(links)))}", moved)
    if owed:
        cursor.execute(_DISPATCH + ", ".join([_ONE_DISPATCH] * (len(owed) // 4)), owed)


def _rows(columns: int, count: int) -> str:
    return ", ".join(["(" + ", ".join(["%s"] * columns) + ")"] * count)


def _chained(cursor: Any, link: Link) -> Link:
    """`link` in its place behind the last one of its chain, which is ours until the transaction ends.

    Two transactions that begin the same chain together: the second waits for the first.
    """
    if not (last := _lock_head(cursor, link.subject)):
        cursor.execute(_NEW_HEAD, [link.subject, link.hash()])
        if cursor.fetchone():
            return link
        last = _lock_head(cursor, link.subject)
    assert last is not None  # noqa: S101  inserted just now by somebody else, or read above
    # The machine's time is read again under the lock, so that it never runs backwards in a chain.
    return replace(link, seq=last[0] + 1, previous_hash=last[1], recorded_at=clock.now())


def _lock_head(cursor: Any, subject: str) -> tuple[int, str] | None:
    locking = " FOR UPDATE" if connection.features.has_select_for_update else ""
    cursor.execute(_HEAD + locking, [subject])
    return cursor.fetchone()


def _append(cursor: Any, link: Link) -> Event:
    adapt = connection.ops.adapt_datetimefield_value
    head = link.hash()
    happened, recorded = adapt(link.happened_at), adapt(link.recorded_at)
    cursor.execute(
        _EVENT,
        [
            link.subject, link.seq, link.kind, link.actor_id, link.agency_id, happened, recorded,
            link.origin, link.facts, link.statements, link.previous_hash, head,
        ],
    )  # fmt: skip
    event_id = cursor.fetchone()[0]
    if link.seq > 1:
        cursor.execute(_MOVE_HEAD, [link.seq, head, link.subject])
    if reactions := routes.reactions_to(link.kind):
        rows = [value for name in reactions for value in (event_id, link.subject, name, recorded)]
        cursor.execute(_DISPATCH + ", ".join([_ONE_DISPATCH] * len(reactions)), rows)
    return Event(
        id=event_id, subject=link.subject, seq=link.seq, kind=link.kind, actor_id=link.actor_id,
        agency_id=link.agency_id, happened_at=link.happened_at, recorded_at=link.recorded_at,
        origin=link.origin, facts_json=link.facts, statements_json=link.statements,
        previous_hash=link.previous_hash, hash=head,
    )  # fmt: skip


def of(subject: str) -> list[Event]:
    """All events of one subject, oldest first."""
    return list(Event.objects.filter(subject=subject).order_by("seq"))


def require_transaction() -> None:
    """Raise OutsideTransaction unless a transaction is open."""
    if not transaction.get_connection().in_atomic_block:
        raise OutsideTransaction
