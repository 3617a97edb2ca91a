"""Other processes that use the database under test."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from contextlib import closing

from django.db import connection

COMMAND = [sys.executable, "-m", "motcua.config.command"]


def database_url() -> str:
    """Where another process reaches the database under test."""
    settings = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{settings['NAME']}"
    return f"postgres://{settings['USER']}@/{settings['NAME']}?host={settings['HOST']}"


def environment(**more: str) -> dict[str, str]:
    return os.environ | {"DATABASE_URL": database_url(), "MOTCUA_MODE": "test"} | more


def motcua(*arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
    """Run the `motcua` command to its end."""
    return subprocess.run(
        [*COMMAND, *arguments],
        env=environment(**more),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def free_port() -> int:
    """A port nobody listens on, nor on the one after it."""
    while True:
        with closing(socket.socket()) as one, closing(socket.socket()) as next_one:
            one.bind(("127.0.0.1", 0))
            port = one.getsockname()[1]
            try:
                next_one.bind(("127.0.0.1", port + 1))
            except OSError:
                continue
            return port
