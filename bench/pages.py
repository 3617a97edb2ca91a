"""Work list, search, tracking page, due date and receipt in a province's worth of dossiers."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator

from django.db import connection
from django.test import Client

from bench import filling
from bench.measuring import Result, Times, at_most, timed
from bench.office import Bench
from motcua.casework.deadlines.clocks import Clock, promise
from motcua.casework.dossiers import permissions, queries
from motcua.casework.handling.finding import found_by
from motcua.casework.handling.work_list import work_of
from motcua.casework.slips import compose
from motcua.kernel import clock
from motcua.kernel.calendar.queries import national_calendar

RUNS = 60


def measure(bench: Bench) -> Iterator[Result]:
    engine = connection.vendor
    dossier = bench.accept(bench.drafts(1)[0])
    read = queries.for_reading().get(pk=dossier.pk)
    calendar = national_calendar(clock.now())
    at = clock.now()
    times = timed([lambda: promise(Clock("20 working_days", at, at), calendar)] * 500)
    yield Result("due date with trace", engine, times.p50 * 1000, "µs")
    times = timed([lambda: compose.render(read, "01", event_id=None, base_url="https://m.vn")] * 30)
    yield at_most("warm receipt (A5, PDF): p50", engine, times.p50, "ms", 50)
    times = _got(f"/h/{dossier.lookup_token}/")
    yield Result("tracking page: p50", engine, times.p50, "ms", note=f"p95 {times.p95:.1f}")
    began = time.perf_counter()
    filling.fill(bench)
    yield Result(
        "filling the tables", engine, time.perf_counter() - began, "s", note=f"{filling.DOSSIERS} dossiers"
    )
    yield from _work_list(bench, engine)
    yield from _searches(bench, engine)


def _work_list(bench: Bench, engine: str) -> Iterator[Result]:
    officer = bench.office.officers["case_officer"]
    client = Client()
    client.force_login(officer.account)
    times = _got("/desk/work/", client)
    yield at_most("work list of 20, whole page: p50", engine, times.p50, "ms", 30, f"p95 {times.p95:.1f}")
    roles = [(bench.office.committee.pk, "case_officer")]
    times = timed([lambda: list(work_of(roles=roles, officer_id=officer.pk)[:20])] * RUNS)
    yield Result("work list of 20, its query: p50", engine, times.p50, "ms", note=f"p95 {times.p95:.1f}")


def _got(path: str, client: Client | None = None) -> Times:
    browser = client or Client()

    def get() -> None:
        answer = browser.get(path)
        if answer.status_code != 200:
            raise AssertionError(f"{path}: {answer.status_code}")

    return timed([get] * RUNS)


def _searches(bench: Bench, engine: str) -> Iterator[Result]:
    chance = random.Random(7)
    own = permissions.readable_agencies(bench.office.officers["case_officer"], clock.today())
    kinds: dict[str, Callable[[], str]] = {
        "whole name": lambda: (
            f"{_of(chance, filling.FAMILY)} {_of(chance, filling.MIDDLE)} {_of(chance, filling.GIVEN)}"
        ),
        "family name": lambda: _of(chance, filling.FAMILY),
        "start of a phone": lambda: f"09{chance.randrange(10**5):05d}",
        "whole phone": lambda: f"09{chance.randrange(10**8):08d}",
    }
    for scope, ids in (("own agency", own), ("whole province", None)):
        wall: list[float] = []
        for kind, make in kinds.items():
            asked = [make() for _ in range(RUNS)]
            times = timed([lambda text=text, ids=ids: found_by(text, agency_ids=ids) for text in asked])
            wall += times.wall
            yield Result(
                f"search, {scope}, {kind}: p95", engine, times.p95, "ms", note=f"p50 {times.p50:.1f}"
            )
        yield at_most(f"search, {scope}: p95", engine, Times(wall, wall).p95, "ms", 50)


def _of(chance: random.Random, words: tuple[str, ...]) -> str:
    return chance.choice(words)
