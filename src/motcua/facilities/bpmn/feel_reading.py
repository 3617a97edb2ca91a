"""From the words of an expression to closures: recursive descent, nothing evaluated as Python."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import partial
from typing import Any, NoReturn

from motcua.facilities.bpmn import feel_values as fv
from motcua.facilities.bpmn.errors import BadExpression

DEEPEST = 25

Run = Callable[[Mapping[str, Any]], Any]
Test = Callable[[Any, Mapping[str, Any]], Any]
Lexeme = tuple[str, str, int]  # kind, word, position

_CONSTANTS = {"true": True, "false": False, "null": None, "True": True, "False": False, "None": None}
_COMPARISONS = ("=", "==", "!=", "<", "<=", ">", ">=")
_ESCAPED = {"n": "\n", "t": "\t", "r": "\r"}


class Parser:
    """Recursive descent; each method takes what it knows and returns a closure."""

    def __init__(self, lexemes: list[Lexeme]) -> None:
        self.lexemes = lexemes
        self.place = 0
        self.depth = 0
        self.names: set[str] = set()
        self.kind, self.word, self.position = self.lexemes[0]

    def take(self) -> str:
        word = self.word
        self.place += 1
        self.kind, self.word, self.position = self.lexemes[self.place]
        return word

    def accept(self, *words: str) -> str:
        """The word, if one of these is next; else nothing."""
        return self.take() if self.kind in ("sign", "keyword") and self.word in words else ""

    def expect(self, *words: str) -> str:
        return self.accept(*words) or self.fail(f"Cần “{words[0]}” nhưng gặp “{{}}”.")

    def fail(self, message: str) -> NoReturn:
        raise BadExpression(message.format(self.word or "cuối biểu thức"), self.position)

    def deeper(self) -> None:
        self.depth += 1
        if self.depth > DEEPEST:
            self.fail("Biểu thức lồng nhau quá sâu.")

    def expression(self) -> Run:
        self.deeper()
        run = self.conditional() if self.accept("if") else self.disjunction()
        self.depth -= 1
        return run

    def conditional(self) -> Run:
        condition = self.expression()
        self.expect("then")
        yes = self.expression()
        self.expect("else")
        no = self.expression()
        return lambda values: yes(values) if condition(values) is True else no(values)

    def disjunction(self) -> Run:
        return self.joined("or", self.conjunction, fv.some)

    def conjunction(self) -> Run:
        return self.joined("and", self.comparison, fv.every)

    def joined(self, word: str, part: Callable[[], Run], fold: Callable[[list[Any]], Any]) -> Run:
        parts = [part()]
        while self.accept(word):
            parts.append(part())
        return parts[0] if len(parts) == 1 else lambda values: fold([run(values) for run in parts])

    def comparison(self) -> Run:
        left = self.sum()
        if operator := self.accept(*_COMPARISONS):
            right = self.sum()
            return lambda values: fv.compare(operator, left(values), right(values))
        if self.accept("between"):
            low = self.sum()
            self.expect("and")
            within = partial(_between, (">=", low), ("<=", self.sum()))
            return lambda values: within(left(values), values)
        if self.accept("in"):
            test = self.test()
            return lambda values: test(left(values), values)
        return left

    def test(self, operand: Callable[[], Run] | None = None) -> Test:
        """What may stand after `in`: a list, a range, a comparison, or several of them in parentheses."""
        self.deeper()
        found = self._test(operand or self.sum)
        self.depth -= 1
        return found

    def _test(self, operand: Callable[[], Run]) -> Test:
        if operator := self.accept(*_COMPARISONS):
            bound = self.sum()
            return lambda value, values: fv.compare(operator, value, bound(values))
        if opening := self.range_opening():
            return self.range(opening)
        if self.opens_tests() and self.accept("("):
            tests = [self.test(self.expression)]
            while self.accept(","):
                tests.append(self.test(self.expression))
            self.expect(")")
            return lambda value, values: fv.some([test(value, values) for test in tests])
        return partial(_is_or_is_among, operand())

    def opens_tests(self) -> bool:
        """Whether a parenthesis holds tests, and not just a value: a comma of its own, or a test at its head."""
        if (self.kind, self.word) != ("sign", "("):
            return False
        inside = self.lexemes[self.place + 1 :]
        head = next((word for kind, word, _ in inside if (kind, word) != ("sign", "(")), "")
        depth = 0
        for kind, word, _ in inside:
            depth += kind == "sign" and word in ("(", "[")
            depth -= kind == "sign" and word in (")", "]")
            if depth < 0:
                break
            if depth == 0 and (kind, word) == ("sign", ","):
                return True
        return head in (*_COMPARISONS, "[", "]")

    def range_opening(self) -> str:
        """The bracket a range opens with, if `..` comes before the bracket's partner."""
        if self.kind != "sign" or self.word not in ("[", "(", "]"):
            return ""
        depth = 0
        for kind, word, _ in self.lexemes[self.place + 1 :]:
            if kind != "sign":
                continue
            if depth == 0 and word in ("..", ")", "]", ","):
                return self.take() if word == ".." else ""
            depth += (word in ("(", "[")) - (word in (")", "]"))
        return ""

    def range(self, opening: str) -> Test:
        low = self.sum()
        self.expect("..")
        high = self.sum()
        closing = self.expect("]", ")", "[")
        return partial(
            _between, (">=" if opening == "[" else ">", low), ("<=" if closing == "]" else "<", high)
        )

    def sum(self) -> Run:
        return self.chain(("+", "-"), self.product)

    def product(self) -> Run:
        return self.chain(("*", "/"), self.unary)

    def chain(self, operators: tuple[str, ...], part: Callable[[], Run]) -> Run:
        first, rest = part(), []
        while operator := self.accept(*operators):
            rest.append((operator, part()))
        return partial(_reckoned, first, rest) if rest else first

    def unary(self) -> Run:
        minus = 0
        while self.accept("-"):
            minus += 1
        operand = self.primary()
        sign = Decimal(-1 if minus % 2 else 1)
        return (lambda values: fv.reckon("*", sign, operand(values))) if minus else operand

    def primary(self) -> Run:
        if self.kind == "number":
            return partial(_constant, Decimal(self.take()))
        if self.kind == "text":
            return partial(_constant, re.sub(r"\\(.)", _unescape, self.take()[1:-1], flags=re.DOTALL))
        if self.kind == "keyword" and self.word in _CONSTANTS:
            return partial(_constant, _CONSTANTS[self.take()])
        if self.kind == "name":
            return self.name()
        if self.accept("("):
            run = self.expression()
            self.expect(")")
            return run
        if self.accept("["):
            items = self.listed("]")
            return lambda values: [item(values) for item in items]
        return self.fail("Không hiểu “{}”.")

    def name(self) -> Run:
        position, path = self.position, [self.take()]
        if self.accept("("):
            return self.call(path[0], position)
        while self.accept("."):
            if self.kind not in ("name", "keyword"):
                self.fail("Sau dấu chấm phải là tên, không phải “{}”.")
            path.append(self.take())
        self.names.add(".".join(path))
        return partial(_looked_up, path)

    def call(self, name: str, position: int) -> Run:
        if name not in fv.FUNCTIONS:
            raise BadExpression(f"Không có hàm “{name}”.", position)
        wanted, function = fv.FUNCTIONS[name]
        given = self.listed(")")
        if not given or (wanted is not None and len(given) != wanted):
            raise BadExpression(f"Hàm “{name}” nhận sai số lượng giá trị.", position)
        return lambda values: function([run(values) for run in given])

    def listed(self, closing: str) -> list[Run]:
        items: list[Run] = []
        while not self.accept(closing):
            if items:
                self.expect(",")
            items.append(self.expression())
        return items


def _unescape(match: re.Match[str]) -> str:
    return _ESCAPED.get(match[1], match[1])


def _constant(value: Any, _values: Mapping[str, Any]) -> Any:
    return value


def _looked_up(path: list[str], values: Mapping[str, Any]) -> Any:
    found: Any = values
    for part in path:
        found = found.get(part) if isinstance(found, Mapping) else None
    return fv.value_of(found)


def _reckoned(first: Run, rest: list[tuple[str, Run]], values: Mapping[str, Any]) -> Any:
    total = first(values)
    for operator, operand in rest:
        total = fv.reckon(operator, total, operand(values))
    return total


def _between(low: tuple[str, Run], high: tuple[str, Run], value: Any, values: Mapping[str, Any]) -> Any:
    return fv.every([fv.compare(operator, value, bound(values)) for operator, bound in (low, high)])


def _is_or_is_among(operand: Run, value: Any, values: Mapping[str, Any]) -> Any:
    wanted = operand(values)
    if isinstance(wanted, list) and not isinstance(value, list):
        return fv.some([fv.equal(value, item) for item in wanted]) if wanted else False
    return fv.equal(value, wanted)
