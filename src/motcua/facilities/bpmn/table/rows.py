"""The table as values: rows, and where each leads."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from typing import Any

from motcua.facilities.bpmn.reading import Problem

START, END = "start", "end"
ALL, ANY = "all", "any"
MOST_ROWS = 200
MOST_HOURS = 100_000
JOB = "job:"  # before the kind of a row that the machine does
CODE = re.compile(r"[A-Za-z_][A-Za-z0-9_-]{0,59}")
_NOT_XML = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True)
class Way:
    """Hướng đi: to one row, or to several at the same time; with a condition if it is one of several ways."""

    to: tuple[str, ...]
    condition: str = ""
    label: str = ""


@dataclass(frozen=True)
class Row:
    """Dòng của bảng bước: who does what where in how many working hours. No `next`: the following row.

    Several ways exclude each other, the first whose condition holds is gone; the last without a
    condition is gone when none does. `meets` all: waits for everything that was begun together.
    A kind that begins with `job:` is the machine's: nobody's role, no hours.
    """

    code: str
    name: str = ""
    kind: str = ""
    role: str = ""
    place: str = ""
    hours: Decimal | None = None
    clock: str = "continue"
    law: str = ""
    form: str = ""
    slip: str = ""
    next: tuple[Way, ...] = ()
    question: str = ""
    meets: str = ANY

    @property
    def is_job(self) -> bool:
        return self.kind.startswith(JOB)


@dataclass(frozen=True)
class Table:
    """Bảng bước of one process; its first row is where a dossier starts."""

    code: str
    name: str
    rows: tuple[Row, ...]
    starts: str = ""  # what the drawing writes under its start and its end
    ends: str = ""

    def row(self, code: str) -> Row | None:
        return next((row for row in self.rows if row.code == code), None)

    def ways(self, row: Row) -> tuple[Way, ...]:
        """Where a row leads, the following row made explicit."""
        if row.next:
            return row.next
        place = self.rows.index(row) + 1
        return (Way((self.rows[place].code if place < len(self.rows) else END,)),)


def words(text: str) -> str:
    """One line that XML can hold."""
    return " ".join(_NOT_XML.sub(" ", text).split())


def condition(text: str) -> str:
    return _NOT_XML.sub(" ", text.replace("\r\n", "\n")).strip().lstrip("= \t\n")


def hours(text: str) -> Decimal | None:
    """Working hours as written, with comma or point; None for nothing. Raises ValueError."""
    text = text.strip().replace(",", ".")
    if not text:
        return None
    try:
        found = Decimal(text)
    except InvalidOperation as error:
        raise ValueError(text) from error
    if not found.is_finite() or not 0 <= found < MOST_HOURS:
        raise ValueError(text)
    return found


def normal(table: Table) -> Table:
    """The same table written the one way that a drawing gives back."""
    rows = table.rows
    following = (*(row.code for row in rows[1:]), END)
    return replace(
        table, code=words(table.code), name=words(table.name), starts=words(table.starts), ends=words(table.ends),
        rows=tuple(_normal(row, words(after)) for row, after in zip(rows, following, strict=False)),
    )  # fmt: skip


def _normal(row: Row, following: str) -> Row:
    texts = {
        name: words(getattr(row, name))
        for name in ("code", "name", "kind", "role", "place", "clock", "law", "form", "slip", "question")
    }
    if row.is_job:
        texts["kind"] = JOB + words(row.kind.removeprefix(JOB))
    ways = tuple(
        Way(tuple(dict.fromkeys(words(code) for code in way.to)), condition(way.condition), words(way.label))
        for way in row.next
    )
    if ways == (Way((following,)),):
        ways = ()
    if len(ways) < 2 and not any(way.condition for way in ways):
        texts["question"] = ""
    said = vars(row) | texts | {"next": ways, "clock": texts["clock"] or "continue"}
    return Row(**said)


def problems(table: Table) -> tuple[Problem, ...]:
    """Why a table cannot be drawn, at its rows; what may be published is for `bpmn.checking`."""
    if not table.rows:
        return (Problem(None, "Bảng chưa có bước nào."),)
    if len(table.rows) > MOST_ROWS:
        return (Problem(None, f"Bảng có quá {MOST_ROWS} bước."),)
    return tuple(_problems(table))


def _problems(table: Table) -> Iterator[Problem]:
    if not CODE.fullmatch(table.code) or table.code in (START, END, *(row.code for row in table.rows)):
        yield Problem(None, f"Mã quy trình “{table.code}” không dùng được.")
    codes: set[str] = set()
    for row in table.rows:
        if not CODE.fullmatch(row.code) or row.code in (START, END):
            yield Problem(row.code, f"Mã bước “{row.code}” không dùng được: cần chữ không dấu, số, “-”, “_”.")
        if row.code in codes:
            yield Problem(row.code, f"Mã bước “{row.code}” dùng cho hai dòng.")
        codes.add(row.code)
    known = {*codes, END}
    for row in table.rows:
        if row.meets not in (ANY, ALL):
            yield Problem(row.code, f"Không có cách gặp nhau “{row.meets}”.")
        if row.hours is not None and not 0 <= row.hours < MOST_HOURS:
            yield Problem(row.code, "Số giờ làm việc không hợp lệ.")
        for way in row.next:
            if not way.to:
                yield Problem(row.code, "Một hướng đi chưa có bước đến.")
            for code in way.to:
                if code not in known:
                    yield Problem(row.code, f"Không có bước “{code}” để đi tiếp.")


def to_json(table: Table) -> dict[str, Any]:
    """As plain values, for a form or a library file."""
    return {
        "code": table.code, "name": table.name, "starts": table.starts, "ends": table.ends,
        "rows": [_row_to_json(row) for row in table.rows],
    }  # fmt: skip


def _row_to_json(row: Row) -> dict[str, Any]:
    said = {name: getattr(row, name) for name in Row.__dataclass_fields__ if name not in ("hours", "next")}
    ways = [{"to": "+".join(way.to), "condition": way.condition, "label": way.label} for way in row.next]
    return said | {"hours": "" if row.hours is None else str(row.hours), "next": ways}


def from_json(data: Mapping[str, Any]) -> Table:
    """Raises KeyError, TypeError or ValueError where the values are not a table's."""
    head = {name: str(data.get(name, "")) for name in ("code", "name", "starts", "ends")}
    return Table(rows=tuple(_row_from_json(row) for row in data["rows"]), **head)


def _row_from_json(data: Mapping[str, Any]) -> Row:
    said = {
        name: str(data[name])
        for name in data.keys() & Row.__dataclass_fields__
        if name not in ("hours", "next")
    }
    ways = tuple(
        Way(targets(str(way["to"])), str(way.get("condition", "")), str(way.get("label", "")))
        for way in data.get("next", ())
    )
    return Row(hours=hours(str(data.get("hours", ""))), next=ways, **said)


def targets(text: str) -> tuple[str, ...]:
    """`a + b` as codes."""
    return tuple(code for part in text.split("+") if (code := part.strip()))


def row_of(element: str | None) -> str | None:
    """Which row an element drawn from a table belongs to: gateways and flows carry its code."""
    if element is None or "." not in element:
        return element
    parts = element.split(".")
    if parts[0] == "flow":
        parts = parts[1:]
    return parts[1] if parts[0] in ("choice", "split", "join") and len(parts) > 1 else parts[0]


def codes_free(wanted: str, taken: Iterable[str]) -> str:
    """A code like the one wanted that no row has."""
    taken = {*taken, START, END}
    number = 2
    found = wanted
    while found in taken:
        found, number = f"{wanted}{number}", number + 1
    return found
