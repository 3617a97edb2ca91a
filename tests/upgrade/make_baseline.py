"""Makes a baseline of the upgrade test from the code as it stands: a small demo, packed by `motcua backup`."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

BASELINES = Path(__file__).with_name("baselines")
DAYS = 6  # of demo dossiers: enough for most states, small enough to keep


def _run(*arguments: str) -> None:
    subprocess.run([sys.executable, "-m", "motcua.config.command", *arguments], check=True)


def make(name: str, before: list[str]) -> Path:
    """`before`: migrations that are taken back after the data is made, such as "dossiers.0003_recomputation"."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ.setdefault("DATABASE_URL", f"sqlite:///{folder}/baseline.sqlite3")
        os.environ |= {"MOTCUA_MODE": "test", "MOTCUA_VAR": folder}
        engine = "sqlite" if os.environ["DATABASE_URL"].startswith("sqlite") else "postgresql"
        path = BASELINES / f"{name}-{engine}.tar"
        _run("migrate", "-v0")
        _run("demo", "--days", str(DAYS))
        _run("audit", "verify")
        for migration in before:
            app, _, last = migration.partition(".")
            _run("migrate", "-v0", app, _one_before(app, last))
        _run("backup", str(path))
    return path


def _one_before(app: str, migration: str) -> str:
    """Name of the migration of the same app that `migration` follows; "zero" when it is the first."""
    shown = subprocess.run(
        [sys.executable, "-m", "motcua.config.command", "showmigrations", app, "--plan"],
        check=True, capture_output=True, text=True,
    ).stdout  # fmt: skip
    own = [line.split()[-1] for line in shown.splitlines() if f" {app}." in line]
    place = own.index(f"{app}.{migration}")
    return own[place - 1].partition(".")[2] if place else "zero"


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("name", help="version of the software, such as 0.1.0")
    parser.add_argument(
        "--before", action="append", default=[], help="app.migration to take back; may be repeated"
    )
    chosen = parser.parse_args()
    print(make(chosen.name, chosen.before))
