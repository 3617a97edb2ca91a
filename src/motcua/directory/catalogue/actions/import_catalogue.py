"""Imports official records: every one accounted for, one bad record never spoils the others."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import DatabaseError

from motcua.directory.catalogue.rules.fields import BadRecord
from motcua.directory.catalogue.rules.listing import read_row
from motcua.directory.catalogue.rules.official import read_official
from motcua.directory.catalogue.rules.reading import Damage, Raw
from motcua.directory.procedures.actions.publish_records import Outcome, publish_records
from motcua.directory.procedures.models import CatalogueImport
from motcua.directory.procedures.rules.content import CatalogueRecord

BATCH = 400

Reader = Callable[[Raw], CatalogueRecord]


@dataclass(frozen=True)
class Source:
    """One file: its name for the report and its records in order."""

    name: str
    items: Iterable[Raw | Damage]


@dataclass(frozen=True)
class Problem:
    """A record that was rejected: where it stands and why."""

    file: str
    record: int
    line: int
    code: str
    reason: str


@dataclass
class ImportReport:
    """Every record of every file stands in exactly one of the four counts."""

    imported: int = 0
    updated: int = 0
    unchanged: int = 0
    rejected: int = 0
    problems: list[Problem] = field(default_factory=list)

    def count(self, outcome: Outcome) -> None:
        setattr(self, outcome.value, getattr(self, outcome.value) + 1)

    def reject(self, item: _Item, reason: str) -> None:
        self.rejected += 1
        self.problems.append(Problem(item.file, item.number, item.line, item.code, reason))


@dataclass(frozen=True)
class _Item:
    file: str
    number: int
    line: int
    code: str = ""
    record: CatalogueRecord | None = None


def read_any(raw: Raw) -> CatalogueRecord:
    """A CSV row of the list or a JSON record of the national database."""
    return read_row(raw.value) if raw.is_row else read_official(raw.value)


def import_catalogue(
    *,
    sources: Sequence[Source],
    at: datetime,
    source: str = "national",
    read: Reader = read_any,
    actor_id: int | None = None,
) -> ImportReport:
    """Bring the catalogue up to the records of `sources`, in order; never raises for their content.

    Works in batches, each its own transaction; a batch the database refuses is taken
    record by record. Running the same files again changes nothing. A run that changes
    something leaves a `CatalogueImport`.
    """
    report = ImportReport()
    run = CatalogueImport(source=source, started_at=at, last_at=at, actor_id=actor_id)
    for batch in _batches(_readable(sources, read, report)):
        _publish(batch, run, at, actor_id, report)
    return report


def _readable(sources: Sequence[Source], read: Reader, report: ImportReport) -> Iterator[_Item]:
    for source in sources:
        seen: dict[tuple[str, str], tuple[str, int]] = {}
        for raw in _tidy_first(source.items):
            item = _item(source.name, raw, read, report)
            if item is None or item.record is None:
                continue
            content = item.record.digest
            known, first = seen.setdefault((item.code, item.record.kind), (content, item.number))
            if known != content:
                report.reject(item, f"trùng mã với bản ghi số {first} trong tệp nhưng nội dung khác")
            else:
                yield item


def _tidy_first(items: Iterable[Raw | Damage]) -> Iterator[Raw | Damage]:
    """Records whose code is mistyped (" 1.014325") come last: the code belongs to the one that has it right."""
    untidy = []
    for item in items:
        code = item.value.get("code") if isinstance(item, Raw) and isinstance(item.value, dict) else None
        if isinstance(code, str) and code != code.strip():
            untidy.append(item)
        else:
            yield item
    yield from untidy


def _item(name: str, raw: Raw | Damage, read: Reader, report: ImportReport) -> _Item | None:
    if isinstance(raw, Damage):
        report.reject(_Item(name, raw.number, raw.line), raw.reason)
        return None
    try:
        record = read(raw)
    except BadRecord as error:
        report.reject(_Item(name, raw.number, raw.line, _code_of(raw)), str(error))
        return None
    return _Item(name, raw.number, raw.line, record.code, record)


def _code_of(raw: Raw) -> str:
    """The code as far as it can be told, for the report."""
    code = raw.value.get("code") if isinstance(raw.value, dict) else None
    text = code if isinstance(code, str) else ""
    return "".join(c for c in text if c.isprintable())[:60].strip()


def _batches(items: Iterable[_Item]) -> Iterator[list[_Item]]:
    """Batches in which no code comes twice."""
    batch: dict[str, _Item] = {}
    for item in items:
        if item.code in batch or len(batch) == BATCH:
            yield list(batch.values())
            batch = {}
        batch[item.code] = item
    if batch:
        yield list(batch.values())


def _publish(
    batch: list[_Item], run: CatalogueImport, at: datetime, actor_id: int | None, report: ImportReport
) -> None:
    records = [item.record for item in batch if item.record]
    try:
        outcomes = _stored(records, run, at, actor_id)
    except DatabaseError as error:
        if len(batch) == 1:
            report.reject(batch[0], f"cơ sở dữ liệu từ chối: {type(error).__name__}")
            return
        for item in batch:
            _publish([item], run, at, actor_id, report)
        return
    for outcome in outcomes:
        report.count(outcome)


def _stored(
    records: list[CatalogueRecord], run: CatalogueImport, at: datetime, actor_id: int | None
) -> list[Outcome]:
    saved = (run.pk, run.batches)
    try:
        return publish_records(records=records, run=run, at=at, actor_id=actor_id)
    except DatabaseError:
        run.pk, run.batches = saved
        run._state.adding = run.pk is None
        raise
