"""The step table as a plain HTML form: what was sent, what a button did to it, and whether it is a table.

No script is needed: every button sends the whole form and gets it back changed; only “save” stores.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from django.utils.translation import gettext as _

from motcua.facilities.bpmn.reading import Problem
from motcua.facilities.bpmn.table import Row, Table, Way
from motcua.facilities.bpmn.table.rows import (
    ALL,
    ANY,
    codes_free,
    hours,
    normal,
    problems,
    targets,
    words,
)
from motcua.facilities.designer.choices import Where
from motcua.kernel.text import fold

FIELDS = (
    "code", "name", "kind", "role", "place", "agency", "hours", "clock", "law", "form", "slip", "question", "meets",
)  # fmt: skip
MOST_FIELDS = 560  # Django takes 600 in one form
MOST_WAYS = 8
LONGEST = 500


@dataclass(frozen=True)
class Written:
    """One row as somebody wrote it: texts, right or wrong."""

    texts: Mapping[str, str]
    ways: tuple[Mapping[str, str], ...] = ()

    @property
    def code(self) -> str:
        return self.texts["code"]


@dataclass(frozen=True)
class Sheet:
    """The form; `focus`: the row a button has just moved or made, `gone` what it has taken away."""

    name: str
    rows: tuple[Written, ...]
    focus: int | None = None
    done: str = ""
    starts: str = ""
    ends: str = ""
    refused: tuple[Problem, ...] = field(default=())

    @property
    def has_room(self) -> bool:
        ways = sum(len(row.ways) for row in self.rows)
        return 8 + len(self.rows) * (len(FIELDS) + 1) + 3 * ways < MOST_FIELDS


def sheet_of(table: Table) -> Sheet:
    return Sheet(table.name, tuple(_written(row) for row in table.rows), starts=table.starts, ends=table.ends)


def _written(row: Row) -> Written:
    place, _colon, agency = row.place.partition(":")
    said = {name: getattr(row, name) for name in FIELDS if name not in ("agency", "hours", "place")}
    number = "" if row.hours is None else f"{row.hours.normalize():f}".replace(".", ",")
    ways = tuple(
        {"to": " + ".join(way.to), "condition": way.condition, "label": way.label} for way in row.next
    )
    return Written(said | {"place": place, "agency": agency, "hours": number}, ways)


def sheet_sent(data: Mapping[str, Any]) -> Sheet:
    """What a page sent; whatever is not there is empty."""

    def text(key: str) -> str:
        return str(data.get(key, ""))[:LONGEST]

    count = int(text("rows")) if text("rows").isdecimal() and len(text("rows")) < 4 else 0
    rows = []
    for i in range(count):
        texts = {name: text(f"r{i}-{name}") for name in FIELDS}
        ways = [
            {part: text(f"r{i}-w{j}-{part}") for part in ("to", "condition", "label")}
            for j in range(MOST_WAYS)
        ]
        rows.append(
            Written(texts, tuple(way for way in ways if any(value.strip() for value in way.values())))
        )
    return Sheet(text("name"), tuple(rows), starts=text("starts"), ends=text("ends"))


def pressed(sheet: Sheet, button: str) -> Sheet:
    """`add`, `up-2`, `down-2`, `delete-2`, `after-2` (a new row), `way-2`; anything else changes nothing."""
    what, _dash, number = button.partition("-")
    place = int(number) if number.isdecimal() and len(number) < 4 else len(sheet.rows) - 1
    rows = list(sheet.rows)
    if what in ("add", "after") and sheet.has_room:
        rows.insert(place + 1, _empty(sheet))
        return replace(sheet, rows=tuple(rows), focus=place + 1, done=_("Đã thêm một bước."))
    if not 0 <= place < len(rows):
        return sheet
    if what in ("up", "down"):
        return _moved(sheet, place, place + (1 if what == "down" else -1))
    if what == "delete":
        name = rows.pop(place).texts["name"]
        done = _("Đã xóa bước “%(name)s”; chưa lưu.") % {"name": name}
        return replace(sheet, rows=tuple(rows), focus=min(place, len(rows) - 1), done=done)
    if what == "way" and len(rows[place].ways) < MOST_WAYS and sheet.has_room:
        rows[place] = replace(rows[place], ways=(*rows[place].ways, {"to": "", "condition": "", "label": ""}))
        return replace(sheet, rows=tuple(rows), focus=place, done=_("Đã thêm một hướng đi."))
    return sheet


def _moved(sheet: Sheet, place: int, to: int) -> Sheet:
    rows = list(sheet.rows)
    if not 0 <= to < len(rows):
        return replace(sheet, focus=place)
    rows[place], rows[to] = rows[to], rows[place]
    said = {"name": rows[to].texts["name"], "number": to + 1}
    return replace(sheet, rows=tuple(rows), focus=to, done=_("“%(name)s” nay là bước %(number)s.") % said)


def _empty(sheet: Sheet) -> Written:
    code = codes_free("step", [row.code for row in sheet.rows])
    return Written(
        dict.fromkeys(FIELDS, "")
        | {"code": code, "place": Where.COMPETENT.value, "clock": "continue", "meets": ANY}
    )


def table_of(sheet: Sheet, code: str) -> tuple[Table | None, tuple[Problem, ...]]:
    """The table that was written, or why it is none, each problem at its row."""
    found: list[Problem] = []
    taken = [row.code.strip() for row in sheet.rows if row.code.strip()]
    rows = []
    for written in sheet.rows:
        key = written.code.strip() or codes_free("step", taken)
        taken.append(key)
        try:
            number = hours(written.texts["hours"])
        except ValueError:
            found.append(
                Problem(key, _("Số giờ làm việc “%(text)s” không hợp lệ.") % {"text": written.texts["hours"]})
            )
            number = None
        texts = {
            name: written.texts[name] for name in FIELDS if name not in ("agency", "hours", "place", "meets")
        }
        rows.append(
            Row(**texts | {"code": key}, hours=number, place=_place(written), next=_ways(written),
                meets=ALL if written.texts["meets"] == ALL else ANY)
        )  # fmt: skip
    table = normal(Table(code, sheet.name, tuple(rows), sheet.starts, sheet.ends))
    found += problems(table)
    return (None if found else table), tuple(found)


def _place(written: Written) -> str:
    place = written.texts["place"].strip()
    return f"{place}:{words(written.texts['agency'])}" if place == Where.AGENCY.value else place


def _ways(written: Written) -> tuple[Way, ...]:
    """A way that has a name and no condition is the officer's to choose, by that name; the last is the usual one."""
    said = [way for way in written.ways if way["to"].strip() or way["condition"].strip()]
    found = []
    for number, way in enumerate(said, start=1):
        condition, label = way["condition"], way["label"]
        if not condition.strip() and label.strip() and number < len(said):
            name = "_".join("".join(c if c.isascii() and c.isalnum() else " " for c in fold(label)).split())
            condition = f'outcome = "{name or number}"'
        found.append(Way(targets(way["to"]), condition, label))
    return tuple(found)
