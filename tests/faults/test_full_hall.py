"""kill -9 of the web server with a full hall: who was called is called once, the rest are called in the same order."""

from __future__ import annotations

import http.client
import json
import os
import re
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing, suppress
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.test import Client

from motcua.channels.kiosk.tests.stage import device_token, open_hall
from motcua.config import serving
from motcua.directory.devices.doors import COOKIE
from motcua.facilities.halls.actions import By
from motcua.facilities.queueing import actions
from motcua.facilities.queueing.actions import Asked, NobodyWaits
from motcua.facilities.queueing.choices import State
from motcua.facilities.queueing.models import Period
from motcua.facilities.queueing.tests.stage import HallStage, wrong
from motcua.kernel import clock

pytestmark = [pytest.mark.process, pytest.mark.django_db(transaction=True)]
TICKETS = 24
CSRF = "c" * 32


class Server:
    """The web process as an office runs it, on the database under test."""

    def __init__(self) -> None:
        with closing(socket.socket()) as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        command = serving.commands(serving.Place("127.0.0.1", self.port, self.port))["web"]
        known = os.environ | {"DATABASE_URL": _url(), "MOTCUA_MODE": "test"}
        self.process = subprocess.Popen(command, env=known, start_new_session=True)
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            with suppress(OSError, http.client.HTTPException):
                self.get("/healthz", "")
                return
            time.sleep(0.1)
        raise AssertionError("the server does not answer")

    def kill(self) -> None:
        if self.process is not None:
            with suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()

    def get(self, path: str, cookie: str) -> str:
        with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)) as link:
            link.request("GET", path, headers={"Cookie": cookie})
            answer = link.getresponse()
            assert answer.status == 200
            return answer.read().decode()

    def sent(self, path: str, cookie: str, **said: Any) -> http.client.HTTPConnection:
        """A form on its way; who wants the answer asks the connection for it."""
        link = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        headers = {
            "Cookie": f"{cookie}; csrftoken={CSRF}",
            "Content-Type": "application/x-www-form-urlencoded",
            "Accept": "application/json",
        }
        link.request("POST", path, urlencode({"csrfmiddlewaretoken": CSRF} | said), headers)
        return link


def _url() -> str:
    known = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{known['NAME']}"
    return f"postgres://{known['USER']}@/{known['NAME']}?host={known['HOST']}"


@pytest.fixture
def server() -> Iterator[Server]:
    found = Server()
    yield found
    found.kill()


class Counter:
    """An officer's browser at one counter."""

    def __init__(self, server: Server, stage: HallStage, seat: int) -> None:
        self.server, self.counter = server, stage.counters[seat].pk
        client = Client()
        client.force_login(stage.officers[seat].account)
        name = settings.SESSION_COOKIE_NAME
        self.cookie = f"{name}={client.cookies[name].value}"

    def press(self, verb: str, client_id: str = "", **said: Any) -> tuple[int, dict[str, Any]]:
        with closing(self.begin(verb, client_id or str(uuid4()), **said)) as link:
            answer = link.getresponse()
            return answer.status, json.loads(answer.read())

    def begin(self, verb: str, client_id: str, **said: Any) -> http.client.HTTPConnection:
        path = f"/desk/halls/counters/{self.counter}/{verb}/"
        return self.server.sent(path, self.cookie, client_id=client_id, **said)


def _full() -> HallStage:
    stage = open_hall(2)
    for number in range(TICKETS):
        by = By(None, clock.now())
        asked = Asked(stage.groups["AB"[number % 2]].pk, priority="elderly" if number % 5 == 4 else "")
        visit = actions.issue(hall_id=stage.hall.pk, asked=asked, by=by)
        actions.confirm(visit_id=visit.pk, by=by)
    return stage


def _expected(stage: HallStage) -> list[str]:
    """Whom the counters would call from now on, in turn, had nothing happened; undone again."""
    found: list[str] = []
    with transaction.atomic():
        with suppress(NobodyWaits):
            while True:
                seat = len(found) % 2
                by = By(stage.officers[seat].pk, clock.now())
                row = actions.call_next(counter_id=stage.counters[seat].pk, by=by)
                found.append(row.label)
                actions.finish(request_id=row.pk, by=by)
        transaction.set_rollback(True)
    return found


def _picture(page: str) -> list[str]:
    """The calls and numbers on a display, in their places; waits are of the minute."""
    return re.findall(r'data-call="[^"]*"|\b[A-C]\d{3}\b', page)


def test_a_server_killed_with_a_full_hall_goes_on_where_it_was(server):
    stage = _full()
    expected = _expected(stage)
    assert len(expected) == TICKETS
    display = f"{COOKIE}={device_token(stage, 'display')}"
    server.start()
    counters = [Counter(server, stage, seat) for seat in range(2)]
    called = []
    for turn in range(4):
        status, row = counters[turn % 2].press("next")
        assert status == 200
        called.append(row["label"])
        assert counters[turn % 2].press("finish", request=row["request"])[0] == 200
    _status, first = counters[0].press("next")
    before = _picture(server.get("/bang-goi-so/?part=1", display))
    assert first["label"] in before

    # The second counter presses; the server dies before anybody knows whether it was done.
    client_id = str(uuid4())
    link = counters[1].begin("next", client_id)
    server.kill()
    link.close()
    was_called = Period.objects.filter(state=State.CALLED).count() == 6

    server.start()
    if not was_called:
        assert _picture(server.get("/bang-goi-so/?part=1", display)) == before, (
            "the display shows the same hall"
        )
    status, second = counters[1].press("next", client_id)
    assert status == 200, second
    after = _picture(server.get("/bang-goi-so/?part=1", display))
    assert first["label"] in after
    assert second["label"] in after
    assert counters[1].press("next", client_id)[1] == second, "pressed again, called once"
    assert counters[0].press("finish", request=first["request"])[0] == 200
    assert counters[1].press("finish", request=second["request"])[0] == 200
    called += [first["label"], second["label"]]
    for turn in range(TICKETS - len(called)):
        status, row = counters[turn % 2].press("next")
        assert status == 200, row
        called.append(row["label"])
        assert counters[turn % 2].press("finish", request=row["request"])[0] == 200
    assert called == expected
    assert counters[0].press("next")[0] == 422
    periods = list(Period.objects.filter(state=State.CALLED).values_list("request_id", flat=True))
    assert len(periods) == len(set(periods)) == TICKETS
    assert wrong() == []
