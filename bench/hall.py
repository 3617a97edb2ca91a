"""Thirteen counters press "next" at the same moment over HTTP, beside the bare statements; the picture of a full hall."""

from __future__ import annotations

import http.client
import json
import os
import threading
import time
from collections.abc import Iterator
from urllib.parse import urlencode
from uuid import uuid4

from django.db import connection

from bench import raw
from bench.measuring import Result, Times, at_most, timed
from bench.office import Bench
from bench.served import Shares, served, session_of, workers_of
from motcua.facilities.queueing import actions, queries
from motcua.facilities.queueing.choices import State
from motcua.facilities.queueing.models import Period
from motcua.facilities.queueing.queries import forget_snapshots
from motcua.facilities.queueing.tests.stage import HallStage, make_hall
from motcua.kernel import clock

COUNTERS = 13
ROUNDS = int(os.environ.get("BENCH_ROUNDS", "30"))
WARM = 3
RAW_ROUNDS = 5
CPU_MS = 6.0


def measure(bench: Bench) -> Iterator[Result]:
    engine = connection.vendor
    stage = make_hall(COUNTERS)
    for number in range(COUNTERS * ROUNDS):
        stage.ticket("AB"[number % 2], at=number / 100)
    yield from _snapshots(stage, engine)
    cookies = [session_of(officer.account) for officer in stage.officers]
    with served("web") as server:
        shares = Shares(server, ["web"])
        times = _press(server.port, stage, cookies)
        spent, told = shares.spent("web"), shares.told()
    called = list(Period.objects.filter(state=State.CALLED).values_list("request_id", flat=True))
    doubled = len(called) - len(set(called))
    name = f'"next" by {COUNTERS} counters at once, {workers_of(engine)} web process(es)'
    note = f"p50 {times.p50:.1f}, {len(called)} calls; {told}"
    yield at_most(f"{name}: p95", engine, times.p95, "ms", 100, note)
    yield at_most("the same: double calls", engine, doubled, "", 0)
    presses = 2 * COUNTERS * ROUNDS
    yield at_most('web: processor time of a "next" or "finish"', engine, spent * 1000 / presses, "ms", CPU_MS)
    yield from _beside_raw(stage, engine, times)


def _beside_raw(stage: HallStage, engine: str, times: Times) -> Iterator[Result]:
    """The statements of thirteen calls, each a transaction, one after another through the driver: the machine's limit."""
    series = [_raw_round(stage) for _round in range(RAW_ROUNDS)]
    limit = Times(series, series)
    name = f"the statements of {COUNTERS} calls, raw, one after another"
    yield Result(f"{name}: p50", engine, limit.p50, "ms", note=f"p95 {limit.p95:.1f}")
    yield Result(f"{COUNTERS} at once over HTTP, p95: times raw", engine, times.p95 / limit.p50, "×")


def _raw_round(stage: HallStage) -> float:
    for _seat in range(COUNTERS):
        stage.ticket("A", at=10)
    found = raw.captured(lambda: [stage.next(seat, at=11) for seat in range(COUNTERS)])
    calls: list[list[raw.Statement]] = []
    for statement in found:
        if statement[0].startswith("SAVEPOINT"):
            calls.append([])
        calls[-1].append(statement)
    assert len(calls) == COUNTERS
    took = sum(raw.sent(call) for call in calls)
    for seat, row in enumerate(_now_called(stage)):
        actions.finish(request_id=row, by=stage.by(seat, at=12))
    return took


def _now_called(stage: HallStage) -> list[int]:
    """Whom each counter has called, in the order of the counters."""
    rows = [queries.serving_at(place.pk) for place in stage.counters]
    return [row.pk for row in rows if row is not None]


def _snapshots(stage: HallStage, engine: str) -> Iterator[Result]:
    at = clock.now()

    def made() -> None:
        forget_snapshots()
        queries.snapshot(stage.hall.pk, at)

    waiting = f"{COUNTERS * ROUNDS} wait"
    yield Result("picture of a full hall, made: p50", engine, timed([made] * 30).p50, "ms", note=waiting)
    kept = timed([lambda: queries.snapshot(stage.hall.pk, at)] * 100)
    yield Result("the same, kept: p50", engine, kept.p50, "ms", note=f"p95 {kept.p95:.2f}")


def _press(port: int, stage: HallStage, cookies: list[str]) -> Times:
    """All press "next" together, then all press "finish"; the first rounds only warm up."""
    together = threading.Barrier(COUNTERS)
    wall: list[float] = []
    failed: list[str] = []

    def counter(seat: int) -> None:
        link = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        headers = {
            "Cookie": cookies[seat],
            "Content-Type": "application/x-www-form-urlencoded",
            "Accept": "application/json",
        }

        def post(verb: str, **said: object) -> dict:
            body = urlencode({"client_id": str(uuid4()), "csrfmiddlewaretoken": "c" * 32} | said)
            link.request("POST", f"/desk/halls/counters/{stage.counters[seat].pk}/{verb}/", body, headers)
            answer = link.getresponse()
            text = answer.read()
            if answer.status != 200:
                failed.append(f"{answer.status}: {text[:500].decode(errors='replace')}")
                together.abort()
            return json.loads(text)

        try:
            for number in range(ROUNDS):
                together.wait()
                sent = time.perf_counter()
                called = post("next")
                if number >= WARM:
                    wall.append((time.perf_counter() - sent) * 1000)
                together.wait()
                post("finish", request=called["request"])
        except (threading.BrokenBarrierError, ValueError):
            return
        finally:
            link.close()

    threads = [threading.Thread(target=counter, args=(seat,)) for seat in range(COUNTERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failed:
        raise AssertionError(failed[0])
    return Times(wall, wall)
