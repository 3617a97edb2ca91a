"""The national catalogue: importing 5,670 rows, searching them, and the same in raw SQL."""

from __future__ import annotations

import csv
import io
import random
import time
import tracemalloc
from collections.abc import Iterator
from typing import Any

from django.core.management.color import no_style
from django.db import connection
from django.test import Client

from bench.measuring import Result, Times, at_most, percentile, timed
from bench.office import Bench
from bench.raw import captured, sent
from motcua.directory.catalogue.actions.import_catalogue import ImportReport, Source, import_catalogue
from motcua.directory.catalogue.actions.load_starter import FOLDER
from motcua.directory.catalogue.rules.reading import read_records
from motcua.directory.procedures import queries
from motcua.directory.procedures.models import (
    CatalogueImport,
    Procedure,
    ProcedureVersion,
    Sector,
    VersionSector,
)
from motcua.directory.procedures.queries import index
from motcua.kernel import clock
from motcua.kernel.events.models import Event

ROWS = 5_670
QUERIES = 400
MEGABYTE = 1024 * 1024


def measure(_bench: Bench) -> Iterator[Result]:
    chance = random.Random(7)
    names = _names()
    engine = connection.vendor
    raw_s = _raw_import(_file(names, chance, digit=6))
    data = _file(names, chance, digit=7)
    took = _seconds(data)
    yield at_most("catalogue: import 5,670 rows", engine, took, "s", 20, _beside(took, raw_s, "s"))
    yield at_most("catalogue: the same again", engine, _seconds(data), "s", 20)
    changed = _file(names, chance, digit=7)
    yield at_most("catalogue: 5,670 changed rows", engine, _seconds(changed), "s", 20)
    size = _index_size()
    yield at_most("catalogue: index in memory", engine, size, "MB", 60)
    asked = _asked(chance)
    times = timed([lambda q=q: queries.search(q, on=clock.today()) for q in asked])
    raw = timed([lambda q=q: _raw_search(q) for q in asked])
    note = (
        f"{_beside(times.p50, raw.p50, 'ms')}, p50 {times.p50:.1f}, cpu p95 {percentile(times.cpu, 95):.1f}"
    )
    yield at_most("catalogue: search, p95", engine, times.p95, "ms", 20, note)
    page = _pages(asked[:100])
    yield at_most("catalogue: public search page, p50", engine, page.p50, "ms", 50)


def _beside(value: float, raw: float, unit: str) -> str:
    return f"raw {raw:.2f} {unit}, ×{value / raw:.1f}"


def _names() -> list[str]:
    """Real names of procedures; numbers keep the many copies apart."""
    found = [
        raw.value["name"] for path in sorted(FOLDER.glob("*.json")) for raw in read_records(path.read_bytes())
    ]  # type: ignore[union-attr]
    return [str(name) for name in found]


def _file(names: list[str], chance: random.Random, *, digit: int) -> bytes:
    """A list as the national database gives it."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(["code", "name", "categories", "departments", "subject_types", "type", "state"])
    for number in range(ROWS):
        words = " ".join(chance.choice(names).split()[: chance.randint(4, 25)])
        row = [
            f"{digit}.{number:06}",
            f"{words} {number}",
            f"Lĩnh vực {number % 280}",
            "Ủy ban nhân dân cấp xã",
        ]
        writer.writerow([*row, "Công dân Việt Nam; Doanh nghiệp", "STANDARD", "ACTIVE"])
    return text.getvalue().encode()


def _import(data: bytes) -> ImportReport:
    return import_catalogue(sources=[Source("bench", read_records(data))], at=clock.now())


def _seconds(data: bytes) -> float:
    began = time.perf_counter()
    report = _import(data)
    assert report.rejected == 0, report.problems[:3]
    return time.perf_counter() - began


def _raw_import(data: bytes) -> float:
    """Seconds that the statements of an import take when the driver alone sends them."""
    statements = captured(lambda: _import(data))
    kept = [
        (sql, params, many)
        for sql, params, many in statements
        if not sql.startswith(("SAVEPOINT", "RELEASE"))
    ]
    models: list[Any] = [CatalogueImport, Procedure, ProcedureVersion, Sector, VersionSector, Event]
    with connection.cursor() as cursor:  # what was rolled back has used up numbers
        for sql in connection.ops.sequence_reset_sql(no_style(), models):
            cursor.execute(sql)
    return sent(kept) / 1000


def _index_size() -> float:
    tracemalloc.start()
    built = index.build(clock.today())
    size = tracemalloc.get_traced_memory()[0] / MEGABYTE
    tracemalloc.stop()
    assert len(built.entries) >= ROWS
    return size


def _asked(chance: random.Random) -> list[str]:
    """Pieces of names as people type them: half without marks, half with a wrong letter."""
    found = []
    for number, hit in enumerate(
        chance.choices(queries.search("", on=clock.today(), limit=ROWS).hits, k=QUERIES)
    ):
        words = hit.name.split() if number % 2 else hit.folded.split()
        start = chance.randrange(max(1, len(words) - 3))
        letters = list(" ".join(words[start : start + chance.randint(1, 5)]))
        if number % 4 < 2:
            letters[chance.randrange(len(letters))] = chance.choice("abcdeghiklmnopqrstuvxy")
        found.append("".join(letters))
    return found


def _raw_search(text: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id, name FROM procedures_procedureversion WHERE folded LIKE %s ORDER BY folded LIMIT 20",
            [f"%{text}%"],
        )
        cursor.fetchall()


def _pages(asked: list[str]) -> Times:
    client = Client(headers={"host": "localhost"})
    return timed([lambda q=q: client.get("/thu-tuc/", {"q": q}) for q in asked])
