from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.utils import translation

from motcua.kernel.ui import words

AFTERNOON = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("amount", "shown"),
    [(0, "0\u00a0₫"), (8000, "8.000\u00a0₫"), (1_284_000, "1.284.000\u00a0₫"), (None, "–")],
)
def test_money(amount, shown):
    assert words.vnd(amount) == shown


def test_an_instant_is_told_in_vietnamese_time():
    assert words.long_instant(AFTERNOON) == "16:30 thứ Sáu, 20/11/2026"
    assert words.instant(AFTERNOON) == "16:30 20/11/2026"


def test_a_late_evening_in_utc_is_the_next_day_in_viet_nam():
    assert words.long_day(datetime(2026, 11, 22, 17, 0, tzinfo=UTC)) == "thứ Hai, 23/11/2026"


def test_a_day_has_no_hour():
    assert words.long_instant(date(2026, 11, 22)) == "Chủ nhật, 22/11/2026"


def test_nothing_is_a_dash():
    assert {words.day(None), words.long_day(None), words.instant(None), words.long_instant(None)} == {"–"}


def test_only_the_first_letter_becomes_capital():
    assert words.capital("thứ Hai, 23/11") == "Thứ Hai, 23/11"
    assert words.capital("") == ""


@pytest.mark.parametrize(
    ("keys", "shown"), [("Ctrl+Enter", "Ctrl ↵"), ("Alt+1", "Alt 1"), ("/", "/"), ("F2", "F2")]
)
def test_names_of_keys(keys, shown):
    with translation.override("vi"):
        assert words.key_name(keys) == shown
