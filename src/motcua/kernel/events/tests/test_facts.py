from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

import pytest

from motcua.kernel.events import facts
from motcua.kernel.events.tests.trace import AT, Noted


def test_canonical_text_does_not_depend_on_the_order_of_keys():
    assert facts.canonical({"b": 1, "a": "đ"}) == facts.canonical({"a": "đ", "b": 1}) == '{"a":"đ","b":1}'


def test_what_a_fact_holds_comes_back_as_json_holds_it():
    assert facts.plain([Decimal("7.5"), date(2026, 2, 3), AT, UUID(int=1), None, True]) == [
        "7.5",
        "2026-02-03",
        "2026-03-02T08:00:00+00:00",
        str(UUID(int=1)),
        None,
        True,
    ]


@pytest.mark.parametrize("doubtful", [1.5, datetime(2026, 1, 1), object(), {1, 2}, b"x"])  # noqa: DTZ001  that is the point
def test_what_cannot_be_kept_exactly_is_refused(doubtful):
    with pytest.raises(TypeError):
        facts.plain(doubtful)


def test_a_kind_is_registered_once():
    with pytest.raises(TypeError, match="two facts"):

        @facts.fact("trace.noted")
        @dataclass(frozen=True)
        class Other:
            """Khác."""


def test_a_fact_is_frozen_and_has_a_sentence():
    with pytest.raises(TypeError, match="frozen"):

        @facts.fact("trace.loose")
        @dataclass
        class Loose:
            """Lỏng."""

    with pytest.raises(TypeError, match="docstring"):

        @facts.fact("trace.silent")
        @dataclass(frozen=True)
        class Silent:
            pass


def test_fields_that_later_versions_dropped_are_left_out():
    assert facts.decode("trace.noted", {"number": 3, "gone": "x"}) == Noted(number=3)
    with pytest.raises(facts.UnknownFact):
        facts.decode("trace.unheard", {})


def test_the_title_is_the_first_line_without_its_full_stop():
    assert facts.title("trace.noted") == "Đã ghi chú"
    assert facts.title("trace.unheard") == "trace.unheard"
