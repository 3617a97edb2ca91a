"""The shipped units of Hà Tĩnh province, with their official codes and names, read from `data/`."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from importlib.resources import files

from motcua.directory.units.choices import UnitLevel, UnitRegime
from motcua.directory.units.unit_files import Key, LinkRow, Readings, UnitRow

PROVINCE_UNIT, PROVINCE = "42", "Hà Tĩnh"
_REGIMES = (UnitRegime.TWO_TIER, UnitRegime.THREE_TIER)
_FORMER_DISTRICTS = {
    "436": ("Thành phố", "Hà Tĩnh"),
    "437": ("Thị xã", "Hồng Lĩnh"),
    "439": ("Huyện", "Hương Sơn"),
    "440": ("Huyện", "Đức Thọ"),
    "441": ("Huyện", "Vũ Quang"),
    "442": ("Huyện", "Nghi Xuân"),
    "443": ("Huyện", "Can Lộc"),
    "444": ("Huyện", "Hương Khê"),
    "445": ("Huyện", "Thạch Hà"),
    "446": ("Huyện", "Cẩm Xuyên"),
    "447": ("Huyện", "Kỳ Anh"),
    "449": ("Thị xã", "Kỳ Anh"),
}


def unit_readings() -> Readings:
    """Province, communes, and the districts and communes of before 01/07/2025 with where they went."""
    readings = Readings()
    province, former = (_key(regime, UnitLevel.PROVINCE, PROVINCE_UNIT) for regime in _REGIMES)
    for key in (province, former):
        readings.add(UnitRow(key, PROVINCE, f"Tỉnh {PROVINCE}", "Tỉnh"))
    for code, kind, name in communes():
        key = _key(UnitRegime.TWO_TIER, UnitLevel.COMMUNE, code)
        readings.add(UnitRow(key, name, f"{kind} {name}", kind, province))
    for code, (kind, name) in _FORMER_DISTRICTS.items():
        key = _key(UnitRegime.THREE_TIER, UnitLevel.DISTRICT, code)
        readings.add(UnitRow(key, name, f"{kind} {name}", kind, former))
    for line in _lines("ha_tinh_former.csv"):
        for row in _former(line):
            readings.add(row)
    return readings


def communes() -> Iterator[tuple[str, str, str]]:
    """Code, kind and name of each commune of the province, by code."""
    for line in _lines("ha_tinh_communes.csv"):
        yield line["code"], line["kind"], line["name"]


def _former(line: dict[str, str]) -> Iterator[UnitRow | LinkRow]:
    old = _key(UnitRegime.THREE_TIER, UnitLevel.COMMUNE, line["code"])
    district = _key(UnitRegime.THREE_TIER, UnitLevel.DISTRICT, line["district"])
    kind = "Thị trấn" if line["name"].startswith("Thị trấn") else line["name"].split(" ", 1)[0]
    yield UnitRow(old, line["name"].removeprefix(f"{kind} "), line["name"], kind, district)
    new = _key(UnitRegime.TWO_TIER, UnitLevel.COMMUNE, line["now"])
    yield LinkRow(old, new, line["share"] == "", line["share"] != "part")


def _key(regime: UnitRegime, level: UnitLevel, code: str) -> Key:
    return regime.value, level.value, code


def _lines(name: str) -> Iterator[dict[str, str]]:
    text = files("motcua.directory.units.data").joinpath(name).read_text("utf-8")
    yield from csv.DictReader(io.StringIO(text))
