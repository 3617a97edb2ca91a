"""From the bytes of a file to raw records, whatever the bytes: JSON, JSON array, JSON lines or CSV.

Every record gets its place; what cannot be read becomes a `Damage` with its place, and
reading goes on behind it.
"""

from __future__ import annotations

import codecs
import csv
import io
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

DELIMITERS = (",", ";", "\t")
_LONG_NUMBER = 30
_LINE_END = re.compile(r"\r\n|\n|\r")
_NEW_ROW = re.compile(r"\s*\"?\s*\d\.\d{6}[0-9A-Za-z.\-]*\"?\s*[,;\t]")
_BLANK = re.compile(r"[\s\ufeff]*")
_BRACKETS = re.compile(r'"(?:[^"\\]|\\.)*"|[\[\]{}]', re.DOTALL)
_FIELD_LIMIT = 1_000_000
_LONGEST_ROW = 200


@dataclass(frozen=True)
class Raw:
    """One record: its number in the file, the line it starts on, and its JSON value or CSV row."""

    number: int
    line: int
    value: Any
    is_row: bool = False


@dataclass(frozen=True)
class Damage:
    """A place where no record could be read, and why."""

    number: int
    line: int
    reason: str


def read_records(data: bytes) -> Iterator[Raw | Damage]:
    """All records of a file; never raises for what the bytes hold. An empty file has none."""
    if data[:2] == b"\x1f\x8b" or data[:4] == b"PK\x03\x04":
        yield Damage(1, 1, "tệp nén; hãy giải nén trước khi nhập")
        return
    text = _decode(data)
    start = _BLANK.match(text).end()  # type: ignore[union-attr]
    if start == len(text):
        return
    if text[start] == "[":
        yield from _array(text, start)
    elif text[start] == "{":
        yield from _objects(text, start)
    else:
        yield from _rows(text)


