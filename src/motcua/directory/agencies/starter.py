"""The shipped agencies of Hà Tĩnh province, read from `data/` and made for every commune.

Codes are invented but for the province's own: the list in force after the merger of 2025 is
not published, so each is marked as provisional until the province enters its own.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files

from motcua.directory.agencies.choices import AgencyKind, Level
from motcua.directory.units.starter import PROVINCE_UNIT, communes

PROVINCE_CODE = "H27"
PROVINCE_CENTER = "H27.01.01"
CENTER = ".01"
_FIRST_COMMUNE = 101


@dataclass(frozen=True)
class StarterAgency:
    """One agency to enter; `unit_code` is the commune's or the province's."""

    code: str
    parent: str
    level: str
    kind: str
    name: str
    unit_code: str
    is_provisional: bool = True


def agencies() -> Iterator[StarterAgency]:
    """The province's agencies, then each commune's committee with its centre and divisions; parents first."""
    text = files("motcua.directory.agencies.data").joinpath("ha_tinh_agencies.csv").read_text("utf-8")
    for line in csv.DictReader(io.StringIO(text)):
        code, parent, level, kind, name = line.values()
        yield StarterAgency(code, parent, level, kind, name, PROVINCE_UNIT, code != PROVINCE_CODE)
    for number, (unit_code, unit_kind, name) in enumerate(communes(), start=_FIRST_COMMUNE):
        yield from _commune_agencies(f"{PROVINCE_CODE}.{number}", unit_code, unit_kind.lower(), name)


def _commune_agencies(code: str, unit_code: str, kind: str, name: str) -> Iterator[StarterAgency]:
    here, level = f"{kind} {name}", Level.COMMUNE.value
    committee = AgencyKind.PEOPLE_COMMITTEE.value
    yield StarterAgency(code, PROVINCE_CODE, level, committee, f"Ủy ban nhân dân {here}", unit_code)
    economy = "Phòng Kinh tế, Hạ tầng và Đô thị" if kind == "phường" else "Phòng Kinh tế"
    parts = (
        (CENTER, AgencyKind.SERVICE_CENTER, "Trung tâm Phục vụ hành chính công"),
        (".02", AgencyKind.DIVISION, "Văn phòng HĐND và UBND"),
        (".03", AgencyKind.DIVISION, economy),
        (".04", AgencyKind.DIVISION, "Phòng Văn hóa - Xã hội"),
    )
    for suffix, part_kind, part in parts:
        yield StarterAgency(f"{code}{suffix}", code, level, part_kind.value, f"{part} {here}", unit_code)
