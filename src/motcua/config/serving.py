"""One command that runs the whole product: web, worker and live updates, each a process of its own.

The supervisor starts them, starts again what dies, and takes all of them with it when it
goes: on Ctrl+C, on SIGTERM, and (on Linux) also when it is killed itself.
"""

from __future__ import annotations

import ctypes
import os
import resource
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field

GRACE_SECONDS = 10
LONGEST_REST = 30.0
# Telephones and officers' pages keep a connection open between two looks; a server out of room makes the next
# one wait until another is closed, half a minute later.
MOST_CONNECTIONS = 8192
_BACKLOG = 2048
_MOST_FILES = 65536
_STEADY_SECONDS = 60  # a part that ran so long has recovered
_PR_SET_PDEATHSIG = 1


class PortTaken(Exception):
    """Cổng đang có chương trình khác dùng."""


@dataclass(frozen=True)
class Place:
    """Where the parts listen and how many web processes there are."""

    host: str
    port: int
    live_port: int
    workers: int = 1
    threads: int = 4


def commands(place: Place) -> dict[str, list[str]]:
    """The command line of every part."""
    python = sys.executable
    return {
        "web": [
            python, "-m", "granian", "--interface", "wsgi", "--host", place.host, "--port", str(place.port),
            "--workers", str(place.workers), "--blocking-threads", str(place.threads), "--no-ws",
            "--backlog", str(_BACKLOG), "--backpressure", str(MOST_CONNECTIONS),
            "--respawn-failed-workers", "--log-level", "warning", "--workers-kill-timeout", "5",
            "motcua.config.wsgi:application",
        ],
        "worker": [python, "-m", "motcua.config.command", "worker"],
        "live": [
            python, "-m", "uvicorn", "--host", place.host, "--port", str(place.live_port), "--no-access-log",
            "--log-level", "critical", "--timeout-graceful-shutdown", "1", "motcua.config.live:application",
        ],
    }  # fmt: skip


def allow_many_connections() -> None:
    """Each open page is a file to the system, whose usual limit of 1,024 a hall with its telephones passes."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = _MOST_FILES if hard == resource.RLIM_INFINITY else min(hard, _MOST_FILES)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))


def refuse_taken(host: str, *ports: int) -> None:
    """Raise PortTaken rather than starting half of the parts."""
    for port in ports:
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((host, port))
            except OSError as failure:
                raise PortTaken(f"Cổng {port} đang có chương trình khác dùng; đặt PORT khác.") from failure


@dataclass
class Part:
    """One process and how often it had to be started."""

    name: str
    command: list[str]
    process: subprocess.Popen[bytes] | None = None
    started_at: float = 0.0
    rest: float = 0.5
    not_before: float = 0.0

    def start(self, now: float) -> None:
        self.process = subprocess.Popen(self.command, start_new_session=True, preexec_fn=_die_with_parent)  # noqa: S603  our own command lines
        self.started_at = now

    def signal(self, number: int) -> None:
        """Tell the part and everything it started."""
        if self.process is not None:
            with suppress(ProcessLookupError):
                os.killpg(self.process.pid, number)

    def is_running(self) -> bool:
        return self.process is not None and self.process.poll() is None


@dataclass
class Supervisor:
    """Keeps parts running until told to stop."""

    parts: list[Part]
    tell: Callable[[str], None]
    stopping: bool = field(default=False, init=False)

    def run(self) -> None:
        """Blocks until SIGTERM or Ctrl+C; nothing is left running afterwards."""
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, self._ask_to_stop)
        try:
            while not self.stopping:
                self._look_after(time.monotonic())
                time.sleep(0.2)
        finally:
            self._stop()

    def _ask_to_stop(self, *_: object) -> None:
        self.stopping = True

    def _look_after(self, now: float) -> None:
        for part in self.parts:
            if part.is_running():
                if now - part.started_at > _STEADY_SECONDS:
                    part.rest = 0.5
            elif part.process is None and now >= part.not_before:
                part.start(now)
            elif part.process is not None:
                self._bury(part, now)

    def _bury(self, part: Part, now: float) -> None:
        """A part ended by itself: clear away what it left, and let it start again after a rest."""
        assert part.process is not None  # noqa: S101  narrows the type
        self.tell(f"{part.name} dừng (mã {part.process.returncode}), khởi động lại sau {part.rest:g} giây")
        part.signal(signal.SIGKILL)
        part.process = None
        part.not_before = now + part.rest
        part.rest = min(part.rest * 2, LONGEST_REST)

    def _stop(self) -> None:
        for part in self.parts:
            part.signal(signal.SIGTERM)
        deadline = time.monotonic() + GRACE_SECONDS
        for part in self.parts:
            if part.process is not None:
                with suppress(subprocess.TimeoutExpired):
                    part.process.wait(max(deadline - time.monotonic(), 0.1))
        for part in self.parts:
            part.signal(signal.SIGKILL)  # also children that outlived their parent
            if part.process is not None:
                part.process.wait()


def _die_with_parent() -> None:
    """Asks Linux to end this process when the supervisor is gone, however it went."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
