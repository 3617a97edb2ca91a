"""The tree as the architecture tests see it."""

from __future__ import annotations

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "motcua"


@cache
def tracked() -> tuple[Path, ...]:
    """Every file of the repository, also those not yet added."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    return tuple(sorted({path for name in listed.split("\0") if name and (path := ROOT / name).is_file()}))


@cache
def modules() -> tuple[Path, ...]:
    """Python files of the product: no tests, no migrations."""
    return tuple(
        path for path in tracked() if path.suffix == ".py" and SOURCE in path.parents and not _is_apart(path)
    )


def _is_apart(path: Path) -> bool:
    return bool({"tests", "migrations"} & set(path.relative_to(SOURCE).parts))


@cache
def templates() -> tuple[Path, ...]:
    return tuple(path for path in tracked() if path.suffix == ".html" and "templates" in path.parts)


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def apps() -> Iterator[Path]:
    """Folders of apps: those with an apps.py."""
    for path in modules():
        if path.name == "apps.py":
            yield path.parent


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node
