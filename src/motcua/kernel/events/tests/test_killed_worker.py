from __future__ import annotations

import os
import subprocess
import sys
import time

import pytest
from django.db import connection

from motcua.kernel.events.models import ChainHead, Dispatch
from motcua.kernel.events.tests.trace import note

EVENTS = 120


def _url() -> str:
    """Where the database under test can be reached by another process."""
    settings = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{settings['NAME']}"
    return f"postgres://{settings['USER']}@/{settings['NAME']}?host={settings['HOST']}"


def _start() -> subprocess.Popen[bytes]:
    environment = os.environ | {"DATABASE_URL": _url(), "MOTCUA_MODE": "test"}
    return subprocess.Popen(
        [sys.executable, "-m", "motcua.kernel.events.tests.marking_worker"], env=environment
    )


def _wait_until(done: int, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 60
    while Dispatch.objects.filter(state="done").count() < done:
        assert process.poll() is None, "the worker ended by itself"
        assert time.monotonic() < deadline, "the worker does not get on"
        time.sleep(0.01)


def leave_mark(event) -> None:
    raise AssertionError("only the other process runs reactions")


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_a_worker_killed_again_and_again_loses_and_repeats_nothing(route):
    route({"trace.noted": [leave_mark]})
    for number in range(EVENTS):
        note(number, f"trace:{number % 7}")
    # The row keeps the name under which the other process knows its reaction.
    Dispatch.objects.update(reaction="__main__.leave_mark")
    for done in (15, 60):
        process = _start()
        try:
            _wait_until(done, process)
        finally:
            process.kill()
            process.wait()
    process = _start()
    try:
        _wait_until(EVENTS, process)
    finally:
        process.kill()
        process.wait()
    assert ChainHead.objects.filter(subject__startswith="mark:").count() == EVENTS
    # A reaction run twice would have failed on its own mark and been put back.
    assert not Dispatch.objects.exclude(attempts=0).exists()
