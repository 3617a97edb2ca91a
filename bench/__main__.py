"""`python -m bench [part…]`: all parts, or those named. DATABASE_URL chooses the engine; without it a new SQLite file."""

from __future__ import annotations

import json
import os
import signal
import sys
import tempfile
import time
from importlib import import_module
from pathlib import Path

import django
from django.core.management import call_command

from motcua.config.command import select_settings

ARTEFACTS = Path(__file__).resolve().parents[1] / "artefacts"


def main(asked: list[str]) -> None:
    with tempfile.TemporaryDirectory(prefix="motcua-bench-") as folder:
        _prepare(folder)
        results = []
        for result in import_module("bench.parts").run(asked):  # after Django knows its settings
            results.append(result)
            _tell(result)
        ARTEFACTS.mkdir(exist_ok=True)
        with (ARTEFACTS / "bench.json").open("a", encoding="utf-8") as file:
            for result in results:
                line = result.row() | {"run": time.strftime("%Y-%m-%dT%H:%M:%S")}
                file.write(json.dumps(line, ensure_ascii=False) + "\n")


def _prepare(folder: str) -> None:
    """A product of its own: an empty database and a var folder that go when the run ends."""
    os.environ["MOTCUA_MODE"] = "dev"
    os.environ["MOTCUA_VAR"] = folder
    os.environ.setdefault("DATABASE_URL", f"sqlite:///{folder}/bench.sqlite3")
    select_settings()
    django.setup()
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)


def _tell(result: object) -> None:
    met = {None: "", True: "met", False: "MISSED"}[result.met]  # type: ignore[attr-defined]
    print(
        f"{result.engine:<11}{result.name:<44}{result.value:>10.2f} {result.unit:<4}"  # type: ignore[attr-defined]
        f"{result.target:>10} {met:<7}{result.note}",  # type: ignore[attr-defined]
        flush=True,
    )


def _stop(*_: object) -> None:
    """So that what a measurement has started is taken away when it is broken off."""
    raise SystemExit(1)


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, _stop)
    main(sys.argv[1:])
