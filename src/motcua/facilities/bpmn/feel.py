"""Conditions and computed values: a subset of FEEL compiled to closures, never evaluated as Python.

Numbers, texts, true, false, null; names with dotted paths; = != < <= > >=; and, or, not(…); between;
in (list, range, comparisons); + - * /; if … then … else; lists; count, contains, min, max, sum.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from motcua.facilities.bpmn.errors import BadExpression, EvaluationFailed
from motcua.facilities.bpmn.feel_reading import Lexeme, Parser, Run

LONGEST = 2000

_LEXEMES = re.compile(
    r"""(?P<space>\s+)
    |(?P<number>[0-9]+(?:\.[0-9]+)?)
    |(?P<text>"(?:[^"\\]|\\.)*")
    |(?P<name>[^\W\d]\w*)
    |(?P<sign>\.\.|<=|>=|!=|==|[=<>()\[\],.+*/-])""",
    re.VERBOSE | re.DOTALL,
)
_KEYWORDS = frozenset(
    ["and", "or", "in", "between", "if", "then", "else", "true", "false", "null", "True", "False", "None"]
)


@dataclass(frozen=True, slots=True)
class Expression:
    """Biểu thức: its text, the names it reads, and how to evaluate it."""

    text: str
    names: frozenset[str]
    _run: Run = field(compare=False, repr=False)

    def evaluate(self, values: Mapping[str, Any]) -> Any:
        """The value; unknown names are null. Raises EvaluationFailed."""
        try:
            return self._run(values)
        except RecursionError as error:
            raise EvaluationFailed from error

    def holds(self, values: Mapping[str, Any]) -> bool:
        """Whether it is true; null is not."""
        return self.evaluate(values) is True


def compile_expression(text: str) -> Expression:
    """Raises BadExpression with the position of the fault."""
    if len(text) > LONGEST:
        raise BadExpression(f"Biểu thức dài quá {LONGEST} ký tự.", LONGEST)
    parser = Parser(_split(unicodedata.normalize("NFC", text)))
    run = parser.expression()
    if parser.kind != "end":
        parser.fail("Thừa “{}” sau biểu thức.")
    return Expression(text, frozenset(parser.names), run)


def _split(text: str) -> list[Lexeme]:
    """The words of the text, and an end."""
    found: list[Lexeme] = []
    place = 0
    while place < len(text):
        match = _LEXEMES.match(text, place)
        if match is None:
            raise BadExpression(f"Ký tự “{text[place]}” không dùng được trong biểu thức.", place)
        kind, word = str(match.lastgroup), match.group()
        if kind != "space":
            found.append(("keyword" if word in _KEYWORDS else kind, word, place))
        place = match.end()
    return [*found, ("end", "", len(text))]
