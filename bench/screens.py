"""Fifty displays and two thousand telephones: how long after the button was pressed the call is on all of them."""

from __future__ import annotations

import asyncio
import json
import os
import random
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.db import connection

from bench.browsers import Browser, listen
from bench.desks import QUICK, filled_hall
from bench.measuring import Result, at_most, percentile
from bench.office import Bench
from bench.served import Served, Shares, served, session_of, workers_of
from motcua.channels.kiosk.tests.stage import device_token
from motcua.directory.devices.doors import COOKIE
from motcua.facilities.queueing.models import ServiceRequest
from motcua.facilities.queueing.tests.stage import HallStage

HALLS = int(os.environ.get("BENCH_HALLS", "10"))
COUNTERS, DISPLAYS, PHONES = 13, 5, 200
A_CALL_EVERY = 6.0  # seconds, in each hall: thirteen counters, 78 seconds a person
LOOKS_EVERY = (25.0, 35.0)  # what a telephone does beside being woken (`queueing/ticket.js`)
SECONDS = float(os.environ.get("BENCH_SECONDS", "30"))
WARM_SECONDS = 10.0
PATIENCE = 5.0
MOST_MS = 1000
_CALL = re.compile(r'data-call="(\d+)-')


@dataclass
class Place:
    """A hall with its machines and telephones, as cookies and addresses."""

    hall: int
    agency: int
    counters: list[tuple[int, str]]
    displays: list[str]
    phones: dict[int, tuple[int, str]]  # request: visit, token


@dataclass
class Seen:
    """When a call was pressed, and when each display and its telephone showed it."""

    pressed: dict[int, float] = field(default_factory=dict)
    displays: dict[int, list[float]] = field(default_factory=dict)
    phones: dict[int, float] = field(default_factory=dict)


def measure(bench: Bench) -> Iterator[Result]:
    del bench  # halls have offices of their own
    engine = connection.vendor
    with QUICK:
        places = [_place(filled_hall(COUNTERS, PHONES, f"Sảnh lớn {n + 1}")) for n in range(HALLS)]
    with served("web", "live") as server:
        seen, told = asyncio.run(_day(server, places))
    counted = {request: at for request, at in seen.pressed.items() if at}
    lost = sum(1 for request in counted if len(seen.displays.get(request, ())) < DISPLAYS)
    lost += sum(1 for request in counted if request not in seen.phones)
    shown = [(at - counted[one]) * 1000 for one in counted for at in seen.displays.get(one, ())]
    rung = [(seen.phones[one] - counted[one]) * 1000 for one in counted if one in seen.phones]
    name = f"{HALLS * DISPLAYS} displays, {HALLS * PHONES} telephones, {workers_of(engine)} web process(es)"
    note = f"p50 {percentile(shown, 50):.0f}, {len(counted)} calls; {told}"
    yield at_most(f"{name}: pressed to shown, p95", engine, percentile(shown, 95), "ms", MOST_MS, note)
    note = f"p50 {percentile(rung, 50):.0f}"
    yield at_most("the same, on the telephone called: p95", engine, percentile(rung, 95), "ms", MOST_MS, note)
    yield at_most("the same: calls a screen never showed", engine, lost, "", 0)


def _place(stage: HallStage) -> Place:
    waiting = ServiceRequest.objects.filter(hall=stage.hall).select_related("visit")
    pairs = zip(stage.counters, stage.officers, strict=True)
    return Place(
        hall=stage.hall.pk,
        agency=stage.hall.agency_id,
        counters=[(place.pk, session_of(officer.account)) for place, officer in pairs],
        displays=[f"{COOKIE}={device_token(stage, 'display')}" for _each in range(DISPLAYS)],
        phones={row.pk: (row.visit_id, row.visit.token) for row in waiting},
    )


async def _day(server: Served, places: list[Place]) -> tuple[Seen, str]:
    """Screens open, then every hall calls; what was seen once the last call had time to arrive."""
    seen, tasks = Seen(), []
    for place in places:
        for cookie in place.displays:
            tasks.append(asyncio.create_task(_display(server, place, cookie, seen)))
        for request, (visit, token) in place.phones.items():
            tasks.append(asyncio.create_task(_phone(server, request, visit, token, seen)))
        await asyncio.sleep(0.1)
    await asyncio.sleep(WARM_SECONDS / 2)
    start = time.perf_counter() + WARM_SECONDS
    shares = Shares(server, ["web", "live"])
    await asyncio.gather(*(_calls(server, place, seen, start) for place in places))
    told = shares.told()
    await asyncio.sleep(PATIENCE)
    for task in tasks:
        if task.done():
            task.result()  # a screen that gave up says why
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    return seen, told


async def _calls(server: Served, place: Place, seen: Seen, start: float) -> None:
    """Counters of a hall in turn: each ends the person before and calls the next, at its moment."""
    chance = random.Random(place.hall)
    desks = [(counter, Browser(server.port, cookie)) for counter, cookie in place.counters]
    now_at = [0] * len(desks)
    due, turn = time.perf_counter() + chance.uniform(0, A_CALL_EVERY), 0
    while due < start + SECONDS:
        await asyncio.sleep(max(0.0, due - time.perf_counter()))
        seat = turn % len(desks)
        counter, browser = desks[seat]
        if now_at[seat]:
            await browser.press(f"/desk/halls/counters/{counter}/finish/", request=now_at[seat])
        pressed = time.perf_counter()
        said = json.loads(await browser.press(f"/desk/halls/counters/{counter}/next/"))
        now_at[seat] = said["request"]
        seen.pressed[said["request"]] = pressed if due >= start else 0.0
        due, turn = due + A_CALL_EVERY, turn + 1
    for _counter, browser in desks:
        browser.close()


async def _display(server: Served, place: Place, cookie: str, seen: Seen) -> None:
    """As `kiosk/display.js`: looks when it is woken, once more if it was woken while it looked, else every minute."""
    browser, known = Browser(server.port, cookie), set()
    topics = (f"agency:{place.agency}:visit", f"hall:{place.hall}")
    async for at, page in _looks(server, browser, topics, "/bang-goi-so/?part=1", (60.0, 60.0)):
        for request in {int(found) for found in _CALL.findall(page)} - known:
            known.add(request)
            seen.displays.setdefault(request, []).append(at)


async def _phone(server: Served, request: int, visit: int, token: str, seen: Seen) -> None:
    browser = Browser(server.port)
    async for at, page in _looks(server, browser, (f"visit:{visit}",), f"/so/{token}/?part=1", LOOKS_EVERY):
        if 'data-state="called"' in page:
            seen.phones.setdefault(request, at)


async def _looks(
    server: Served, browser: Browser, topics: tuple[str, ...], path: str, every: tuple[float, float]
):
    """Pages with the moment they arrived, for ever."""
    woken = asyncio.Event()
    stream = asyncio.create_task(listen(server.live_port, topics, woken.set))
    chance = random.Random(topics[-1])
    wait = chance.uniform(0, every[1])
    try:
        while True:
            waiting = asyncio.create_task(woken.wait())
            await asyncio.wait({waiting, stream}, timeout=wait, return_when=asyncio.FIRST_COMPLETED)
            waiting.cancel()
            if stream.done():
                stream.result()
            woken.clear()
            page = await browser.get(path)
            yield time.perf_counter(), page
            wait = chance.uniform(*every)
    finally:
        stream.cancel()
        browser.close()
