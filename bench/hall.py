"""Thirteen counters press "next" at the same moment over HTTP; the picture of a full hall is made and kept."""

from __future__ import annotations

import http.client
import json
import os
import subprocess
import threading
import time
from collections.abc import Iterator
from urllib.parse import urlencode
from uuid import uuid4

from django.conf import settings
from django.db import connection
from django.test import Client

from bench.measuring import Result, Times, at_most, timed
from bench.office import Bench
from bench.serving import free_port, wait_for
from motcua.config import serving
from motcua.facilities.queueing import queries
from motcua.facilities.queueing.choices import State
from motcua.facilities.queueing.models import Period
from motcua.facilities.queueing.queries import forget_snapshots
from motcua.facilities.queueing.tests.stage import HallStage, make_hall
from motcua.kernel import clock

COUNTERS = 13
ROUNDS = int(os.environ.get("BENCH_ROUNDS", "30"))


def measure(bench: Bench) -> Iterator[Result]:
    engine = connection.vendor
    stage = make_hall(COUNTERS)
    for number in range(COUNTERS * ROUNDS):
        stage.ticket("AB"[number % 2], at=number / 100)
    yield from _snapshots(stage, engine)
    workers = 2 if engine == "postgresql" else 1
    port = free_port()
    command = serving.commands(serving.Place("127.0.0.1", port, port + 1, workers))["web"]
    cookies = [_signed_in(stage, seat) for seat in range(COUNTERS)]
    connection.close()
    server = subprocess.Popen(command, env=os.environ | {"MOTCUA_MODE": "dev"})
    try:
        wait_for(port)
        times = _press(port, stage, cookies)
    finally:
        server.terminate()
        server.wait(timeout=20)
    called = list(Period.objects.filter(state=State.CALLED).values_list("request_id", flat=True))
    doubled = len(called) - len(set(called))
    name = f'"next" by {COUNTERS} counters at once, {workers} web process(es)'
    note = f"p50 {times.p50:.1f}, {len(called)} calls"
    yield at_most(f"{name}: p95", engine, times.p95, "ms", 100, note)
    yield at_most("the same: double calls", engine, doubled, "", 0)


def _snapshots(stage: HallStage, engine: str) -> Iterator[Result]:
    at = clock.now()

    def made() -> None:
        forget_snapshots()
        queries.snapshot(stage.hall.pk, at)

    waiting = f"{COUNTERS * ROUNDS} wait"
    yield Result("picture of a full hall, made: p50", engine, timed([made] * 30).p50, "ms", note=waiting)
    kept = timed([lambda: queries.snapshot(stage.hall.pk, at)] * 100)
    yield Result("the same, kept: p50", engine, kept.p50, "ms", note=f"p95 {kept.p95:.2f}")


def _signed_in(stage: HallStage, seat: int) -> str:
    client = Client(REMOTE_ADDR="127.0.0.1")
    client.force_login(stage.officers[seat].account)
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    return f"{settings.SESSION_COOKIE_NAME}={session}; csrftoken={'c' * 32}"


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
                if number >= 3:
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
