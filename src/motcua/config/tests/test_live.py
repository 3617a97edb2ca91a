from __future__ import annotations

import asyncio
import resource
import sqlite3
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

import pytest

from motcua.config import live

Answer = TypeVar("Answer")


def _run(work: Coroutine[Any, Any, Answer]) -> Answer:
    """In a thread of its own: the browser tests keep a loop running in the thread of the tests."""
    with ThreadPoolExecutor(max_workers=1) as pool:
        return pool.submit(asyncio.run, work).result()


async def _ask(path: str, query: str = "", application: live.Application | None = None) -> list[dict]:
    """Send one request and hang up at once; what was answered."""
    sent: list[dict] = []

    async def receive() -> dict:
        await asyncio.sleep(0.01)
        return {"type": "http.disconnect"}

    async def send(message: dict) -> None:
        sent.append(message)

    scope = {"type": "http", "method": "GET", "path": path, "query_string": query.encode()}
    await (application or live.Application("sqlite:///none"))(scope, receive, send)
    return sent


@pytest.mark.parametrize(
    ("path", "query", "status"),
    [
        ("/live/health", "", 200),
        ("/live/", "topic=all", 200),
        ("/live/", "topic=agency:5&topic=type:dossier", 200),
        ("/live/", "topic=agency:5:visit&topic=visit:81&topic=hall:3", 200),
        ("/live/", "topic=dossier:81", 400),
        ("/live/", "", 400),
        ("/live/", "topic=agency:x", 400),
        ("/live/", "topic=agency:5%0d%0adata:x", 400),
        ("/live/", "topic=" + "9" * 5000, 400),
        ("/live/", "&".join(["topic=all"] * 50), 400),
        ("/", "topic=all", 404),
    ],
)
def test_answers(path, query, status):
    assert _run(_ask(path, query))[0]["status"] == status


def test_a_page_that_hangs_up_is_forgotten():
    application = live.Application("sqlite:///none")
    _run(_ask("/live/", "topic=all", application))
    assert not application.hub.listeners


def test_too_many_pages_are_turned_away(monkeypatch):
    monkeypatch.setattr(live, "MOST_LISTENERS", 0)
    assert _run(_ask("/live/", "topic=all"))[0]["status"] == 503


def test_a_page_hears_of_its_topics_only_and_of_all_after_a_gap():
    async def act():
        hub = live.Hub()
        own, other = live.Listener(frozenset({"agency:5"})), live.Listener(frozenset({"agency:6"}))
        hub.add(own)
        hub.add(other)
        hub.announce(live.topics_of("5", "dossier:7"))
        assert (own.changed, other.changed) == ({"agency:5"}, set())
        hub.announce_anything()
        assert other.changed == {"agency:6"}
        hub.remove(own)
        hub.announce(live.topics_of("5", "dossier:7"))
        assert hub.listeners == {other}

    _run(act())


def test_a_telephone_hears_of_its_own_ticket_only():
    async def act():
        hub = live.Hub()
        own = live.Listener(frozenset({"visit:81"}))
        wall = live.Listener(frozenset({"agency:5:visit"}))
        hub.add(own)
        hub.add(wall)
        hub.announce(live.topics_of("5", "visit:82"))
        assert (own.changed, wall.changed) == (set(), {"agency:5:visit"})
        hub.announce(live.topics_of("", "visit:81"))
        assert own.changed == {"visit:81"}

    _run(act())


def test_ticks_that_come_close_together_are_one_and_silence_is_a_heartbeat(monkeypatch):
    monkeypatch.setattr(live, "HEARTBEAT_SECONDS", 0.05)
    monkeypatch.setattr(live, "LEAST_GAP_SECONDS", 0.01)

    async def act() -> list[bytes]:
        bodies: list[bytes] = []

        async def send(message: dict) -> None:
            bodies.append(message["body"])

        listener = live.Listener(frozenset({"all", "type:dossier"}))
        for _ in range(5):
            listener.tell({"all", "type:dossier"})
        telling = asyncio.create_task(live._tell(listener, send))
        await asyncio.sleep(0.2)
        telling.cancel()
        return bodies

    bodies = _run(act())
    assert bodies[1] == b"event: changed\ndata: all\n\nevent: changed\ndata: type:dossier\n\n"
    assert bodies[2] == live.HEARTBEAT


def test_the_file_is_watched_from_its_present_end(tmp_path):
    path = tmp_path / "log.sqlite3"
    writer = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    writer.execute("CREATE TABLE events_event (id INTEGER PRIMARY KEY, agency_id INTEGER, subject TEXT)")
    writer.execute("INSERT INTO events_event (agency_id, subject) VALUES (5, 'dossier:1')")

    async def act() -> None:
        hub = live.Hub()
        listener = live.Listener(frozenset({"agency:5", "agency:6", "type:account"}))
        hub.add(listener)
        reader = sqlite3.connect(path)
        last = live._announce_since(reader, None, hub)
        assert (last, listener.changed) == (1, set(listener.topics))
        listener.changed.clear()
        writer.execute(
            "INSERT INTO events_event (agency_id, subject) VALUES (6, 'dossier:2'), (NULL, 'account:3')"
        )
        assert live._announce_since(reader, last, hub) == 3
        assert listener.changed == {"agency:6", "type:account"}
        reader.close()

    _run(act())
    writer.close()


def test_as_many_streams_are_allowed_as_pages_may_listen():
    before = resource.getrlimit(resource.RLIMIT_NOFILE)
    try:
        resource.setrlimit(resource.RLIMIT_NOFILE, (min(1024, before[1]), before[1]))
        live.allow_streams()
        allowed, most = resource.getrlimit(resource.RLIMIT_NOFILE)
        assert allowed == min(live.MOST_LISTENERS + live.SPARE_FILES, most)
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, before)
