"""The one command: starts all parts, keeps them running, leaves nothing behind."""

from __future__ import annotations

import http.client
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from motcua.config import serving
from motcua.config.tests.elsewhere import COMMAND, environment, free_port
from motcua.kernel.events.tests.trace import note


def _session_of(pid: int) -> set[int]:
    """Processes of one group that are still alive."""
    found = set()
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            after_name = path.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(after_name[2]) == pid and after_name[0] != "Z":
            found.add(int(path.parent.name))
    return found


def _children_of(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def _rss_mb(pid: int) -> float:
    line = next(x for x in Path(f"/proc/{pid}/status").read_text().splitlines() if x.startswith("VmRSS"))
    return int(line.split()[1]) / 1024


def _until(true, seconds: float = 40.0) -> None:
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline, "waited too long"
        time.sleep(0.05)


def _answers(port: int, path: str) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=5) as response:
            return response.status == 200
    except OSError:
        return False


@contextmanager
def _served(*arguments: str) -> Iterator[tuple[subprocess.Popen[bytes], int]]:
    port = free_port()
    process = subprocess.Popen([*COMMAND, "serve", *arguments], env=environment(PORT=str(port)))
    try:
        yield process, port
    finally:
        process.kill()
        process.wait()


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_one_command_serves_pages_and_live_updates_and_leaves_nothing_behind():
    with _served() as (process, port):
        _until(lambda: _answers(port, "/healthz") and _answers(port + 1, "/live/health"))
        groups = _children_of(process.pid)
        web = max((pid for group in groups for pid in _session_of(group)), key=_rss_mb)
        assert _rss_mb(web) <= 200
        _hears_of_an_event(port + 1)
        process.send_signal(signal.SIGINT)
        process.wait(20)
        assert process.returncode == 0
        assert not any(_session_of(group) for group in groups)


def _hears_of_an_event(live_port: int) -> None:
    stream = http.client.HTTPConnection("127.0.0.1", live_port, timeout=20)
    try:
        stream.request("GET", "/live/?topic=type:trace")
        response = stream.getresponse()
        assert response.getheader("content-type") == "text/event-stream"
        assert response.readline() == b"retry: 3000\n"
        _until(
            lambda: (
                b'"listeners": 1'
                in urllib.request.urlopen(f"http://127.0.0.1:{live_port}/live/health").read()
            )
        )
        note()
        lines = []
        while b"data: type:trace\n" not in lines:
            lines.append(response.readline())
        assert b"event: changed\n" in lines
    finally:
        stream.close()


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_more_than_a_thousand_open_pages_keep_nobody_out():
    serving.allow_many_connections()  # each is a file of this process as well
    with ExitStack() as open_pages, _served() as (_process, port):
        _until(lambda: _answers(port, "/healthz"))
        for _page in range(1100):
            link = http.client.HTTPConnection("127.0.0.1", port, timeout=15)
            open_pages.callback(link.close)
            link.request("GET", "/healthz")
            assert link.getresponse().read()
        assert _answers(port, "/healthz")


@pytest.mark.django_db(transaction=True)
def test_a_taken_port_is_one_clear_line():
    port = free_port()
    with socket.socket() as other:
        other.bind(("127.0.0.1", port))
        other.listen()
        done = subprocess.run(
            [*COMMAND, "serve"], env=environment(PORT=str(port)), capture_output=True, text=True, check=False
        )
    assert done.returncode == 1
    assert done.stderr.strip().endswith(f"Cổng {port} đang có chương trình khác dùng; đặt PORT khác.")


SLEEP = [sys.executable, "-c", "import time; time.sleep(60)"]
FAIL = [sys.executable, "-c", "raise SystemExit(3)"]


def test_a_part_that_dies_is_started_again_after_growing_rests():
    told: list[str] = []
    part = serving.Part("worker", FAIL)
    supervisor = serving.Supervisor([part], told.append)
    now = 1000.0
    for _ in range(3):
        supervisor._look_after(now)
        part.process.wait(20)
        supervisor._look_after(now)
        assert part.process is None
        supervisor._look_after(part.not_before - 0.01)
        assert part.process is None
        now = part.not_before
    assert told == [
        "worker dừng (mã 3), khởi động lại sau 0.5 giây",
        "worker dừng (mã 3), khởi động lại sau 1 giây",
        "worker dừng (mã 3), khởi động lại sau 2 giây",
    ]


def test_a_part_that_ran_long_is_started_again_at_once():
    part = serving.Part("web", SLEEP, rest=30.0)
    supervisor = serving.Supervisor([part], print)
    supervisor._look_after(1000.0)
    supervisor._look_after(1100.0)
    assert part.rest == 0.5
    supervisor._stop()
    assert part.process.returncode == -signal.SIGTERM


def test_a_part_that_ignores_the_request_to_stop_is_killed(monkeypatch, tmp_path):
    monkeypatch.setattr(serving, "GRACE_SECONDS", 0.3)
    ready = tmp_path / "ready"
    deaf = (
        "import pathlib, signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); "
        f"pathlib.Path({str(ready)!r}).touch(); time.sleep(60)"
    )
    part = serving.Part("live", [sys.executable, "-c", deaf])
    supervisor = serving.Supervisor([part], print)
    supervisor._look_after(1000.0)
    _until(ready.exists)
    supervisor._stop()
    assert part.process.returncode == -signal.SIGKILL


def test_the_supervisor_killed_takes_its_parts_with_it():
    code = (
        "import time\n"
        "from motcua.config import serving\n"
        f"part = serving.Part('x', {SLEEP!r})\n"
        "part.start(0.0)\n"
        "print(part.process.pid, flush=True)\n"
        "time.sleep(60)\n"
    )
    supervisor = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
    with supervisor.stdout:
        pid = int(supervisor.stdout.readline())
    supervisor.kill()
    supervisor.wait()
    _until(lambda: not _session_of(pid), 10)
