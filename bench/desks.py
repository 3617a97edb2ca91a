"""Four hundred officers' pages on two cores: each looks again, or acts, every five seconds."""

from __future__ import annotations

import asyncio
import json
import os
import random
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from django.db import connection
from django.test import override_settings

from bench.browsers import Browser
from bench.measuring import Result, at_most, percentile
from bench.office import Bench
from bench.served import Served, Shares, served, session_of, workers_of
from motcua.casework.dossiers.tests.factories import make_office, make_officer
from motcua.channels.kiosk.tests.stage import ALL_WEEK
from motcua.directory.agencies.models import Officer
from motcua.facilities.halls import actions as halls
from motcua.facilities.halls.actions import By
from motcua.facilities.halls.rules import HallRules, ticket_day
from motcua.facilities.queueing import actions
from motcua.facilities.queueing.actions import Asked
from motcua.facilities.queueing.tests.stage import HallStage, make_hall
from motcua.kernel import clock

HALLS = int(os.environ.get("BENCH_HALLS", "10"))
COUNTERS, CLERKS = 20, 20 * HALLS
EVERY = 5.0
ACTS_IN = 4  # every fourth time something is pressed at a counter, and the list is opened anew at a desk
SECONDS = float(os.environ.get("BENCH_SECONDS", "30"))
WARM_SECONDS = 10.0
MOST_MS = 300
WAITING = 60
DOSSIERS = 60
# Passwords are no part of this: hundreds of hashes meant to be slow would take longer than the measurement.
QUICK = override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"])


@dataclass
class Desk:
    """An officer's open page; `counter` None for who works through a list."""

    cookie: str
    counter: int | None = None


def measure(bench: Bench) -> Iterator[Result]:
    engine = connection.vendor
    with QUICK:
        desks = [*_counters(), *_clerks(bench)]
    with served("web") as server:
        shares: list[Shares] = []
        times = asyncio.run(_work(server, desks, shares))
        told = shares[0].told()
    wall = [one for several in times.values() for one in several]
    name = f"{len(desks)} officers' pages, each every {EVERY:g} s, {workers_of(engine)} web process(es)"
    note = f"p50 {percentile(wall, 50):.1f}, {len(wall) / SECONDS:.0f} a second; {told}"
    yield at_most(f"{name}: p95", engine, percentile(wall, 95), "ms", MOST_MS, note)
    for what, several in sorted(times.items()):
        note = f"p50 {percentile(several, 50):.1f}, {len(several)} times"
        yield Result(f"of these, {what}: p95", engine, percentile(several, 95), "ms", note=note)


def filled_hall(counters: int, tickets: int, name: str) -> HallStage:
    """A hall of an office of its own, open at any hour, with people who took a number just now."""
    stage = make_hall(counters, office=make_office(name))
    at = clock.now()
    by = By(stage.office.officers["system_admin"].pk, at)
    rules = HallRules(issuing=ALL_WEEK, follows_calendar=False, day_ends=None)
    halls.publish_rules(hall_id=stage.hall.pk, rules=rules, valid_from=ticket_day(at), by=by)
    for number in range(tickets):
        asked = Asked(stage.groups["AB"[number % 2]].pk)
        visit = actions.issue(hall_id=stage.hall.pk, asked=asked, by=By(None, at))
        actions.confirm(visit_id=visit.pk, by=By(None, at))
    return stage


def _counters() -> Iterator[Desk]:
    for number in range(HALLS):
        stage = filled_hall(COUNTERS, WAITING, f"Sảnh {number + 1}")
        for place, officer in zip(stage.counters, stage.officers, strict=True):
            yield Desk(session_of(officer.account), place.pk)


def _clerks(bench: Bench) -> Iterator[Desk]:
    for dossier in bench.drafts(DOSSIERS):
        bench.hand_over(bench.accept(dossier))
    for number in range(CLERKS):
        officer: Officer = make_officer(f"Chuyên Viên {number + 1}", (bench.office.committee, "case_officer"))
        yield Desk(session_of(officer.account))


async def _work(server: Served, desks: list[Desk], shares: list[Shares]) -> dict[str, list[float]]:
    """Times from the moment at which a page was due to look or act, by what it did; after the warm-up."""
    times: dict[str, list[float]] = defaultdict(list)
    chance = random.Random(400)
    began = time.perf_counter() + 0.5
    start, end = began + WARM_SECONDS, began + WARM_SECONDS + SECONDS

    async def desk(one: Desk, phase: float) -> None:
        browser, waiting_for, turn = Browser(server.port, one.cookie), 0, int(phase * 1000)
        due = began + phase
        while due < end:
            await asyncio.sleep(max(0.0, due - time.perf_counter()))
            turn += 1
            if one.counter is None and turn % ACTS_IN:
                what = "looks again at a work list"
                await browser.get("/desk/work/?part=rows")
            elif one.counter is None:
                what = "opens a work list"
                await browser.get("/desk/work/")
            elif turn % ACTS_IN:
                what = "looks at a counter"
                await browser.get("/desk/quay/?part=1")
            else:
                what = '"next" or "finish"'
                waiting_for = await _act(browser, one.counter, waiting_for)
            if start <= due:
                times[what].append((time.perf_counter() - due) * 1000)
            due += EVERY
        browser.close()

    async def watch() -> None:
        await asyncio.sleep(start - time.perf_counter())
        shares.append(Shares(server, ["web"]))

    await asyncio.gather(watch(), *(desk(one, chance.uniform(0, EVERY)) for one in desks))
    return times


async def _act(browser: Browser, counter: int, called: int) -> int:
    """Press "finish" for whom the counter called, else "next"; the number it waits for now."""
    if called:
        await browser.press(f"/desk/halls/counters/{counter}/finish/", request=called)
        return 0
    said = json.loads(await browser.press(f"/desk/halls/counters/{counter}/next/"))
    return int(said["request"])
