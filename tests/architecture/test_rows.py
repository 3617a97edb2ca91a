"""Rows are written in actions and models only."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.source import SOURCE, modules, name_of, tree_of

WRITES = {
    "save",
    "delete",
    "create",
    "bulk_create",
    "bulk_update",
    "get_or_create",
    "update_or_create",
    "update",
}
QUERYSETS = {"objects", "_default_manager", "_base_manager", "filter", "exclude", "all", "select_for_update"}

# The ground itself: the log is written by the kernel's own modules.
GROUND = {
    "kernel/events/log.py",
    "kernel/events/once.py",
    "kernel/events/periodic.py",
    "kernel/events/retry.py",
    "kernel/events/seals.py",
    "kernel/events/worker.py",
}


def _may_write(path: Path) -> bool:
    relative = path.relative_to(SOURCE)
    parts = {part.removesuffix(".py") for part in relative.parts}
    return bool(parts & {"actions", "models", "migrations"}) or relative.as_posix() in GROUND


def _writes(tree: ast.Module) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
            continue
        verb = node.func.attr
        chain = set(_chain(node.func.value))
        if (verb in WRITES and chain & QUERYSETS) or (
            verb == "save" and not node.args and "form" not in chain
        ):
            yield node.lineno, verb


def _chain(node: ast.expr) -> Iterator[str]:
    """Names along `a.b(…).c`, from the end."""
    while isinstance(node, ast.Call | ast.Attribute):
        if isinstance(node, ast.Call):
            node = node.func
        else:
            yield node.attr
            node = node.value
    if isinstance(node, ast.Name):
        yield node.id


def test_rows_are_written_in_actions_and_models_only():
    found = {
        f"{name_of(path)}:{line}": verb
        for path in modules()
        if not _may_write(path)
        for line, verb in _writes(tree_of(path))
    }
    assert not found, found


def test_the_search_finds_writes():
    sample = "Dossier.objects.filter(pk=1).update(state=2)\ndossier.save()\n{}.update(a=1)\n"
    assert [verb for _, verb in _writes(ast.parse(sample))] == ["update", "save"]


def test_the_ground_is_still_there():
    assert all((SOURCE / name).exists() for name in GROUND)
