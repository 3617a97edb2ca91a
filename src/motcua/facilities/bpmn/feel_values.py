"""Values of the expression language: numbers are Decimal, what does not fit together is null.

As FEEL says: comparing or computing across types, with null or by zero gives null, not an error.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Context, Decimal
from typing import Any

from motcua.facilities.bpmn.errors import EvaluationFailed

LONGEST_TEXT = 100_000
LONGEST_LIST = 1_000
_DEEPEST_LIST = 20
_WIDEST_NUMBER = 4096  # bits; longer ones take long to turn into decimals
_DECIMAL128 = Context(prec=34, Emin=-6143, Emax=6144, traps=[])
_ORDERED = ("number", "text", "date", "datetime")


def value_of(raw: Any, depth: int = 0) -> Any:
    """A caller's value as the language knows it. Raises EvaluationFailed for what it does not know."""
    if raw is None or isinstance(raw, bool | str | date | Mapping):
        return raw
    if isinstance(raw, int):
        if raw.bit_length() > _WIDEST_NUMBER:
            raise EvaluationFailed("Số quá lớn.")
        return Decimal(raw)
    if isinstance(raw, float | Decimal):
        number = Decimal(repr(raw)) if isinstance(raw, float) else raw
        return number if number.is_finite() else None
    if isinstance(raw, list | tuple):
        if depth > _DEEPEST_LIST or len(raw) > LONGEST_LIST:
            raise EvaluationFailed("Danh sách quá dài hoặc lồng quá sâu.")
        return [value_of(item, depth + 1) for item in raw]
    raise EvaluationFailed(f"Kiểu giá trị {type(raw).__name__} không dùng được trong biểu thức.")


_KINDS = {bool: "boolean", Decimal: "number", str: "text", datetime: "datetime", date: "date", list: "list"}


def _kind(value: Any) -> str:
    return next((kind for type_, kind in _KINDS.items() if isinstance(value, type_)), "context")


def equal(left: Any, right: Any) -> bool | None:
    """Null equals only null; values of different kinds compare to null."""
    if left is None or right is None:
        return left is right
    if _kind(left) != _kind(right) or isinstance(left, Mapping):
        return None
    if isinstance(left, list):
        if len(left) != len(right):
            return False
        return every([equal(a, b) for a, b in zip(left, right, strict=True)])
    return bool(left == right)


def ordered(operator: str, left: Any, right: Any) -> bool | None:
    """`<`, `<=`, `>`, `>=` between two numbers, texts, days or instants."""
    if left is None or right is None or (kind := _kind(left)) != _kind(right) or kind not in _ORDERED:
        return None
    try:
        if operator in ("<", "<="):
            return bool(left < right or (operator == "<=" and left == right))
        return bool(left > right or (operator == ">=" and left == right))
    except TypeError:  # an instant with a time zone beside one without
        return None


def compare(operator: str, left: Any, right: Any) -> bool | None:
    if operator in ("=", "=="):
        return equal(left, right)
    if operator == "!=":
        return negate(equal(left, right))
    return ordered(operator, left, right)


def negate(value: Any) -> bool | None:
    return not value if isinstance(value, bool) else None


def every(values: list[Any]) -> bool | None:
    """And: false if any is false, else null if any is not a truth value."""
    if any(value is False for value in values):
        return False
    return True if all(value is True for value in values) else None


def some(values: list[Any]) -> bool | None:
    """Or: true if any is true, else null if any is not a truth value."""
    if any(value is True for value in values):
        return True
    return False if all(value is False for value in values) else None


def reckon(operator: str, left: Any, right: Any) -> Any:
    """`+ - * /` on numbers to 34 digits; `+` also joins texts."""
    if isinstance(left, Decimal) and isinstance(right, Decimal):
        return _finite(_OPERATIONS[operator](left, right))
    if operator == "+" and isinstance(left, str) and isinstance(right, str):
        if len(left) + len(right) > LONGEST_TEXT:
            raise EvaluationFailed("Chuỗi ký tự quá dài.")
        return left + right
    return None


def _finite(number: Decimal) -> Decimal | None:
    return number if number.is_finite() else None


_OPERATIONS: dict[str, Callable[[Decimal, Decimal], Decimal]] = {
    "+": _DECIMAL128.add,
    "-": _DECIMAL128.subtract,
    "*": _DECIMAL128.multiply,
    "/": _DECIMAL128.divide,
}


def _items(given: list[Any]) -> list[Any]:
    """`sum(list)` and `sum(a, b)` mean the same."""
    return given[0] if len(given) == 1 and isinstance(given[0], list) else given


def _count(given: list[Any]) -> Any:
    return Decimal(len(given[0])) if isinstance(given[0], list) else None


def _contains(given: list[Any]) -> Any:
    whole, part = given
    if isinstance(whole, list):
        return any(equal(item, part) is True for item in whole)
    return part in whole if isinstance(whole, str) and isinstance(part, str) else None


def _sum(given: list[Any]) -> Any:
    items = _items(given)
    if not items or not all(isinstance(item, Decimal) for item in items):
        return None
    total = Decimal(0)
    for item in items:
        total = _DECIMAL128.add(total, item)
    return _finite(total)


def _extreme(operator: str, given: list[Any]) -> Any:
    items = _items(given)
    best = items[0] if items else None
    for item in items[1:]:
        better = ordered(operator, item, best)
        if better is None:
            return None
        best = item if better else best
    return best


# Name: how many arguments it takes (None: one or more), what it does.
FUNCTIONS: dict[str, tuple[int | None, Callable[[list[Any]], Any]]] = {
    "count": (1, _count),
    "contains": (2, _contains),
    "not": (1, lambda given: negate(given[0])),
    "min": (None, lambda given: _extreme("<", given)),
    "max": (None, lambda given: _extreme(">", given)),
    "sum": (None, _sum),
}
