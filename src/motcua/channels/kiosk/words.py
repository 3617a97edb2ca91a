"""Waits in the words of a hall: how many, how long about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from motcua.facilities.queueing.queries import GroupLine, Snapshot


@dataclass(frozen=True)
class Wait:
    """A group as a person chooses it: who is before them."""

    group: GroupLine
    people: int
    text: str


def waits_of(seen: Snapshot, at: datetime) -> tuple[Wait, ...]:
    """Each group with what waits there, in the order of the letters."""
    return tuple(Wait(group, len(group.waiting), _text(group)) for group in seen.groups)


def _text(group: GroupLine) -> str:
    people = len(group.waiting)
    if not people:
        return _("không phải chờ") if group.open_counters else _("chưa mở quầy")
    return ngettext("%(n)s người chờ", "%(n)s người chờ", people) % {"n": people}
