"""The filters of the work list as a page offers them: every choice there is, with how many it leaves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from motcua.casework.handling.filters import DueState, Filters, Holder
from motcua.casework.handling.narrowing import Seen
from motcua.directory.agencies import queries as agencies
from motcua.directory.agencies.choices import Role
from motcua.facilities.workflow.choices import StepKind

_LABELS = {
    "step": _("Bước"),
    "holder": _("Người giữ"),
    "role": _("Vai trò"),
    "agency": _("Cơ quan"),
    "procedure": _("Thủ tục"),
    "received": _("Nơi tiếp nhận"),
}


@dataclass(frozen=True)
class Choice:
    """One value of a filter and how many rows it would leave."""

    value: str
    label: str
    count: int
    is_chosen: bool
    query: str = ""


@dataclass(frozen=True)
class Facet:
    """One filter with what there is to choose."""

    name: str
    label: object
    choices: list[Choice]

    @property
    def is_chosen(self) -> bool:
        return any(choice.is_chosen for choice in self.choices)


def states(tally: Mapping[str, int], filters: Filters) -> list[Choice]:
    """Late, due today, due soon: always offered, so that nought is seen too; the one in force leads out again."""
    return [
        Choice(
            value,
            str(label),
            tally[value],
            is_chosen=filters.state == value,
            query=replace(filters, state="" if filters.state == value else value).query(),
        )
        for value, label in DueState.choices
    ]


def facets(rows: Collection[Seen], tallied: dict[str, Counter], filters: Filters, today: date) -> list[Facet]:
    """Filters that tell the rows apart, or that are in force."""
    names = _names(rows, filters, today)
    found = []
    for name, label in _LABELS.items():
        chosen = getattr(filters, name)
        values = {value for value in tallied[name] if value} | ({chosen} if chosen else set())
        if len(values) < 2 and not chosen:
            continue
        choices = [
            Choice(str(value), str(names[name].get(value, value)), tallied[name][value], value == chosen)
            for value in values
        ]
        found.append(Facet(name, label, sorted(choices, key=lambda one: (-one.count, one.label))))
    return found


def _names(rows: Collection[Seen], filters: Filters, today: date) -> dict[str, dict[Any, Any]]:
    """What each value is called: two reads for all agencies and officers."""
    places = {row.agency for row in rows} | {row.received for row in rows}
    places |= {filters.agency, filters.received}
    named = agencies.names_of(place for place in places if place)
    return {
        "step": dict(StepKind.choices)
        | {"aside": _("Cho ý kiến phối hợp"), "decide": _("Quyết định việc rút")},
        "holder": dict(Holder.choices) | _officers(rows, filters, today),
        "role": dict(Role.choices),
        "agency": named,
        "received": named,
        "procedure": {row.procedure: row.procedure_name for row in rows},
    }


def _officers(rows: Collection[Seen], filters: Filters, today: date) -> dict[str, str]:
    ids = {row.holder for row in rows if row.holder}
    ids |= {int(filters.holder)} if filters.holder.isdigit() else set()
    return {
        str(pk): name for (pk, _day), name in agencies.officer_names_on({(pk, today) for pk in ids}).items()
    }
