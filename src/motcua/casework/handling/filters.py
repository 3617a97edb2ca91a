"""What an officer asks of the work list: read from an address, written back into one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from motcua.directory.agencies.choices import Role
from motcua.facilities.workflow.choices import StepKind
from motcua.kernel.text import nfc

MOST_TEXT = 120
# Opinions asked of another office and decisions about a run are steps of no drawing.
STEPS = [*StepKind.values, "aside", "decide"]
_BIGGEST = 2**63


class DueState(TextChoices):
    """Tình trạng so với hạn."""

    LATE = "late", _("Quá hạn")
    TODAY = "today", _("Đến hạn hôm nay")
    SOON = "soon", _("Đến hạn trong 24 giờ")


class Holder(TextChoices):
    """Ai đang giữ; a colleague is named by id."""

    ME = "me", _("Tôi đã nhận")
    NOBODY = "none", _("Chưa ai nhận")


@dataclass(frozen=True)
class Filters:
    """What is left of the list; empty means no narrowing. `q` may name a person, so it is never kept."""

    state: str = ""
    holder: str = ""
    role: str = ""
    step: str = ""
    agency: int = 0
    procedure: int = 0
    received: int = 0
    on: date | None = None
    q: str = ""

    def is_open(self) -> bool:
        """Nothing is narrowed."""
        return self == Filters()

    def without(self, name: str) -> Filters:
        """As if this one had not been asked."""
        empty: dict[str, Any] = {name: getattr(Filters(), name)}
        return replace(self, **empty)

    def query(self) -> str:
        """Its part of an address; the same filters always give the same text."""
        said = {field.name: getattr(self, field.name) for field in fields(self)}
        return urlencode({name: str(value) for name, value in said.items() if value})

    def keepable(self) -> Filters:
        """What may be kept under a name: words that may be somebody's name are not, nor a passing day."""
        return replace(self, q="", on=None)


def read(asked: Mapping[str, str]) -> Filters:
    """Filters of an address; what cannot be is left out, so an old bookmark still opens."""
    return Filters(
        state=_one_of(asked.get("state", ""), DueState.values),
        holder=_holder(asked.get("holder", "")),
        role=_one_of(asked.get("role", ""), Role.values),
        step=_one_of(asked.get("step", ""), STEPS),
        agency=_number(asked.get("agency", "")),
        procedure=_number(asked.get("procedure", "")),
        received=_number(asked.get("received", "")),
        on=_day(asked.get("on", "")),
        q=nfc(asked.get("q", "")).replace("\0", "").strip()[:MOST_TEXT],
    )


def _one_of(asked: str, known: list[str]) -> str:
    return asked if asked in known else ""


def _number(asked: str) -> int:
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 20 else 0
    return number if number < _BIGGEST else 0


def _holder(asked: str) -> str:
    if asked in Holder.values:
        return asked
    return str(_number(asked) or "")


def _day(asked: str) -> date | None:
    try:
        return date.fromisoformat(asked)
    except ValueError:
        return None
