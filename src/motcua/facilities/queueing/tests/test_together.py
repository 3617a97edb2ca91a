"""Many counters at once: nobody is called twice, no number is given twice, nothing is lost by a restart."""

from __future__ import annotations

import http.client
import json
import os
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from urllib.parse import urlencode, urlsplit
from uuid import uuid4

import pytest
from django.conf import settings
from django.db import connection, connections
from django.test import Client

from motcua.facilities.halls.actions import By
from motcua.facilities.halls.rules import ticket_day
from motcua.facilities.queueing import actions, queries
from motcua.facilities.queueing.actions import Asked, NobodyWaits
from motcua.facilities.queueing.choices import State
from motcua.facilities.queueing.models import Period, ServiceRequest, Visit
from motcua.facilities.queueing.queries import forget_snapshots
from motcua.facilities.queueing.tests.stage import HallStage, make_hall, minutes, wrong

pytestmark = pytest.mark.django_db(transaction=True)
COUNTERS = 13


def _at_once(work: Callable[[int], object], count: int) -> list[Any]:
    def one(number: int) -> object:
        try:
            return work(number)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(one, range(count)))


def _full(tickets: int, counters: int = COUNTERS) -> HallStage:
    stage = make_hall(counters)
    for number in range(tickets):
        stage.ticket("AB"[number % 2], at=number / tickets)
    return stage


