"""The only place that asks the machine what time it is.

Doors and the worker call `now()` and pass the instant down; rules and actions never
ask. A simulation (demo data, training, replay) sets its own clock with `frozen_at`.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")

_frozen: ContextVar[datetime | None] = ContextVar("motcua_frozen_clock", default=None)


def now() -> datetime:
    """The present instant, aware, in UTC."""
    return _frozen.get() or datetime.now(UTC)


def today() -> date:
    """The present day in Viet Nam."""
    return now().astimezone(VIETNAM).date()


def is_simulated() -> bool:
    """Whether a simulation has taken the place of the real clock."""
    return _frozen.get() is not None


@contextmanager
def frozen_at(instant: datetime) -> Iterator[None]:
    """Let `now()` answer `instant` inside the block; facts stated there are marked simulated."""
    if instant.tzinfo is None:
        raise ValueError("the instant needs a time zone")
    token = _frozen.set(instant.astimezone(UTC))
    try:
        yield
    finally:
        _frozen.reset(token)
