"""Runs a module of ours in a process of its own: little memory, little time, no right to write files.

For work on what strangers sent. The module's `main(*arguments)` calls `confine()` first,
reads the path it is given and writes its answer to standard output.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import threading
from pathlib import Path

CPU_SECONDS = 15
_WALL_SECONDS = 25
_ADDRESS_SPACE = 2 * 1024**3
_SOURCE = str(Path(__file__).resolve().parents[3])
_AT_ONCE = threading.BoundedSemaphore(max(2, os.cpu_count() or 2))


class WentWrong(Exception):
    """The process crashed, ran out of memory or time, or could not be started."""


def run(module: str, *arguments: str) -> bytes:
    """What the module wrote. A few such processes at a time; the rest wait. Raises WentWrong."""
    command = [sys.executable, "-B", "-m", module, *arguments]
    environment = {"PYTHONPATH": _SOURCE, "PATH": os.defpath, "LANG": "C.UTF-8"}
    try:
        with _AT_ONCE:
            done = subprocess.run(  # noqa: S603  a module of ours, arguments of ours, no shell
                command, capture_output=True, timeout=_WALL_SECONDS, env=environment, cwd="/", check=True
            )
    except (subprocess.SubprocessError, OSError):
        raise WentWrong from None
    return done.stdout


def confine() -> None:
    """Give up rights for the rest of this process's life."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (_ADDRESS_SPACE, _ADDRESS_SPACE))
