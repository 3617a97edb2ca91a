"""Fills the tables as a province's would be: half a million dossiers, their people and search documents."""

from __future__ import annotations

import os
import random
from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Any

from django.db import connection, transaction
from django.db.models import Model

from bench.office import Bench
from motcua.casework.dossiers.models import Dossier, Party
from motcua.casework.dossiers.parties import Parties, PartyData
from motcua.casework.dossiers.queries import search_document
from motcua.casework.dossiers.tests import factories
from motcua.facilities.workflow.models import ProcessRun, Token
from motcua.kernel import clock

DOSSIERS = int(os.environ.get("BENCH_DOSSIERS", "500000"))
AGENCIES = 80
_PORTION = 10_000
_BEYOND = 100_000_000  # ids of runs and tokens of their own
_RUNNING = 0.06

FAMILY = (
    "Nguyễn",
    "Trần",
    "Lê",
    "Phạm",
    "Hoàng",
    "Phan",
    "Vũ",
    "Đặng",
    "Bùi",
    "Đỗ",
    "Hồ",
    "Ngô",
    "Dương",
    "Lý",
)
MIDDLE = ("Văn", "Thị", "Hữu", "Đức", "Minh", "Quốc", "Thanh", "Ngọc", "Xuân", "Thu", "Kim", "Hải")
GIVEN = ("An", "Bình", "Chi", "Dũng", "Giang", "Hà", "Hòa", "Khánh", "Lan", "Linh", "Mơ", "Nam", "Oanh", "Phúc",
         "Quân", "Sơn", "Tâm", "Thảo", "Uyên", "Vinh", "Yến", "Đạt")  # fmt: skip


def fill(bench: Bench) -> None:
    """The office's own dossiers among those of many agencies; statistics brought up to date."""
    model = bench.accept(bench.drafts(1)[0])
    offices = [(bench.office.center.pk, bench.office.committee.pk)]
    for number in range(AGENCIES - 1):
        committee = factories.make_agency(f"UBND xã Số {number}")
        offices.append((factories.make_agency(f"Một cửa xã Số {number}", parent=committee).pk, committee.pk))
    first = model.pk + 1
    for start in range(0, DOSSIERS, _PORTION):
        with transaction.atomic():
            _portion(model, offices, range(first + start, first + min(start + _PORTION, DOSSIERS)))
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT setval(pg_get_serial_sequence('dossiers_dossier', 'id'), %s)", [first + DOSSIERS]
            )
            cursor.execute("VACUUM ANALYZE" if connection.get_autocommit() else "ANALYZE")
        else:
            cursor.execute("ANALYZE")


def _portion(model: Dossier, offices: list[tuple[int, int]], ids: range) -> None:
    chance = random.Random(ids.start)
    people = {pk: _person(chance, pk) for pk in ids}
    rows = [_row(model, chance, pk, offices) for pk in ids]
    running = [row for row in rows if row.process_run_id]
    _insert_rows([_run(row) for row in running])
    _insert_rows(rows)
    _insert_rows([_token(row) for row in running])
    columns = ["dossier_id", "role", *(f.column for f in Party._meta.concrete_fields[3:])]
    _insert("dossiers_party", columns, ((pk, "owner", *_columns(people[pk])) for pk in ids))
    documents = ((row.pk, search_document(row, Parties(people[row.pk]))) for row in rows)
    if connection.vendor == "postgresql":
        _insert_documents(documents)
    else:
        _insert("dossiers_search", ["rowid", "terms"], documents)


def _insert_rows(rows: Sequence[Model]) -> None:
    """Rows of one model as they are."""
    if not rows:
        return
    fields = list(rows[0]._meta.concrete_fields)
    values = ([f.get_db_prep_save(getattr(row, f.attname), connection) for f in fields] for row in rows)
    _insert(rows[0]._meta.db_table, [field.column for field in fields], values)


def _run(row: Dossier) -> ProcessRun:
    return ProcessRun(
        pk=row.process_run_id,
        version_id=row.process_version_id,
        places={},
        next_token=3,
        started_at=row.drafted_at,
    )


def _token(row: Dossier) -> Token:
    """Where a running dossier waits; what work lists are made of."""
    return Token(
        pk=row.process_run_id, run_id=row.process_run_id, number=2, node=row.step, kind="ready",
        step_kind="appraise", role=row.holder_role, agency_id=row.holder_agency_id, since=row.drafted_at,
        due_at=row.due_at,
    )  # fmt: skip


def _person(chance: random.Random, pk: int) -> PartyData:
    name = f"{chance.choice(FAMILY)} {chance.choice(MIDDLE)} {chance.choice(GIVEN)}"
    return PartyData(
        name=name, personal_id=f"0{pk + 42_000_000_000}"[:12], phone=f"09{chance.randrange(10**8):08d}"
    )


def _columns(person: PartyData) -> list[Any]:
    return list(person.columns().values())


def _row(model: Dossier, chance: random.Random, pk: int, offices: list[tuple[int, int]]) -> Dossier:
    row = Dossier(**{f.attname: getattr(model, f.attname) for f in Dossier._meta.concrete_fields})
    center, committee = chance.choice(offices)
    row.pk, row.barcode, row.code, row.lookup_token = pk, f"9{pk:011d}", f"X-{pk}", f"{pk:032x}"
    row.receiving_agency_id, row.competent_agency_id, row.holder_officer_id = center, committee, None
    row.due_at = clock.now() + timedelta(minutes=chance.randrange(-5000, 30000))
    if chance.random() < _RUNNING:
        row.status, row.step = "processing", "appraise"
        row.holder_role, row.holder_agency_id = "case_officer", committee
        row.process_run_id = pk + _BEYOND
        return row
    row.process_run_id = None
    row.status, row.national_status, row.step, row.holder_role, row.holder_agency_id = (
        "delivered",
        10,
        "",
        "",
        None,
    )
    row.ended_at = row.due_at
    return row


def _insert(table: str, columns: list[str], rows: Iterator[Any]) -> None:
    named = ", ".join(columns)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.cursor.copy(f"COPY {table} ({named}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
            return
        marks = ", ".join(["%s"] * len(columns))
        cursor.executemany(f"INSERT INTO {table} ({named}) VALUES ({marks})", rows)


def _insert_documents(documents: Iterator[tuple[int, str]]) -> None:
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE IF NOT EXISTS bench_documents (id bigint, text text)")
        cursor.execute("TRUNCATE bench_documents")
        with cursor.cursor.copy("COPY bench_documents (id, text) FROM STDIN") as copy:
            for row in documents:
                copy.write_row(row)
        cursor.execute(
            "INSERT INTO dossiers_search (dossier_id, terms) SELECT id, to_tsvector('simple', text) FROM bench_documents"
        )