def _crowded(tickets: int) -> HallStage:
    """As `_full`, for so many that taking the numbers would last longer than calling them: rows as they stand then."""
    stage = make_hall(COUNTERS)
    hall, day = stage.hall, ticket_day(minutes(0))
    where = {"hall": hall, "agency_id": hall.agency_id, "day": day}
    visits = Visit.objects.bulk_create(
        Visit(**where, channel="kiosk", letter="AB"[n % 2], number=n // 2 + 1, came_at=minutes(n / tickets))
        for n in range(tickets)
    )
    rows = ServiceRequest.objects.bulk_create(
        ServiceRequest(
            **where, visit=visit, place=1, label=f"{visit.letter}{visit.number:03d}",
            group=stage.groups[visit.letter], state=State.WAITING, since=visit.came_at,
            first_arrival_at=visit.came_at, line_at=visit.came_at,
        )
        for visit in visits
    )  # fmt: skip
    Period.objects.bulk_create(
        Period(
            request=row, hall=hall, agency_id=hall.agency_id, group_id=row.group_id, state=State.WAITING,
            from_at=row.since,
        )
        for row in rows
    )  # fmt: skip
    return stage


def _assert_each_called_once(tickets: int) -> None:
    calls = list(Period.objects.filter(state=State.CALLED).values_list("request_id", flat=True))
    assert (len(calls), len(set(calls))) == (tickets, tickets)
    assert not ServiceRequest.objects.exclude(state=State.DONE).exists()


def test_thirteen_counters_call_everybody_once():
    stage = _full(65)

    def counter(seat: int) -> int:
        served = 0
        while True:
            try:
                row = stage.next(seat, at=5)
            except NobodyWaits:
                return served
            actions.finish(request_id=row.pk, by=stage.by(seat, at=5))
            served += 1

    served = _at_once(counter, COUNTERS)
    assert sum(served) == 65
    _assert_each_called_once(65)
    by_arrival = ServiceRequest.objects.filter(group=stage.groups["A"]).order_by("line_at")
    ids = list(by_arrival.values_list("pk", flat=True))
    called = Period.objects.filter(group=stage.groups["A"], state=State.CALLED).order_by("pk")
    assert list(called.values_list("request_id", flat=True)) == ids, "the order of the rules, exactly"
    assert wrong() == []


def test_numbers_taken_at_once_have_no_gaps():
    stage = make_hall(1)

    def machine(_number: int) -> None:
        for _again in range(8):
            stage.ticket("A")

    _at_once(machine, 8)
    numbers = sorted(Visit.objects.values_list("number", flat=True))
    assert numbers == list(range(1, 65))


def test_a_picture_made_anew_shows_the_same_hall():
    stage = make_hall(2)
    for number in range(12):
        stage.ticket("AB"[number % 2], at=number, priority="elderly" if number % 5 == 4 else "")
    stage.next(at=13)
    before = queries.snapshot(stage.hall.pk, minutes(14))
    forget_snapshots()
    connections.close_all()
    after = queries.snapshot(stage.hall.pk, minutes(14))
    assert before is not None
    assert after is not before
    assert after == before
    assert after.waiting_count == 11


def _over_http(address: str, stage: HallStage, tickets: int) -> None:
    place = urlsplit(address)
    cookies = []
    for officer in stage.officers:
        client = Client()
        client.force_login(officer.account)
        cookies.append(client.cookies[settings.SESSION_COOKIE_NAME].value)

    def counter(seat: int) -> None:
        link = http.client.HTTPConnection(place.hostname or "", place.port, timeout=60)
        token = "c" * 32
        headers = {
            "Cookie": f"{settings.SESSION_COOKIE_NAME}={cookies[seat]}; csrftoken={token}",
            "Content-Type": "application/x-www-form-urlencoded",
            "Accept": "application/json",
        }

        def press(verb: str, **said: object) -> tuple[int, dict]:
            body = urlencode({"client_id": str(uuid4()), "csrfmiddlewaretoken": token} | said)
            link.request("POST", f"/desk/halls/counters/{stage.counters[seat].pk}/{verb}/", body, headers)
            answer = link.getresponse()
            return answer.status, json.loads(answer.read())

        while True:
            status, said = press("next")
            if status == 422:
                assert "Không còn ai chờ" in said["error"], said
                break
            assert press("finish", request=said["request"])[0] == 200
        link.close()

    _at_once(counter, COUNTERS)
    _assert_each_called_once(tickets)


@pytest.mark.slow
def test_thirteen_clients_over_http(live_server):
    _over_http(live_server.url, _full(130), 130)


@pytest.mark.long
def test_ten_thousand_over_http(live_server):
    _over_http(live_server.url, _crowded(10_000), 10_000)


def _in_processes(stage: HallStage, tickets: int) -> None:
    database = connection.settings_dict
    url = f"postgres://{database['USER']}@/{database['NAME']}?host={database['HOST']}"
    known = os.environ | {"DATABASE_URL": url, "MOTCUA_MODE": "test"}
    known["DJANGO_SETTINGS_MODULE"] = "motcua.config.settings.test"
    processes = []
    for counter, officer in zip(stage.counters, stage.officers, strict=True):
        said = [str(counter.pk), str(officer.pk), minutes(5).isoformat()]
        command = [sys.executable, "-m", "motcua.facilities.queueing.tests.calling_process", *said]
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
        processes.append(subprocess.Popen(command, env=known, text=True, **pipes))
    try:
        for process in processes:
            assert process.stdout is not None
            assert process.stdout.readline() == "ready\n"
        with ThreadPoolExecutor(COUNTERS) as pool:
            said = list(pool.map(lambda process: process.communicate("go\n")[0], processes))
    finally:
        for process in processes:
            process.kill()
            process.wait()
    called = [line for lines in said for line in lines.split()]
    assert (len(called), len(set(called))) == (tickets, tickets)
    _assert_each_called_once(tickets)


@pytest.mark.slow
@pytest.mark.postgres
def test_thirteen_processes_on_postgresql():
    _in_processes(_full(130), 130)


@pytest.mark.long
@pytest.mark.postgres
def test_ten_thousand_in_thirteen_processes():
    _in_processes(_crowded(10_000), 10_000)


def test_one_ticket_and_thirteen_counters():
    stage = _full(1)

    def counter(seat: int) -> bool:
        try:
            stage.next(seat, at=5)
        except NobodyWaits:
            return False
        return True

    assert sum(map(bool, _at_once(counter, COUNTERS))) == 1


def test_one_person_is_asked_for_twice_at_once():
    """An officer who presses "add" while the visitor leaves: one of them wins, and the log holds."""
    stage = _full(1)
    row = ServiceRequest.objects.get()

    def act(number: int) -> str:
        by = By(None, minutes(5))
        try:
            if number % 2:
                actions.leave(request_id=row.pk, reason="asked", by=by)
            else:
                actions.add_procedure(visit_id=row.visit_id, asked=Asked(stage.groups["B"].pk), by=by)
        except actions.IllegalMove:
            return "refused"
        return "done"

    answers = _at_once(act, 4)
    assert answers.count("refused") == 1
    assert wrong() == []
