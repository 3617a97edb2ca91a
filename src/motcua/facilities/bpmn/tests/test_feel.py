"""The expression language: what it computes, what it refuses, and that nothing else can happen."""

from __future__ import annotations

import unicodedata
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from motcua.facilities.bpmn.errors import BadExpression, EvaluationFailed
from motcua.facilities.bpmn.feel import Expression, compile_expression

VALUES = {
    "thiếu": True, "fee": 12, "rate": 0.5, "kind": "new", "none": None, "list": [1, 2, 3], "empty": [],
    "dossier": {"applicant": {"age": 17}, "kind": "renewal"},
}  # fmt: skip


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("thiếu", True),
        ("thiếu = true and fee > 10", True),
        ("missing == True", False),
        ("missing = null", True),
        ("null = null", True),
        ("missing < 1", None),
        ("1 = \"1\"", None),
        ("true and missing", None),
        ("false and missing", False),
        ("true or missing", True),
        ("false or missing", None),
        ("not(missing)", None),
        ("not(thiếu)", False),
        ("not(fee != 12)", True),
        ("dossier.applicant.age < 18", True),
        ("dossier.nobody.age", None),
        ("kind in (\"new\", \"renewal\")", True),
        ("kind in [\"renewal\"]", False),
        ("fee in [1..12]", True),
        ("fee in [1..12)", False),
        ("fee in (12..20]", False),
        ("fee in ]11..12]", True),
        ("fee in (< 5, > 11)", True),
        ("fee in (< 5, [7..9])", False),
        ("fee in >= 12", True),
        ("2 in list", True),
        ("2 in empty", False),
        ("missing in list", False),
        ("fee between 1 and 12 and thiếu", True),
        ("1 + 2 * 3 - 4 / 2", Decimal(5)),
        ("2 - 3 - 4", Decimal(-5)),
        ("-fee + 1", Decimal(-11)),
        ("--fee", Decimal(12)),
        ("0.1 + 0.2", Decimal("0.3")),
        ("fee * rate", Decimal(6)),
        ("1 / 0", None),
        ("fee + \"a\"", None),
        ("\"a\" + \"b\"", "ab"),
        ("\"dòng\\n\\\"x\\\"\"", 'dòng\n"x"'),
        ("if fee > 10 then \"a\" else \"b\"", "a"),
        ("if missing then 1 else if thiếu then 2 else 3", Decimal(2)),
        ("[1, fee, kind]", [Decimal(1), Decimal(12), "new"]),
        ("[1, 2] = [1, 2]", True),
        ("count(list) = 3", True),
        ("count([])", Decimal(0)),
        ("sum(list)", Decimal(6)),
        ("sum(1, 2)", Decimal(3)),
        ("min(list) + max(3, 9, 4)", Decimal(10)),
        ("max(1, \"a\")", None),
        ("min(empty)", None),
        ("contains(\"một cửa\", \"cửa\")", True),
        ("contains(list, 2)", True),
        ("(1 + 2) * 3", Decimal(9)),
    ],
)  # fmt: skip
def test_means_what_feel_says(text, value):
    assert compile_expression(text).evaluate(VALUES) == value


def test_a_decomposed_letter_is_the_same_name():
    assert compile_expression("thiê\u0301u").evaluate(VALUES) is True


def test_tells_the_names_it_reads():
    expression = compile_expression('dossier.kind = "x" and count(list) > fee or fee < 2')
    assert expression.names == {"dossier.kind", "list", "fee"}


def test_is_true_only_when_true():
    assert compile_expression("fee > 1").holds(VALUES)
    assert not compile_expression("missing > 1").holds(VALUES)
    assert not compile_expression("1").holds(VALUES)


@pytest.mark.parametrize(
    ("text", "position"),
    [
        ("", 0), ("a b", 2), ("a = ", 4), ("a = b = c", 6), ("(a", 2), ("__import__('os')", 11), ("a;b", 1),
        ("open(1)", 0), ("count()", 0), ("count(1, 2)", 0), ("a.", 2), ("a.1", 2), ("[1, 2", 5), ("[1..2]", 2),
        ("a in", 4), ("a in [1..2", 10), ("if a then b", 11), ("a between 1", 11), ("\"a", 0), ("a ? b", 2),
        ("not a", 4), ("lambda: 1", 6), ("a{b}", 1), ("1.", 1), ("[,1]", 1),
    ],
)  # fmt: skip
def test_says_where_the_fault_is(text, position):
    with pytest.raises(BadExpression) as caught:
        compile_expression(text)
    assert caught.value.position == position
    assert f"vị trí {position + 1}" in str(caught.value)


