"""Live updates: a small process of its own that tells open pages "something changed, look again".

`GET /live/?topic=agency:5&topic=type:dossier` answers a stream of server-sent events. Topics: `all`,
an agency, a type of subject, a type within an agency (`agency:5:visit`), one visit or one hall
(`visit:81`), so that a telephone is woken for its own ticket and not for two thousand others.
A tick names a topic and holds no data, so anybody may listen. Where ticks come from:
PostgreSQL notifies on commit (a trigger on the log); on SQLite the file is watched.
"""

from __future__ import annotations

import asyncio
import json
import logging
import re
import resource
import sqlite3
from collections.abc import Awaitable, Callable, Iterable
from contextlib import suppress
from typing import Any
from urllib.parse import parse_qsl

import psycopg

from motcua.config import env

HEARTBEAT_SECONDS = 15.0
POLL_SECONDS = 0.2
LEAST_GAP_SECONDS = 0.3  # a busy counter makes many ticks; a page needs no more than three a second
HEARTBEAT = b"event: heartbeat\ndata: .\n\n"  # an event, not a comment: scripts see only events
RETRY_SECONDS = 2.0
MOST_LISTENERS = 10_000
MOST_TOPICS = 20
SPARE_FILES = 200
EVERYTHING = "all"

_TOPIC = re.compile(r"all|agency:[0-9]{1,18}(:[a-z_]{1,40})?|type:[a-z_]{1,40}|(visit|hall):[0-9]{1,18}")
_NAMED = frozenset(("visit", "hall"))  # types whose single subjects may be listened to
_log = logging.getLogger("motcua.live")
Send = Callable[[dict[str, Any]], Awaitable[None]]
Receive = Callable[[], Awaitable[dict[str, Any]]]


class Listener:
    """One open page: the topics it asked for and those that changed since it was last told."""

    def __init__(self, topics: frozenset[str]) -> None:
        self.topics = topics
        self.changed: set[str] = set()
        self.woken = asyncio.Event()

    def tell(self, topics: Iterable[str]) -> None:
        if own := self.topics.intersection(topics):
            self.changed |= own
            self.woken.set()


class Hub:
    """All open pages of this process, by the topics they asked for."""

    def __init__(self) -> None:
        self.listeners: set[Listener] = set()
        self._by_topic: dict[str, set[Listener]] = {}

    def add(self, listener: Listener) -> None:
        self.listeners.add(listener)
        for topic in listener.topics:
            self._by_topic.setdefault(topic, set()).add(listener)

    def remove(self, listener: Listener) -> None:
        self.listeners.discard(listener)
        for topic in listener.topics:
            left = self._by_topic.get(topic, set())
            left.discard(listener)
            if not left:
                self._by_topic.pop(topic, None)

    def announce(self, topics: Iterable[str]) -> None:
        told = {EVERYTHING, *topics}
        for listener in {one for topic in told for one in self._by_topic.get(topic, ())}:
            listener.tell(told)

    def announce_anything(self) -> None:
        """After a gap nobody knows what was missed: every page looks again."""
        for listener in self.listeners:
            listener.tell(listener.topics)


def topics_of(agency_id: str, subject: str) -> set[str]:
    """Topics one event belongs to."""
    subject_type = subject.partition(":")[0]
    found = {f"type:{subject_type}"}
    if agency_id:
        found |= {f"agency:{agency_id}", f"agency:{agency_id}:{subject_type}"}
    return found | ({subject} if subject_type in _NAMED else set())


async def watch_postgres(url: str, hub: Hub) -> None:
    """Listens for notifications; connects again when the server was away."""
    while True:
        try:
            async with await psycopg.AsyncConnection.connect(_dsn(url), autocommit=True) as connection:
                await connection.execute("LISTEN motcua_events")
                hub.announce_anything()
                async for notice in connection.notifies():
                    agency_id, _, subject = notice.payload.partition(" ")
                    hub.announce(topics_of(agency_id, subject))
        except (psycopg.Error, OSError) as failure:
            _log.warning("live: %s; trying again", type(failure).__name__)
        await asyncio.sleep(RETRY_SECONDS)


def _dsn(url: str) -> str:
    settings = env.database(url)
    return psycopg.conninfo.make_conninfo(
        dbname=settings["NAME"],
        user=settings["USER"] or None,
        password=settings["PASSWORD"] or None,
        host=settings["HOST"] or None,
        port=settings["PORT"] or None,
    )


async def watch_sqlite(path: str, hub: Hub) -> None:
    """Asks the file five times a second whether another process has written."""
    while True:
        try:
            connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
            try:
                await _poll(connection, hub)
            finally:
                connection.close()
        except sqlite3.Error as failure:
            _log.warning("live: %s; trying again", failure)
        await asyncio.sleep(RETRY_SECONDS)


async def _poll(connection: sqlite3.Connection, hub: Hub) -> None:
    version = last = None
    while True:
        (found,) = connection.execute("PRAGMA data_version").fetchone()
        if found != version:
            version = found
            last = _announce_since(connection, last, hub)
        await asyncio.sleep(POLL_SECONDS)


