"""kill -9 of web and worker under load: what was answered is there once, what was not is there at most once."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from contextlib import closing
from http.cookiejar import CookieJar
from pathlib import Path
from uuid import uuid4

import pytest
from django.db import connection

ROOT = Path(__file__).resolve().parents[2]
MOTCUA = [sys.executable, "-m", "motcua.config.command"]
CLIENTS = 4


@pytest.fixture
def place(tmp_path, django_db_setup, django_db_blocker):
    """A database of its own on the engine under test, with an office; and the environment of the server."""
    environment = {
        **os.environ,
        "MOTCUA_MODE": "dev",
        "MOTCUA_VAR": str(tmp_path),
        "DATABASE_URL": f"sqlite:///{tmp_path}/kill.sqlite3",
        "PORT": str(_free_port()),
    }
    with django_db_blocker.unblock():
        if connection.vendor == "postgresql":
            environment["DATABASE_URL"] = _another_database()
    for command in (["migrate", "-v0"], ["collectstatic", "--noinput", "-v0"]):
        subprocess.run([*MOTCUA, *command], env=environment, cwd=ROOT, check=True)
    ask = "from tests.faults.office_to_file_at import make; print(make())"
    made = subprocess.run(
        [*MOTCUA, "shell", "-v0", "-c", ask],
        env=environment,
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    return environment, json.loads(made.stdout.strip().splitlines()[-1])


def _another_database() -> str:
    name = "kill_test"
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        cursor.execute(f'CREATE DATABASE "{name}"')
    settings = connection.settings_dict
    return f"postgres://{settings['USER']}@/{name}?host={settings['HOST']}"


def _free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Client:
    """One counter: signs in, files dossiers, and sends each again under its id until it is answered."""

    def __init__(self, base: str, office: dict, stop: threading.Event) -> None:
        self.base, self.office, self.stop = base, office, stop
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
        self.answered: dict[str, int] = {}
        self.tried: set[str] = set()
        self.refused: list[str] = []

    def run(self) -> None:
        while not self.stop.is_set() and not self._sign_in():
            time.sleep(0.2)
        while not self.stop.is_set():
            self._file(str(uuid4()))

    def _sign_in(self) -> bool:
        form = {"username": self.office["username"], "password": self.office["password"]}
        answer = self._post("/desk/sign-in/", form)
        return answer is not None and "sign-in" not in answer

    def _file(self, client_id: str) -> None:
        """Until answered: the same id again, as a browser or a person would."""
        self.tried.add(client_id)
        form = {
            "client_id": client_id, "do": "accept", "competent_agency": self.office["competent"],
            "intake_channel": 1, "delivery_choice": "counter", "owner_kind": "citizen",
            "owner_personal_id": "042090000001", "owner_name": "Nguyễn Văn Thử",
        } | {f"c{pk}_kind": "original" for pk in self.office["components"]}  # fmt: skip
        while not self.stop.is_set():
            answer = self._post(f"/desk/intake/{self.office['code']}/", form)
            found = re.search(r"/desk/dossiers/(\d+)/", answer or "")
            if found:
                self.answered[client_id] = int(found[1])
                return
            time.sleep(0.1)

    def _post(self, path: str, form: dict) -> str | None:
        """The address the answer leads to; None when there was no answer."""
        try:
            with self.opener.open(self.base + path, timeout=20) as page:
                token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page.read().decode())
            body = urllib.parse.urlencode(form | {"csrfmiddlewaretoken": token[1] if token else ""}).encode()
            with self.opener.open(urllib.request.Request(self.base + path, body), timeout=20) as answer:
                return answer.geturl()
        except urllib.error.HTTPError as failure:
            if failure.code not in (503, 507):
                self.refused.append(f"{failure.code} {failure.read().decode()[:500]}")
            return None
        except OSError:
            return None


def _parts(supervisor: int) -> dict[str, int]:
    """Process ids of the supervisor's children by what they run."""
    found = {}
    for pid in Path(f"/proc/{supervisor}/task/{supervisor}/children").read_text().split():
        command = Path(f"/proc/{pid}/cmdline").read_bytes().decode().replace("\0", " ")
        for name, mark in (("web", "granian"), ("worker", "command worker")):
            if mark in command:
                found[name] = int(pid)
    return found


def _kill(pid: int) -> None:
    """The part and what it started, at once and without a word."""
    try:
        os.killpg(pid, signal.SIGKILL)
    except ProcessLookupError:
        return


@pytest.mark.process
@pytest.mark.parametrize(
    ("kills", "seconds"), [(2, 2.0), pytest.param(20, 4.0, marks=pytest.mark.long)], ids=["short", "long"]
)
def test_nothing_answered_is_lost_and_nothing_is_twice(place, kills, seconds):
    environment, office = place
    base = f"http://127.0.0.1:{environment['PORT']}"
    server = subprocess.Popen(
        [*MOTCUA, "serve"], env=environment, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    stop = threading.Event()
    clients = [Client(base, office, stop) for _ in range(CLIENTS)]
    threads = [threading.Thread(target=client.run) for client in clients]
    try:
        for thread in threads:
            thread.start()
        _wait(lambda: sum(len(c.answered) for c in clients) >= 3, 90)
        for _ in range(kills):
            time.sleep(seconds)
            for pid in _parts(server.pid).values():
                _kill(pid)
            before = sum(len(c.answered) for c in clients)
            _wait(lambda before=before: sum(len(c.answered) for c in clients) > before, 90)
        stop.set()
        for thread in threads:
            thread.join(60)
    finally:
        stop.set()
        server.terminate()
        server.wait(30)
    _check(environment, clients)


def _wait(done, seconds: float) -> None:
    deadline = time.monotonic() + seconds
    while not done():
        assert time.monotonic() < deadline, "the server did not come back"
        time.sleep(0.1)


def _check(environment: dict, clients: list[Client]) -> None:
    answered = {key: dossier for client in clients for key, dossier in client.answered.items()}
    assert [refusal for client in clients for refusal in client.refused] == []
    assert len(set(answered.values())) == len(answered)
    ask = (
        "import json; from motcua.casework.dossiers.models import Dossier; "
        "from motcua.kernel.events.models import ClientRequest; "
        "print(json.dumps([sorted(Dossier.objects.values_list('pk', flat=True)), "
        "{str(r.client_id): json.loads(r.answer_json) for r in ClientRequest.objects.all()}]))"
    )
    shell = subprocess.run(
        [*MOTCUA, "shell", "-v0", "-c", ask],
        env=environment,
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    dossiers, kept = json.loads(shell.stdout.strip().splitlines()[-1])
    assert all(kept[key]["dossier_id"] == dossier for key, dossier in answered.items())
    tried = set().union(*(client.tried for client in clients))
    assert set(kept) <= tried
    assert dossiers == sorted(kept[key]["dossier_id"] for key in kept)
    verified = subprocess.run(
        [*MOTCUA, "audit", "verify"], env=environment, cwd=ROOT, capture_output=True, text=True
    )
    lines = [line for line in verified.stdout.splitlines() if line.startswith("dossier:")]
    assert lines == [], lines[:5]
