"""Two ways to a printer: its network port, and a device file of this machine."""

from __future__ import annotations

import os
import select
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

CONNECT_SECONDS = 2.0


class Line(Protocol):
    """An open way to a printer. Both raise OSError."""

    def send(self, content: bytes, seconds: float) -> None: ...

    def answer(self, seconds: float) -> bytes:
        """What the printer said; empty when it said nothing in time."""
        ...


class SocketLine:
    """Raw bytes to the printer's port."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection

    def send(self, content: bytes, seconds: float) -> None:
        self._connection.settimeout(seconds)
        self._connection.sendall(content)

    def answer(self, seconds: float) -> bytes:
        self._connection.settimeout(seconds)
        try:
            said = self._connection.recv(64)
        except TimeoutError:
            return b""
        if not said:
            raise ConnectionResetError
        return said


class FileLine:
    """A device file: written in pieces while it takes them."""

    def __init__(self, handle: int) -> None:
        self._handle = handle

    def send(self, content: bytes, seconds: float) -> None:
        rest = memoryview(content)
        while rest:
            if not select.select([], [self._handle], [], seconds)[1]:
                raise TimeoutError
            rest = rest[os.write(self._handle, rest[:4096]) :]

    def answer(self, seconds: float) -> bytes:
        if not select.select([self._handle], [], [], seconds)[0]:
            return b""
        return os.read(self._handle, 64)


@contextmanager
def to_port(host: str, port: int) -> Iterator[Line]:
    with socket.create_connection((host, port), timeout=CONNECT_SECONDS) as connection:
        yield SocketLine(connection)


@contextmanager
def to_device(path: str) -> Iterator[Line]:
    handle = os.open(path, os.O_RDWR | os.O_NONBLOCK | os.O_NOCTTY | os.O_NOFOLLOW)
    try:
        yield FileLine(handle)
    finally:
        os.close(handle)
