"""Waits in the words of a hall: how many people, how long about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from motcua.facilities.promises.foretelling import waits_of as foretold
from motcua.facilities.queueing.queries import GroupLine, Snapshot
from motcua.facilities.waits.prediction import Range

SHORT = 5  # below this a range says more than is known


@dataclass(frozen=True)
class Wait:
    """A group as a person chooses it: who is before them, how long that takes about."""

    group: GroupLine
    people: int
    text: str
    time: str


def waits_of(seen: Snapshot, at: datetime) -> tuple[Wait, ...]:
    """Each group with what waits there, in the order of the letters."""
    ranges = foretold(seen.hall_id, at)
    return tuple(_wait(group, ranges.get(group.id)) for group in seen.groups)


def _wait(group: GroupLine, told: Range | None) -> Wait:
    people = len(group.waiting)
    time = _time(told) if group.open_counters else _("chưa mở quầy")
    if not people:
        return Wait(group, people, time or _("không có ai chờ"), time)
    text = ngettext("%(n)s người chờ", "%(n)s người chờ", people) % {"n": people}
    return Wait(group, people, f"{text} · {time}" if time else text, time)


def _time(told: Range | None) -> str:
    """A range, never one number; "" where nothing can be foretold."""
    if told is None:
        return ""
    low, high = round(told.low), round(told.high)
    if high <= SHORT:
        return _("dưới %(high)s phút") % {"high": SHORT}
    return _("%(low)s–%(high)s phút") % {"low": low, "high": max(high, low + 1)}
