"""The import contracts of .importlinter hold, and nobody slips past them."""

from __future__ import annotations

import ast
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

from tests.architecture.source import ROOT, SOURCE, modules, name_of, tree_of

# Settings must be chosen before Django is imported; that is the one good reason.
LATE_IMPORTS = {"src/motcua/config/command.py"}
NETWORK = {"urllib.request", "http.client", "requests", "httpx", "aiohttp", "smtplib", "ftplib"}
NAMES_WITHOUT_MEANING = {"utils", "helpers", "common", "core", "misc"}
READS_ENVIRONMENT = {
    "src/motcua/config/env.py", "src/motcua/config/command.py", "src/motcua/config/settings/test.py",
}  # fmt: skip


def test_contracts_hold():
    linter = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run(
        [linter, "--no-logo", "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_layer_is_explained():
    """.importlinter is the map: each layer has its line of prose."""
    lines = (ROOT / ".importlinter").read_text().splitlines()
    start = lines.index("layers =")
    layers = [line.strip() for line in lines[start + 1 : lines.index("", start)]]
    unexplained = [line for before, line in pairwise(layers) if line[0] != "#" != before[0]]
    assert layers[0].startswith("#")
    assert not unexplained


def test_no_import_inside_a_function():
    late = [
        f"{name_of(path)}:{inner.lineno}"
        for path in modules()
        if name_of(path) not in LATE_IMPORTS
        for outer in ast.walk(tree_of(path))
        if isinstance(outer, ast.FunctionDef | ast.AsyncFunctionDef)
        for inner in ast.walk(outer)
        if isinstance(inner, ast.Import | ast.ImportFrom)
    ]
    assert not late, late


def test_only_adapters_touch_the_network():
    for path in modules():
        if SOURCE / "adapters" in path.parents:
            continue
        for node in ast.walk(tree_of(path)):
            if isinstance(node, ast.Import):
                assert not NETWORK & {alias.name for alias in node.names}, name_of(path)
            elif isinstance(node, ast.ImportFrom):
                assert node.module not in NETWORK, name_of(path)


def test_no_module_is_a_drawer_for_everything():
    for path in modules():
        parts = {part.removesuffix(".py") for part in path.relative_to(SOURCE).parts}
        assert not parts & NAMES_WITHOUT_MEANING, name_of(path)


def test_only_the_settings_read_the_environment():
    reads = [
        f"{name_of(path)}:{node.lineno}"
        for path in modules()
        if name_of(path) not in READS_ENVIRONMENT
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Attribute)
        and node.attr in ("environ", "getenv")
        and isinstance(node.value, ast.Name)
        and node.value.id == "os"
    ]
    assert not reads, f"use config/env.py: {reads}"
