"""Many browsers in one process: pages asked over connections that stay open, and streams of live updates."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from contextlib import suppress
from urllib.parse import urlencode
from uuid import uuid4

CSRF = "c" * 32


class Browser:
    """One browser with its cookies; it asks one thing at a time."""

    def __init__(self, port: int, cookie: str = "") -> None:
        self._port, self._cookie = port, cookie
        self._link: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None
        self._turn = asyncio.Lock()

    async def get(self, path: str) -> str:
        return await self._asked("GET", path, b"")

    async def press(self, path: str, **said: object) -> str:
        """A button as a script sends it."""
        form = {"client_id": str(uuid4()), "csrfmiddlewaretoken": CSRF} | said
        return await self._asked("POST", path, urlencode(form).encode())

    async def _asked(self, method: str, path: str, body: bytes) -> str:
        head = f"{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{self._port}\r\nCookie: {self._cookie}\r\n"
        if body:
            head += (
                "Accept: application/json\r\nContent-Type: application/x-www-form-urlencoded\r\n"
                f"Content-Length: {len(body)}\r\n"
            )
        message = head.encode() + b"\r\n" + body
        async with self._turn:
            status, text = await self._answer(message)
        if status != 200:
            raise AssertionError(f"{path}: {status} {text[:500]}")
        return text

    async def _answer(self, message: bytes) -> tuple[int, str]:
        """A connection the server has closed meanwhile is opened anew, as browsers do."""
        if self._link is not None:
            with suppress(OSError, asyncio.IncompleteReadError):
                return await self._sent(*self._link, message)
        self._link = await asyncio.open_connection("127.0.0.1", self._port)
        return await self._sent(*self._link, message)

    async def _sent(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, message: bytes
    ) -> tuple[int, str]:
        writer.write(message)
        head = (await reader.readuntil(b"\r\n\r\n")).lower()
        length = int(head.split(b"content-length:", 1)[1].split(b"\r\n", 1)[0])
        return int(head.split(b" ", 2)[1]), (await reader.readexactly(length)).decode()

    def close(self) -> None:
        if self._link is not None:
            self._link[1].close()


async def listen(port: int, topics: Iterable[str], changed: Callable[[], None]) -> None:
    """A stream of live updates: `changed` is called for every tick. Ends when it is cancelled."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    query = urlencode([("topic", topic) for topic in topics])
    writer.write(f"GET /live/?{query} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n".encode())
    try:
        while line := await reader.readline():
            if line == b"event: changed\n":
                changed()
    finally:
        writer.close()
    raise AssertionError("the stream of live updates has ended")