def _decode(data: bytes) -> str:
    """UTF-8 unless a mark says UTF-16; bytes that are no text stay visible as lone surrogates."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", "replace")
    return data.decode("utf-8-sig", "surrogateescape")


def _objects(text: str, start: int) -> Iterator[Raw | Damage]:
    """One object over many lines, or one object a line."""
    try:
        value, end = _DECODER.raw_decode(text, start)
    except (ValueError, RecursionError):
        pass
    else:
        if _BLANK.match(text, end).end() == len(text):  # type: ignore[union-attr]
            yield Raw(1, _Lines(text).at(start), value)
            return
    yield from _lines(text, start)


def _lines(text: str, start: int) -> Iterator[Raw | Damage]:
    found = 0
    damaged: list[Any] = []
    for line, content in enumerate(_LINE_END.split(text), start=1):
        if not content.strip("\ufeff \t"):
            continue
        found += 1
        item = _one_line(content, found, line)
        if isinstance(item, Damage) and len(damaged) == found - 1:
            damaged.append(item)  # nothing readable so far: maybe no file of lines at all
            continue
        yield from damaged
        damaged = []
        yield item
    if len(damaged) > 1 and len(damaged) == found:
        yield Damage(1, _Lines(text).at(start), f"không phải JSON: {damaged[0].reason}")
    else:
        yield from damaged


def _one_line(content: str, number: int, line: int) -> Raw | Damage:
    try:
        return Raw(number, line, _DECODER.decode(content.strip("\ufeff \t")))
    except (ValueError, RecursionError) as error:
        return Damage(number, line, _why(error))


def _array(text: str, start: int) -> Iterator[Raw | Damage]:
    place, number = start + 1, 0
    lines = _Lines(text)
    while True:
        place = _BLANK.match(text, place).end()  # type: ignore[union-attr]
        if place >= len(text) or text[place] == "]":
            break
        number += 1
        line = lines.at(place)
        try:
            value, place = _DECODER.raw_decode(text, place)
            yield Raw(number, line, value)
        except (ValueError, RecursionError) as error:
            yield Damage(number, line, _why(error))
            place = _end_of_value(text, place)
        place = _BLANK.match(text, place).end()  # type: ignore[union-attr]
        if text[place : place + 1] != ",":
            break
        place += 1
    if text[place : place + 1] != "]" or _BLANK.match(text, place + 1).end() < len(text):  # type: ignore[union-attr]
        yield Damage(number + 1, lines.at(place), "danh sách JSON không khép lại đúng; phần sau bị bỏ")


class _Lines:
    """Counts lines forward only, so that many places in one text cost one pass."""

    def __init__(self, text: str) -> None:
        self._text, self._place, self._line = text, 0, 1

    def at(self, place: int) -> int:
        self._line += self._text.count("\n", self._place, place)
        self._place = place
        return self._line


def _end_of_value(text: str, place: int) -> int:
    """Where the damaged value ends: at its closing bracket, or before the next comma outside one."""
    depth = 0
    for token in _BRACKETS.finditer(text, place):
        if token[0] in "[{":
            depth += 1
        elif token[0] in "]}":
            depth -= 1
            if depth == 0:
                return token.end()
            if depth < 0:
                return token.start()
    return len(text)


def _why(error: Exception) -> str:
    if isinstance(error, RecursionError):
        return "JSON lồng nhau quá sâu"
    if isinstance(error, json.JSONDecodeError):
        return f"JSON sai ở cột {error.colno}"
    return "JSON không đọc được"


def _integer(digits: str) -> int | Decimal:
    if len(digits) <= _LONG_NUMBER:
        return int(digits)
    try:
        return Decimal(digits)
    except InvalidOperation:
        return Decimal("NaN")


_DECODER = json.JSONDecoder(parse_int=_integer)


def _rows(text: str) -> Iterator[Raw | Damage]:
    """CSV with a header that names at least `code` and `name`."""
    lines = _LINE_END.split(text)
    first = next(n for n, line in enumerate(lines) if line.strip("\ufeff \t"))
    header, delimiter = _header(lines[first])
    if not header:
        yield Damage(
            1, first + 1, "không nhận ra định dạng: cần JSON, hoặc CSV có cột code và name ở dòng đầu"
        )
        return
    starts_with_code = header[0] == "code"
    records = _csv_records(lines, first + 1, starts_with_code)
    for number, (line, content, is_whole) in enumerate(records, start=1):
        if is_whole:
            yield _row(content, header, delimiter, number, line)
        else:
            yield Damage(number, line, "dấu ngoặc kép không khép lại")


def _header(line: str) -> tuple[list[str], str]:
    for delimiter in DELIMITERS:
        names = [name.strip().strip("\ufeff").strip('"').lower() for name in line.split(delimiter)]
        if "code" in names and "name" in names and len(set(names)) == len(names):
            return names, delimiter
    return [], ""


def _csv_records(lines: list[str], start: int, starts_with_code: bool) -> Iterator[tuple[int, str, bool]]:
    """Physical lines joined while a quote is open, but never over a line that starts another row."""
    place = start
    while place < len(lines):
        first, quotes = place, lines[place].count('"')
        place += 1
        while quotes % 2 and place < len(lines) and place - first < _LONGEST_ROW:
            if starts_with_code and _NEW_ROW.match(lines[place]):
                break
            quotes += lines[place].count('"')
            place += 1
        if quotes % 2 and not starts_with_code:
            place = first + 1
        content = "\n".join(lines[first:place])
        if content.strip("\ufeff \t\n"):
            yield first + 1, content, quotes % 2 == 0


def _row(content: str, header: list[str], delimiter: str, number: int, line: int) -> Raw | Damage:
    previous = csv.field_size_limit(_FIELD_LIMIT)
    try:
        rows = list(csv.reader(io.StringIO(content, newline=""), delimiter=delimiter))
    except csv.Error:
        return Damage(number, line, "dòng CSV không đọc được")
    finally:
        csv.field_size_limit(previous)
    if len(rows) != 1 or len(rows[0]) != len(header):
        have = len(rows[0]) if rows else 0
        return Damage(number, line, f"dòng có {have} cột, cần {len(header)} cột")
    return Raw(number, line, dict(zip(header, rows[0], strict=True)), is_row=True)