def _announce_since(connection: sqlite3.Connection, last: int | None, hub: Hub) -> int:
    """Announces what the log gained after event `last`; the id it reaches to now."""
    (end,) = connection.execute("SELECT COALESCE(MAX(id), 0) FROM events_event").fetchone()
    if last is None:
        hub.announce_anything()
        return end
    rows = connection.execute(
        "SELECT DISTINCT COALESCE(agency_id, ''), subject FROM events_event WHERE id > ? AND id <= ?",
        [last, end],
    )
    hub.announce({topic for agency_id, subject in rows for topic in topics_of(str(agency_id), subject)})
    return end


class Application:
    """ASGI: `/live/` streams, `/live/health` answers; the watcher runs as long as the process."""

    def __init__(self, database_url: str | None = None) -> None:
        self.hub = Hub()
        self.database_url = database_url or env.read("DATABASE_URL")

    async def __call__(self, scope: dict[str, Any], receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._live(receive, send)
        elif scope["type"] == "http":
            await self._answer(scope, receive, send)

    async def _live(self, receive: Receive, send: Send) -> None:
        watcher: asyncio.Task[None] | None = None
        while True:
            message = await receive()
            if message["type"] == "lifespan.startup":
                allow_streams()
                watcher = asyncio.create_task(self._watch())
                await send({"type": "lifespan.startup.complete"})
            else:
                if watcher:
                    watcher.cancel()
                await send({"type": "lifespan.shutdown.complete"})
                return

    async def _watch(self) -> None:
        if self.database_url.startswith("sqlite"):
            await watch_sqlite(str(env.database(self.database_url)["NAME"]), self.hub)
        else:
            await watch_postgres(self.database_url, self.hub)

    async def _answer(self, scope: dict[str, Any], receive: Receive, send: Send) -> None:
        path = scope["path"].rstrip("/")
        if path == "/live/health":
            return await _reply(send, 200, {"listeners": len(self.hub.listeners)})
        if path != "/live" or scope["method"] != "GET":
            return await _reply(send, 404, {"error": "không có địa chỉ này"})
        topics = _asked_topics(scope["query_string"])
        if topics is None:
            return await _reply(send, 400, {"error": "topic không hợp lệ"})
        if len(self.hub.listeners) >= MOST_LISTENERS:
            return await _reply(send, 503, {"error": "quá nhiều kết nối"})
        return await self._stream(Listener(topics), receive, send)

    async def _stream(self, listener: Listener, receive: Receive, send: Send) -> None:
        headers = [(b"content-type", b"text/event-stream"), (b"x-accel-buffering", b"no"), *_HEADERS]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        self.hub.add(listener)
        telling = asyncio.create_task(_tell(listener, send))
        try:
            gone = asyncio.create_task(_gone(receive))
            with suppress(asyncio.CancelledError):  # the process is asked to stop; browsers come back
                await asyncio.wait({telling, gone}, return_when=asyncio.FIRST_COMPLETED)
            gone.cancel()
        finally:
            self.hub.remove(listener)
            telling.cancel()


def allow_streams() -> None:
    """Each stream is an open file; a process may have as many as the machine grants, not the usual 1,024."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = MOST_LISTENERS + SPARE_FILES
    if hard != resource.RLIM_INFINITY:
        wanted = min(wanted, hard)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))


async def _tell(listener: Listener, send: Send) -> None:
    await send({"type": "http.response.body", "body": b"retry: 3000\n\n", "more_body": True})
    while True:
        body = HEARTBEAT
        try:
            await asyncio.wait_for(listener.woken.wait(), HEARTBEAT_SECONDS)
        except TimeoutError:
            pass
        else:
            listener.woken.clear()
            body = b"".join(
                f"event: changed\ndata: {topic}\n\n".encode() for topic in sorted(listener.changed)
            )
            listener.changed.clear()
        await send({"type": "http.response.body", "body": body, "more_body": True})
        await asyncio.sleep(LEAST_GAP_SECONDS)


async def _gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


def _asked_topics(query: bytes) -> frozenset[str] | None:
    """Topics of a request; None when there are none, too many, or one that cannot be."""
    try:
        asked = [value for name, value in parse_qsl(query.decode("ascii")) if name == "topic"]
    except ValueError:
        return None
    if not 0 < len(asked) <= MOST_TOPICS or not all(_TOPIC.fullmatch(topic) for topic in asked):
        return None
    return frozenset(asked)


# The page may come from another port of the same machine (evaluation); ticks hold nothing to protect.
_HEADERS = [(b"cache-control", b"no-store"), (b"access-control-allow-origin", b"*")]


async def _reply(send: Send, status: int, content: dict[str, Any]) -> None:
    headers = [(b"content-type", b"application/json"), *_HEADERS]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": json.dumps(content, ensure_ascii=False).encode()})


application = Application()
