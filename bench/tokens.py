"""The whole country at work: millions of open tokens, the page of one officer's work list, steps with their rows."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from statistics import median

from django.db import connection, transaction
from django.test import Client

from bench import raw
from bench.measuring import Result, Times, at_most, timed
from bench.office import Bench
from bench.steps import PERMIT, ROUNDS, review
from motcua.casework.dossiers.models import Dossier
from motcua.facilities.bpmn.tests.drawing import xml
from motcua.facilities.workflow import actions, queries
from motcua.facilities.workflow.actions import First, When
from motcua.facilities.workflow.models import Process, ProcessVersion, Token
from motcua.kernel import clock

TOKENS = int(os.environ.get("BENCH_TOKENS", "3000000"))
OWN = 3_000  # of them at the office whose page is asked for, each with its dossier
AGENCIES = 1_000
PAGE_MS = 30.0
TIMES_RAW = 5.0
GROWTH = 1.5
RUNS = 60
_BEYOND = 500_000_000  # ids of their own
_ROLES = ("case_officer", "division_head", "approver", "clerk")


def measure(bench: Bench) -> Iterator[Result]:
    engine = connection.vendor
    if engine == "postgresql":
        began = time.perf_counter()
        _fill(bench)
        took = time.perf_counter() - began
        count = Token.objects.count()
        yield Result(
            "filling the tokens", engine, took, "s", note=f"{count:,} open tokens, {OWN:,} of the office"
        )
        yield from _page(bench, engine)
    yield from _steps(bench, engine)


def _fill(bench: Bench) -> None:
    """Rows made by the database itself; agencies beyond the office are numbers only."""
    model = bench.hand_over(bench.accept(bench.drafts(1)[0]))
    office = bench.office.committee.pk
    roles = ", ".join(f"'{role}'" for role in _ROLES)
    own = f"n <= {OWN}"
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO workflow_processrun (id, version_id, places, context, next_token, started_at) "
            f"SELECT {_BEYOND} + n, %s, '{{}}', '{{}}', 3, now() FROM generate_series(1::bigint, {TOKENS}) n",
            [model.process_version_id],
        )
        cursor.execute(
            "INSERT INTO workflow_token (run_id, number, node, kind, step_kind, role, agency_id, since, due_at, is_held) "
            f"SELECT {_BEYOND} + n, 2, 'appraise', 'ready', 'appraise', "
            f"CASE WHEN {own} THEN 'case_officer' ELSE (ARRAY[{roles}])[1 + n %% {len(_ROLES)}] END, "
            f"CASE WHEN {own} THEN %s ELSE {_BEYOND} + n %% {AGENCIES} END, now() - n %% 9 * interval '1 day', "
            "now() + (n * 7919 %% 40000 - 8000) * interval '1 minute', false "
            f"FROM generate_series(1::bigint, {TOKENS}) n",
            [office],
        )
        _dossiers(cursor, model)
    with connection.cursor() as cursor:
        for table in ("workflow_token", "workflow_processrun", "dossiers_dossier"):
            cursor.execute(f"VACUUM (ANALYZE) {table}")  # or the engine does it while the page is timed
        cursor.execute("CHECKPOINT")


def _dossiers(cursor: object, model: Dossier) -> None:
    """Copies of one dossier for the tokens of the office."""
    own = {
        "id": f"{_BEYOND} + n", "barcode": f"({9 * 10**11} + n)::text", "code": "'X-' || n", "process_run_id": f"{_BEYOND} + n",
        "lookup_token": "lpad(to_hex(n), 32, '0')", "due_at": "now() + (n * 7919 % 40000 - 8000) * interval '1 minute'",
    }  # fmt: skip
    columns = [field.column for field in Dossier._meta.concrete_fields]
    chosen = ", ".join(own.get(column, f"d.{column}") for column in columns)
    cursor.execute(  # type: ignore[attr-defined]
        f"INSERT INTO dossiers_dossier ({', '.join(columns)}) SELECT {chosen} "
        f"FROM dossiers_dossier d, generate_series(1::bigint, {OWN}) n WHERE d.id = {model.pk}"
    )


def _page(bench: Bench, engine: str) -> Iterator[Result]:
    """The page as the officer gets it, in turns with the bare SELECT of its twenty tokens."""
    officer = bench.office.officers["case_officer"]
    client = Client()
    client.force_login(officer.account)

    def page() -> None:
        answer = client.get("/desk/work/")
        assert answer.status_code == 200 and b"X-" in answer.content  # noqa: PT018

    def bare() -> None:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT run_id, number, node, due_at FROM workflow_token WHERE agency_id = %s AND role = 'case_officer' "
                "AND kind = 'ready' AND NOT is_held ORDER BY due_at, id LIMIT 20",
                [bench.office.committee.pk],
            )
            assert len(cursor.fetchall()) == 20

    found = _in_turns(page, bare)
    note = f"p95 {found[0].p95:.1f}, processor {found[0].cpu_p50:.1f}; raw SELECT of its 20 tokens {found[1].p50:.2f} ms"
    yield at_most(
        f"work list among {TOKENS:,} open tokens, whole page: p50", engine, found[0].p50, "ms", PAGE_MS, note
    )


def _in_turns(*acts: Callable[[], None]) -> list[Times]:
    times = [timed([act], warm=0) for _ in range(RUNS) for act in acts]
    warm = 5 * len(acts)
    parts = [times[warm:][place :: len(acts)] for place in range(len(acts))]
    return [Times([t.wall[0] for t in part], [t.cpu[0] for t in part]) for part in parts]


class _Walk:
    """A run with its rows, whose steps are named."""

    def __init__(self, version: ProcessVersion, places: dict[str, int]) -> None:
        self.when = When(clock.now(), None, clock.now() + timedelta(days=9))
        started = actions.start_run(
            version_id=version.pk,
            sha256=version.sha256,
            places=places,
            first=First(None, None),
            when=self.when,
        )
        self.run_id = started.run_id

    def number(self, node: str) -> int:
        spots = queries.spots_of(self.run_id).values()
        return next(spot.number for spot in spots if spot.node == node and spot.kind == "ready")

    def act(self, node: str, said: dict[str, object]) -> None:
        self.complete(self.number(node), said)

    def complete(self, number: int, said: dict[str, object]) -> None:
        with transaction.atomic():
            actions.complete_step(run_id=self.run_id, number=number, said=said, to=None, when=self.when)


def _steps(bench: Bench, engine: str) -> Iterator[Result]:
    """A step beside its own statements sent by the driver alone, and its rounds without growth."""
    process = Process.objects.create(code="bench-permit", name="Đo")
    version = ProcessVersion.objects.create(process=process, number=1, xml=xml(PERMIT), sha256="b" * 64)
    places = {"receiving": bench.office.center.pk, "competent": bench.office.committee.pk}
    ours, floor, rounds, count = [], [], [], 0
    own, other = _Walk(version, places), _Walk(version, places)
    for node, said in (("receive", {"missing": False}), ("assign", {})):
        own.act(node, said)
        other.act(node, said)
    for _ in range(ROUNDS):
        used = 0.0
        for node, said in review(True):
            number = own.number(node)
            times = timed([lambda number=number, said=said: own.complete(number, said)], warm=0)  # type: ignore[misc]
            statements = raw.captured(lambda number=number, said=said: other.complete(number, said))  # type: ignore[misc]
            sent = [one for one in statements if not one[0].startswith(("SAVEPOINT", "RELEASE"))]
            floor.append(raw.sent(sent))
            count = max(count, len(sent))
            ours += times.wall
            used += times.cpu[0]
        rounds.append(used)
    ratio = median(ours[20:]) / median(floor[20:])
    note = (
        f"{median(ours[20:]):.2f} ms beside {median(floor[20:]):.2f}, {count} statements and the transaction"
    )
    yield at_most("a step with its rows: times raw", engine, ratio, "×", TIMES_RAW, note)
    growth = median(rounds[-20:]) / median(rounds[:20])
    yield at_most(f"round {ROUNDS} with its rows beside round 1", engine, growth, "×", GROWTH)
