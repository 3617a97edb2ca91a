"""Reads files of administrative units, row by row: four known shapes, nothing stored, never a traceback.

provinces  code, full_name, name, unit_type
communes   code, full_name, name, unit_type, province_code
former     province_code, province, district_code, district, ward_code, ward
changes    old_ward_code, old_ward, old_district_code, …, new_ward_code, …, kind, is_default_for_split
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from motcua.directory.units.choices import UnitLevel, UnitRegime
from motcua.kernel.text import UnreadableText, clean

_CODE = re.compile(r"\d{1,10}")
_KINDS = ("Thành phố", "Thị xã", "Thị trấn", "Đặc khu", "Phường", "Huyện", "Quận", "Tỉnh", "Xã")
MAX_NAME = 120
Key = tuple[str, str, str]


@dataclass(frozen=True)
class UnitRow:
    """One unit as a file gives it; `parent` is the key of the unit above."""

    key: Key
    name: str
    full_name: str
    kind: str
    parent: Key | None = None


@dataclass(frozen=True)
class LinkRow:
    """A former commune and where it went."""

    old: Key
    new: Key
    is_whole: bool
    is_default: bool


@dataclass
class Readings:
    """What files said: units by key, links, rows that could not be used and why."""

    units: dict[Key, UnitRow] = field(default_factory=dict)
    links: dict[tuple[Key, Key], LinkRow] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)

    def add(self, row: UnitRow | LinkRow) -> None:
        if isinstance(row, UnitRow):
            self.units[row.key] = row
        else:
            self.links[(row.old, row.new)] = row


class BadRow(ValueError):
    """Dòng không dùng được."""


def read_into(readings: Readings, name: str, content: bytes) -> None:
    """Add what a file says; what cannot be read becomes a problem that names file and line."""
    try:
        lines = csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True)
        shape = _shape_of(set(lines.fieldnames or ()))
    except UnicodeDecodeError:
        readings.problems.append(f"{name}: không phải văn bản UTF-8")
        return
    except csv.Error as error:
        readings.problems.append(f"{name}: không đọc được dòng đầu ({error})")
        return
    if shape is None:
        readings.problems.append(f"{name}: dòng đầu không thuộc dạng tệp đơn vị hành chính nào đã biết")
        return
    _read_rows(readings, name, lines, shape)


def _read_rows(readings: Readings, name: str, lines: csv.DictReader, shape: Shape) -> None:
    try:
        for line in lines:
            try:
                for row in list(shape(line)):
                    readings.add(row)
            except BadRow as error:
                readings.problems.append(f"{name}: dòng {lines.line_num}: {error}")
    except csv.Error as error:
        readings.problems.append(f"{name}: dòng {lines.line_num + 1}: {error}; bỏ phần còn lại của tệp")


Line = Mapping[str, str]
Shape = Callable[[Line], Iterator[UnitRow | LinkRow]]


def _province(line: Line) -> Iterator[UnitRow]:
    key = (UnitRegime.TWO_TIER.value, UnitLevel.PROVINCE.value, _code(line, "code"))
    yield UnitRow(key, _text(line, "name"), _text(line, "full_name"), _kind(line))


def _commune(line: Line) -> Iterator[UnitRow]:
    key = (UnitRegime.TWO_TIER.value, UnitLevel.COMMUNE.value, _code(line, "code"))
    above = (UnitRegime.TWO_TIER.value, UnitLevel.PROVINCE.value, _code(line, "province_code"))
    yield UnitRow(key, _text(line, "name"), _text(line, "full_name"), _kind(line), above)


def _former(line: Line) -> Iterator[UnitRow]:
    yield from _former_chain(line, "province", "district", "ward", prefix="")


def _change(line: Line) -> Iterator[UnitRow | LinkRow]:
    old: Key | None = None
    for unit in _former_chain(line, "province", "district", "ward", prefix="old_"):
        old = unit.key
        yield unit
    if old is None or old[1] != UnitLevel.COMMUNE:
        raise BadRow("thiếu đơn vị cũ")
    new = (UnitRegime.TWO_TIER.value, UnitLevel.COMMUNE.value, _code(line, "new_ward_code"))
    kind = (line.get("kind") or "").strip()
    if kind not in ("whole", "split"):
        raise BadRow(f"kind phải là whole hoặc split, không phải {kind[:20]!r}")
    is_whole = kind == "whole"
    default = (line.get("is_default_for_split") or "").strip() == "1"
    yield LinkRow(old, new, is_whole, is_whole or default)


def _former_chain(line: Line, *levels: str, prefix: str) -> Iterator[UnitRow]:
    """Province, district and commune of a line, each below the one before; a district may have no communes."""
    kinds = (UnitLevel.PROVINCE, UnitLevel.DISTRICT, UnitLevel.COMMUNE)
    above: Key | None = None
    for level, column in zip(kinds, levels, strict=True):
        if level == UnitLevel.COMMUNE and not (line.get(f"{prefix}{column}_code") or "").strip():
            return
        key = (UnitRegime.THREE_TIER.value, level.value, _code(line, f"{prefix}{column}_code"))
        full = _text(line, f"{prefix}{column}")
        kind, name = _split_kind(full)
        yield UnitRow(key, name, full, kind, above)
        above = key


_SHAPES: tuple[tuple[frozenset[str], Shape], ...] = (
    (frozenset({"old_ward_code", "old_ward", "new_ward_code", "kind", "is_default_for_split"}), _change),
    (frozenset({"province_code", "province", "district_code", "district", "ward_code", "ward"}), _former),
    (frozenset({"code", "full_name", "name", "unit_type", "province_code"}), _commune),
    (frozenset({"code", "full_name", "name", "unit_type"}), _province),
)


def _shape_of(columns: set[str]) -> Shape | None:
    return next((shape for wanted, shape in _SHAPES if wanted <= columns), None)


def _code(line: Line, column: str) -> str:
    code = (line.get(column) or "").strip()
    if not _CODE.fullmatch(code) or not code.isascii():
        raise BadRow(f"{column} không phải mã số: {code[:20]!r}")
    return code


def _text(line: Line, column: str) -> str:
    try:
        text = clean(line.get(column) or "")
    except UnreadableText as error:
        raise BadRow(f"{column}: {error}") from None
    if not text or len(text) > MAX_NAME:
        raise BadRow(f"{column} trống hoặc dài quá {MAX_NAME} ký tự")
    return text


def _kind(line: Line) -> str:
    return _text(line, "unit_type")[:40]


def _split_kind(full_name: str) -> tuple[str, str]:
    for kind in _KINDS:
        if full_name.startswith(f"{kind} "):
            return kind, full_name[len(kind) + 1 :]
    return "", full_name
