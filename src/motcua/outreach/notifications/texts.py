"""What messages say: published templates are frozen, each with a version and the day it is valid from.

A text changes by a new entry in `data/texts.json` with a later day; the old ones stay, so
that what was told on a past day can be read again. The letters are in Vietnamese, like the
law's slips, whatever the officer's screen speaks. They name the dossier by its code only:
no matter, no names, no numbers of people.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib import resources
from string import Template


class NoText(LookupError):
    """Không có mẫu tin nào có hiệu lực vào ngày này."""


@dataclass(frozen=True)
class MessageTemplate:
    """Mẫu tin báo: one published version. `how` words the way a result is received, by delivery choice."""

    kind: str
    channel: str
    version: int
    valid_from: date
    subject: str
    lines: tuple[str, ...]
    how: Mapping[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """How a message remembers it: `ready/email/1`."""
        return f"{self.kind}/{self.channel}/{self.version}"


@dataclass(frozen=True)
class Words:
    """A template filled in."""

    subject: str
    text: str


@cache
def templates() -> tuple[MessageTemplate, ...]:
    """Every version there is."""
    source = resources.files("motcua.outreach.notifications.data").joinpath("texts.json")
    return tuple(_template(entry) for entry in json.loads(source.read_text(encoding="utf-8")))


def _template(entry: dict) -> MessageTemplate:
    day = date.fromisoformat(entry["valid_from"])
    return MessageTemplate(**(entry | {"valid_from": day, "lines": tuple(entry["lines"])}))


def in_force(kind: str, channel: str, on: date) -> MessageTemplate:
    """The version in force on a day; of a simulated or imported past, the first there is. Raises NoText."""
    known = [one for one in templates() if (one.kind, one.channel) == (kind, channel)]
    if not known:
        raise NoText
    fitting = [one for one in known if one.valid_from <= on] or [min(known, key=lambda one: one.valid_from)]
    return max(fitting, key=lambda one: (one.valid_from, one.version))


def named(name: str) -> MessageTemplate:
    """The version a message remembers. Raises NoText."""
    for one in templates():
        if one.name == name:
            return one
    raise NoText


def fill(template: MessageTemplate, values: Mapping[str, str]) -> Words:
    """The words of a message. A line whose value is empty is left out, so no label stands alone."""
    kept = [line for line in template.lines if not _lacks(line, values)]
    text = "\n".join(Template(line).substitute(values) for line in kept)
    return Words(Template(template.subject).substitute(values), text.strip() + "\n")


def _lacks(line: str, values: Mapping[str, str]) -> bool:
    return any(not values.get(name, "") for name in Template(line).get_identifiers())
