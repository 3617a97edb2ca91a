"""Filing and accepting over HTTP: ten clients against the real web server, and what its processes weigh."""

from __future__ import annotations

import http.client
import os
import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode
from uuid import uuid4

from django.conf import settings
from django.db import connection
from django.test import Client

from bench.measuring import Result, Times, at_least, at_most, percentile
from bench.office import Bench
from motcua.casework.dossiers.models import Dossier
from motcua.config import serving
from motcua.directory.procedures.models import Component

CLIENTS = 10
SECONDS = float(os.environ.get("BENCH_SECONDS", "15"))
WARM_SECONDS = 3.0
PER_SECOND = {"postgresql": 80.0, "sqlite": 50.0}


def measure(bench: Bench) -> Iterator[Result]:
    engine = connection.vendor
    workers = 2 if engine == "postgresql" else 1
    port = free_port()
    command = serving.commands(serving.Place("127.0.0.1", port, port + 1, workers))["web"]
    cookies = [_signed_in(bench) for _ in range(CLIENTS)]
    body = _form(bench)
    before = Dossier.objects.filter(accepted_at__isnull=False).count()
    connection.close()
    server = subprocess.Popen(command, env=os.environ | {"MOTCUA_MODE": "dev"})
    try:
        wait_for(port)
        times, seconds = _load(port, cookies, body, f"/desk/intake/{bench.version.procedure.code}/")
        weight = _heaviest(server.pid)
    finally:
        server.terminate()
        server.wait(timeout=20)
    stored = Dossier.objects.filter(accepted_at__isnull=False).count() - before
    if stored < len(times.wall):
        raise AssertionError(f"{len(times.wall)} answers, {stored} stored")
    name = f"filed and accepted over HTTP, {CLIENTS} clients, {workers} web process(es)"
    yield at_least(f"{name}: rate", engine, len(times.wall) / seconds, "/s", PER_SECOND[engine])
    yield at_most("the same: p95", engine, times.p95, "ms", 250, f"p50 {times.p50:.1f}")
    yield at_most("heaviest web process", engine, weight, "MB", 200)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _signed_in(bench: Bench) -> str:
    client = Client(REMOTE_ADDR="127.0.0.1")
    client.force_login(bench.office.officers["intake_officer"].account)
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    return f"{settings.SESSION_COOKIE_NAME}={session}; csrftoken={'c' * 32}"


def _form(bench: Bench) -> dict[str, str]:
    """Everything an intake officer sends, the client id apart."""
    papers = Component.objects.filter(case__version=bench.version)
    return {
        "csrfmiddlewaretoken": "c" * 32,
        "do": "accept",
        "owner_kind": "citizen",
        "owner_personal_id": "042090000001",
        "owner_name": "Nguyễn Văn Thử",
        "owner_phone": "0912000001",
        "owner_address": "Thôn 1",
        "competent_agency": str(bench.office.committee.pk),
        "intake_channel": "1",
        "delivery_choice": "both",
        f"fee{bench.fee.pk}": "8000",
    } | {f"c{paper.pk}_kind": "original" for paper in papers}


def wait_for(port: int) -> None:
    for _ in range(300):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            time.sleep(0.1)
    raise AssertionError("the web server does not answer")


def _load(port: int, cookies: list[str], body: dict[str, str], path: str) -> tuple[Times, float]:
    """Clients one after another send as fast as they are answered; times after the warm-up."""
    began = time.perf_counter()
    start, end = began + WARM_SECONDS, began + WARM_SECONDS + SECONDS
    wall: list[float] = []
    failed: list[str] = []

    def client(cookie: str) -> None:
        link = http.client.HTTPConnection("127.0.0.1", port)
        while (sent := time.perf_counter()) < end and not failed:
            said = urlencode(body | {"client_id": str(uuid4())})
            headers = {"Cookie": cookie, "Content-Type": "application/x-www-form-urlencoded"}
            link.request("POST", path, said, headers)
            answer = link.getresponse()
            text = answer.read()
            if answer.status != 302:
                failed.append(f"{answer.status}: {text[:3000].decode(errors='replace')}")
            elif start <= time.perf_counter() <= end:
                wall.append((time.perf_counter() - sent) * 1000)
        link.close()

    threads = [threading.Thread(target=client, args=(cookie,)) for cookie in cookies]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failed:
        raise AssertionError(failed[0])
    return Times(wall, wall), SECONDS


def _heaviest(pid: int) -> float:
    """Resident megabytes of the heaviest process of a tree."""
    family = {pid}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            parent = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
        except (OSError, ValueError):
            continue
        if parent in family:
            family.add(int(folder.name))
    sizes = []
    for member in family:
        status = Path(f"/proc/{member}/status").read_text()
        sizes += [int(line.split()[1]) / 1024 for line in status.splitlines() if line.startswith("VmRSS")]
    return percentile(sizes, 100)
