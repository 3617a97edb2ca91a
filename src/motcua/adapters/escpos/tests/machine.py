"""A printer on a port of this machine: answers questions, takes pictures, and fails as it is told to."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

ASKED = (b"\x10\x04\x02", b"\x10\x04\x04")
DONE = b"\x1dr\x01"


@dataclass
class Machine:
    """`offline` and `paper` are its answers; `dies_after` closes the line after so many bytes of a job."""

    offline: int = 0x12
    paper: int = 0x12
    paper_at_end: int = 0x00
    is_silent: bool = False
    answers_when_done: bool = True
    dies_after: int | None = None
    jobs: list[bytes] = field(default_factory=list)
    port: int = 0

    def serve(self, listening: socket.socket) -> None:
        while True:
            try:
                connection, _ = listening.accept()
            except OSError:
                return
            with connection:
                connection.settimeout(5)
                try:
                    self._talk(connection)
                except OSError:
                    continue

    def _talk(self, connection: socket.socket) -> None:
        job = b""
        while got := connection.recv(4096):
            if got in ASKED and not job:
                if not self.is_silent:
                    connection.sendall(bytes([self.offline if got == ASKED[0] else self.paper]))
                continue
            job += got
            if self.dies_after is not None and len(job) >= self.dies_after:
                return
            if job.endswith(DONE):
                self.jobs.append(job[: -len(DONE)])
                if self.answers_when_done:
                    connection.sendall(bytes([self.paper_at_end]))
                job = b""


@contextmanager
def running(machine: Machine) -> Iterator[Machine]:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        machine.port = listening.getsockname()[1]
        thread = threading.Thread(target=machine.serve, args=(listening,), daemon=True)
        thread.start()
        yield machine
        listening.shutdown(socket.SHUT_RDWR)
    thread.join(5)
