"""Sizes have limits; `exceptions.json` lists what is still above them and may only shrink.

After making something smaller, take its line out or lower its number there.
"""

from __future__ import annotations

import ast
import json
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.source import apps, functions, modules, name_of, templates, tracked

LIMITS = {"file": 400, "function": 40, "view": 20, "parameters": 6, "template": 150, "app": 4000}
EXCEPTIONS = Path(__file__).with_name("exceptions.json")


def _lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def _measured() -> Iterator[tuple[str, str, int]]:
    """What, where, how much."""
    for path in tracked():
        if path.suffix == ".py" and "migrations" not in path.parts:
            yield "file", name_of(path), _lines(path)
    for path in modules():
        for function in functions(path):
            where = f"{name_of(path)}::{function.name}"
            yield "function", where, _length(function)
            yield "parameters", where, _parameters(function)
            if _is_view(function):
                yield "view", where, _body(function)
    for path in templates():
        yield "template", name_of(path), _lines(path)
    for folder in apps():
        own = [path for path in modules() if folder in path.parents]
        yield "app", name_of(folder), sum(map(_lines, own))


def _length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return (function.end_lineno or 0) - function.lineno + 1


def _body(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines of the body without its docstring."""
    body = function.body[1:] if ast.get_docstring(function) else function.body
    return (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0


def _parameters(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Those a caller gives; `self`, `request` and `**kwargs` are not counted."""
    arguments = function.args
    named = [a.arg for a in [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]]
    return len([name for name in named if name not in ("self", "cls", "request")])


def _is_view(function: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    first = function.args.args[0].arg if function.args.args else ""
    returns = ast.unparse(function.returns) if function.returns else ""
    return first == "request" and returns.endswith("Response") and not function.name.startswith("_")


def test_nothing_is_above_its_limit_but_the_known_exceptions():
    excepted = json.loads(EXCEPTIONS.read_text())
    above = {
        f"{what} {where}": size
        for what, where, size in _measured()
        if size > LIMITS[what] and size > excepted.get(f"{what} {where}", 0)
    }
    assert not above, f"too large (limits {LIMITS}): {json.dumps(above, indent=1)}"


def test_exceptions_only_shrink():
    """An entry stands near the size the thing has now, and goes when the limit is kept."""
    sizes = {f"{what} {where}": (size, LIMITS[what]) for what, where, size in _measured()}
    loose = {
        key: sizes.get(key, ("gone", 0))[0]
        for key, known in json.loads(EXCEPTIONS.read_text()).items()
        if key not in sizes or sizes[key][0] <= sizes[key][1] or sizes[key][0] < known * 0.9
    }
    assert not loose, f"take these out of, or lower them in, {name_of(EXCEPTIONS)}: {loose}"


def test_the_measure_measures():
    """A test that finds nothing to measure would pass for ever."""
    assert {what for what, _, _ in _measured()} == set(LIMITS)
    assert ("file", name_of(Path(__file__)), _lines(Path(__file__))) in set(_measured())
