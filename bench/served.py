"""The product as its own processes, and whose processor time a measurement was: the product's, ours, anybody's."""

from __future__ import annotations

import http.client
import os
import signal
import subprocess
import time
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.test import Client

from bench.serving import free_port, wait_for
from motcua.config import serving
from motcua.directory.identity.models import Account

_TICKS = os.sysconf("SC_CLK_TCK")
CORES = os.cpu_count() or 1


@dataclass(frozen=True)
class Served:
    """Where the product listens, and its processes by part."""

    port: int
    live_port: int
    parts: dict[str, subprocess.Popen[bytes]]

    def used(self, part: str) -> float:
        """Processor seconds of a part and everything it started."""
        return sum(_seconds(pid) for pid in family(self.parts[part].pid))


@contextmanager
def served(*parts: str) -> Iterator[Served]:
    """Run these parts (`web`, `live`, `worker`) against the database of the benchmark; gone when the block ends."""
    port, live_port = free_port(), free_port()
    place = serving.Place("127.0.0.1", port, live_port, workers_of(connection.vendor))
    commands = serving.commands(place)
    connection.close()
    serving.allow_many_connections()
    known = os.environ | {"MOTCUA_MODE": "dev", "PORT": str(port), "MOTCUA_LIVE_PORT": str(live_port)}
    running = {part: subprocess.Popen(commands[part], env=known, start_new_session=True) for part in parts}
    try:
        wait_for(port)
        _warm(port, place.workers)
        if "live" in parts:
            wait_for(live_port)
        yield Served(port, live_port, running)
    finally:
        for process in running.values():
            os.killpg(process.pid, signal.SIGTERM)
        for process in running.values():
            process.wait(timeout=20)


def _warm(port: int, workers: int) -> None:
    """Every web process has read its code before anything is measured."""
    for _again in range(20 * workers):
        link = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        link.request("GET", "/desk/sign-in/")
        link.getresponse().read()
        link.close()


def workers_of(engine: str) -> int:
    return 2 if engine == "postgresql" else 1


def session_of(account: Account) -> str:
    """The cookies of a browser in which somebody has signed in."""
    client = Client(REMOTE_ADDR="127.0.0.1")
    client.force_login(account)
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    return f"{settings.SESSION_COOKIE_NAME}={session}; csrftoken={'c' * 32}"


def family(pid: int) -> set[int]:
    """A process and all below it."""
    parents: dict[int, int] = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            parents[int(folder.name)] = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
        except (OSError, ValueError):
            continue
    found, more = set(), {pid}
    while more:
        found |= more
        more = {child for child, parent in parents.items() if parent in more}
    return found


def _seconds(pid: int) -> float:
    try:
        said = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(said[11]) + int(said[12])) / _TICKS


class Shares:
    """Who used the cores between two instants. PostgreSQL's own processes count as the rest of the machine."""

    def __init__(self, server: Served, parts: Collection[str]) -> None:
        self._server, self._parts = server, parts
        self._began, self._at_first = time.monotonic(), self._now()

    def _now(self) -> dict[str, float]:
        used = {part: self._server.used(part) for part in self._parts}
        busy = [int(word) for word in Path("/proc/stat").read_text().split("\n", 1)[0].split()[1:]]
        return used | {"bench": time.process_time(), "all": (sum(busy) - busy[3] - busy[4]) / _TICKS}

    def spent(self, part: str) -> float:
        """Processor seconds of a part so far."""
        return self._now()[part] - self._at_first[part]

    def told(self) -> str:
        """As a note beside a figure: shares of one core."""
        took = time.monotonic() - self._began
        used = {name: (value - self._at_first[name]) / took for name, value in self._now().items()}
        rest = used.pop("all") - sum(used.values())
        said = ", ".join(f"{name} {share:.0%}" for name, share in used.items())
        return f"of {CORES} cores: {said}, rest of the machine {max(rest, 0):.0%}"
