"""Which act is possible from where, and the clocks that run. Values only."""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from motcua.casework.feedback.choices import Act, State
from motcua.kernel.calendar import Due, Pause, WorkCalendar, due, parse_limit
from motcua.kernel.text import fold

PIN_DIGITS = 6
LAW = "NĐ 20/2008, NĐ 48/2013, NĐ 92/2017"

_AT_WORK = (State.HANDLING, State.SUPPLEMENTED)

MOVES: dict[Act, tuple[tuple[State, ...], State]] = {
    Act.TAKE_UP: ((State.RECEIVED,), State.HANDLING),
    Act.ASK: ((State.RECEIVED, *_AT_WORK), State.WAITING),
    Act.SUPPLEMENT: ((State.WAITING,), State.SUPPLEMENTED),
    Act.TRANSFER: ((State.RECEIVED, *_AT_WORK), State.RECEIVED),
    Act.SEND_BACK: ((State.RECEIVED, State.WAITING), State.RETURNED),
    Act.RESOLVE: (_AT_WORK, State.RESOLVED),
    Act.PUBLISH: ((State.RESOLVED,), State.PUBLISHED),
    Act.WITHHOLD: ((State.RESOLVED,), State.ANSWERED),
}

# Working days. Law: NĐ 20/2008, NĐ 48/2013, NĐ 92/2017; the clocks are those of the national system.
SEND_BACK_DAYS, ASK_DAYS, RESOLVE_DAYS, PUBLISH_DAYS = 2, 5, 15, 2


def is_possible(act: Act, state: str) -> bool:
    return state in MOVES[act][0]


def acts_from(state: str) -> list[Act]:
    """What can be done in a state, in the order in which it is offered."""
    return [act for act in MOVES if is_possible(act, state)]


@dataclass(frozen=True)
class Clocks:
    """Until when to send back, to ask for more, and to resolve; all from receipt or the last transfer."""

    send_back: Due
    ask: Due
    resolve: Due


def clocks(start: datetime, calendar: WorkCalendar, pauses: Sequence[Pause] = ()) -> Clocks:
    """The clocks that begin at an instant. The wait for what the sender was asked is not counted to resolving."""
    return Clocks(
        _due(start, SEND_BACK_DAYS, calendar),
        _due(start, ASK_DAYS, calendar),
        _due(start, RESOLVE_DAYS, calendar, pauses),
    )


def publish_due(resolved_at: datetime, calendar: WorkCalendar) -> Due:
    """Until when an answer must be published."""
    return _due(resolved_at, PUBLISH_DAYS, calendar)


def _due(start: datetime, days: int, calendar: WorkCalendar, pauses: Sequence[Pause] = ()) -> Due:
    return due(start, parse_limit(f"{days} working_days"), calendar, pauses, law=LAW)


def pin_of(secret: str) -> str:
    """The six digits that open a feedback together with its code."""
    digest = hmac.new(secret.encode(), b"feedback pin", hashlib.sha256).digest()
    return f"{int.from_bytes(digest[:8], 'big') % 10**PIN_DIGITS:0{PIN_DIGITS}d}"


_NUMBERS = re.compile(r"\d(?:[\s.\-]?\d){7,}")
_ADDRESS = re.compile(r"\S+@\S+")


def names_people(text: str, *known: str) -> bool:
    """Whether words for everybody still hold the sender's own data, a long number or an e-mail address."""
    folded = fold(text)
    mentioned = any(fold(one) in folded for one in known if one.strip())
    return mentioned or bool(_NUMBERS.search(text) or _ADDRESS.search(text))


def satisfied_share(answered: int, disliked_or_late: int) -> float | None:
    """(all − disliked or late) / all, in per cent; None without answers."""
    return 100 * (answered - disliked_or_late) / answered if answered else None