@pytest.mark.parametrize(
    "text", ["(" * 100 + "1" + ")" * 100, "1" * 2001, "a in " + "(" * 60, "[" * 60, "if " * 40]
)
def test_limits_depth_and_length(text):
    with pytest.raises(BadExpression):
        compile_expression(text)


def test_a_long_chain_is_not_deep():
    assert compile_expression("+".join(["1"] * 900)).evaluate({}) == 900
    assert compile_expression("-" * 1900 + "1").evaluate({}) == 1
    assert compile_expression(" or ".join(["a"] * 300) + " or true").evaluate({}) is True


@pytest.mark.parametrize(
    "value",
    [object(), {1}, 10**5000, [0] * 20_000, "x" * 60_000, b"x", [[[object()]]]],
    ids=["object", "set", "number", "list", "text", "bytes", "nested"],
)
def test_refuses_values_it_does_not_know_or_that_grow_too_large(value):
    with pytest.raises(EvaluationFailed):
        compile_expression("a + a + a").evaluate({"a": value})


def test_a_list_without_end_is_refused():
    value = []
    value.append(value)
    with pytest.raises(EvaluationFailed):
        compile_expression("count(a)").evaluate({"a": value})


WORDS = st.sampled_from(
    [
        "a",
        "b.c",
        "1",
        "2.5",
        '"x"',
        "true",
        "null",
        "(",
        ")",
        "[",
        "]",
        ",",
        "..",
        ".",
        "+",
        "-",
        "*",
        "/",
        "=",
        "!=",
        "<",
        "<=",
        "and",
        "or",
        "not(",
        "in",
        "between",
        "if",
        "then",
        "else",
        "count(",
        "sum(",
        "max(",
        "contains(",
        "==",
        "'",
        "{",
        "}",
        "\\",
        ";",
        '"',
        "__class__",
        "9999999999999999999999",
        "e",
        "ế",
        "٣",
        "\n",
    ]
)
SOUP = st.one_of(st.text(max_size=60), st.lists(WORDS, max_size=25).map(" ".join))
SCALARS = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=5), st.decimals(), st.dates(), st.datetimes(),
    st.datetimes(timezones=st.timezones()), st.binary(max_size=2),
)  # fmt: skip
GIVEN = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("abc"), inner),
    max_leaves=6,
)


def _tried(function, argument, refusal):
    """What it gives, or the one refusal it may answer with."""
    try:
        return function(argument)
    except refusal as refused:
        return refused


@given(SOUP, st.dictionaries(st.sampled_from("abe"), GIVEN))
def test_any_text_is_an_expression_or_refused_and_evaluates_or_fails(text, values):
    found = _tried(compile_expression, text, BadExpression)
    if isinstance(found, BadExpression):
        assert 0 <= found.position <= len(unicodedata.normalize("NFC", text))
    else:
        assert isinstance(found, Expression)
        assert str(_tried(found.evaluate, values, EvaluationFailed)) is not None


def _grown(inner):
    joined = st.tuples(
        inner, st.sampled_from(["+", "-", "*", "/", "=", "<", "and", "or", "in", "!="]), inner
    ).map(" ".join)
    return st.one_of(
        joined.map("({})".format),
        inner.map("not({})".format),
        inner.map("count({})".format),
        st.lists(inner, min_size=1, max_size=3).map(lambda items: f"max({', '.join(items)})"),
        st.lists(inner, max_size=3).map(lambda items: f"[{', '.join(items)}]"),
        st.tuples(inner, inner, inner).map(lambda t: "(if {} then {} else {})".format(*t)),
        st.tuples(inner, inner, inner).map(lambda t: "({} in [{}..{}])".format(*t)),
        st.tuples(inner, inner, inner).map(lambda t: "({} between {} and {})".format(*t)),
    )


FORMED = st.recursive(
    st.sampled_from(["a", "b", "e", "a.b", "1", "2.5", '"x"', "true", "null"]), _grown, max_leaves=12
)


@example("count((a in (a = a)))", {})
@given(FORMED, st.dictionaries(st.sampled_from("abe"), GIVEN))
def test_every_well_formed_text_is_understood(text, values):
    found = _tried(compile_expression, text, BadExpression)
    if isinstance(found, BadExpression):
        assert "sâu" in str(found)
        return
    first, second = (_tried(found.evaluate, values, EvaluationFailed) for _ in range(2))
    assert first == second or (isinstance(first, EvaluationFailed) and str(first) == str(second))
