from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction

from motcua.directory.units.choices import UnitRegime
from motcua.directory.units.events import UnitsImported
from motcua.directory.units.models import Unit, UnitSuccession
from motcua.directory.units.unit_files import Key, LinkRow, Readings, UnitRow
from motcua.kernel.events import log
from motcua.kernel.text import fold

# Law: Luật 72/2025/QH15, NQ 202/2025/QH15 (two tiers from 01/07/2025)
TWO_TIERS_FROM = date(2025, 7, 1)
_COLUMNS = ("name", "full_name", "folded", "kind", "parent_id")


@dataclass
class UnitsReport:
    """What became of every unit and link: new, changed, as it was, or refused and why."""

    imported: int = 0
    updated: int = 0
    unchanged: int = 0
    problems: list[str] = field(default_factory=list)

    @property
    def rejected(self) -> int:
        return len(self.problems)


@transaction.atomic
def import_units(*, readings: Readings, at: datetime, actor_id: int | None = None) -> UnitsReport:
    """Store what files said of units; a second run changes nothing. Units absent from the files stay."""
    report = UnitsReport(problems=list(readings.problems))
    known = {(unit.regime, unit.level, unit.code): unit for unit in Unit.objects.all()}
    for rows in _by_tier(readings.units):
        _store_units(rows, known, report)
    linked = _store_links(list(readings.links.values()), known, report)
    if report.imported or report.updated:
        log.publish(
            UnitsImported(created=report.imported, updated=report.updated, linked=linked),
            subject="units:vn",
            happened_at=at,
            actor_id=actor_id,
        )
    return report


def _by_tier(units: dict[Key, UnitRow]) -> list[list[UnitRow]]:
    """Provinces, then districts and communes of a province, then communes of a district."""
    tiers: list[list[UnitRow]] = [[], [], []]
    for row in units.values():
        tiers[0 if row.parent is None else 1 if row.parent[1] == "province" else 2].append(row)
    return tiers


def _store_units(rows: list[UnitRow], known: dict[Key, Unit], report: UnitsReport) -> None:
    fresh, changed = [], []
    for row in rows:
        parent = known.get(row.parent) if row.parent else None
        if row.parent and parent is None:
            report.problems.append(
                f"{row.full_name} ({row.key[2]}): không có đơn vị cấp trên {row.parent[2]}"
            )
            continue
        values = (row.name, row.full_name, fold(row.full_name), row.kind, parent.pk if parent else None)
        unit = known.get(row.key)
        if unit is None:
            fresh.append(_new_unit(row.key, values))
        elif tuple(getattr(unit, column) for column in _COLUMNS) != values:
            for column, value in zip(_COLUMNS, values, strict=True):
                setattr(unit, column, value)
            changed.append(unit)
        else:
            report.unchanged += 1
    for unit in Unit.objects.bulk_create(fresh, batch_size=500):
        known[(unit.regime, unit.level, unit.code)] = unit
    Unit.objects.bulk_update(changed, _COLUMNS, batch_size=200)
    report.imported += len(fresh)
    report.updated += len(changed)


def _new_unit(key: Key, values: tuple) -> Unit:
    regime, level, code = key
    is_present = regime == UnitRegime.TWO_TIER
    return Unit(
        regime=regime,
        level=level,
        code=code,
        valid_from=TWO_TIERS_FROM if is_present else None,
        valid_to=None if is_present else TWO_TIERS_FROM,
        **dict(zip(_COLUMNS, values, strict=True)),
    )


def _store_links(rows: list[LinkRow], known: dict[Key, Unit], report: UnitsReport) -> int:
    """Store where former communes went; returns how many links are new or changed."""
    stored = {(link.old_id, link.new_id): link for link in UnitSuccession.objects.all()}
    fresh, changed = [], []
    for row in rows:
        old, new = known.get(row.old), known.get(row.new)
        if old is None or new is None:
            report.problems.append(f"Đơn vị cũ {row.old[2]}: chưa có đơn vị mới {row.new[2]}")
            continue
        link = stored.get((old.pk, new.pk))
        if link is None:
            fresh.append(UnitSuccession(old=old, new=new, is_whole=row.is_whole, is_default=row.is_default))
        elif (link.is_whole, link.is_default) != (row.is_whole, row.is_default):
            link.is_whole, link.is_default = row.is_whole, row.is_default
            changed.append(link)
        else:
            report.unchanged += 1
    UnitSuccession.objects.bulk_create(fresh, batch_size=500)
    UnitSuccession.objects.bulk_update(changed, ["is_whole", "is_default"], batch_size=200)
    report.imported += len(fresh)
    report.updated += len(changed)
    return len(fresh) + len(changed)
