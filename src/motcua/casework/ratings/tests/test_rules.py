"""Tokens, distributions, words: values only."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from motcua.casework.dossiers.tests.factories import MONDAY
from motcua.casework.ratings import criteria, rules
from motcua.casework.ratings.rules import Distribution

SECRET = "0123456789abcdef" * 2


def test_a_token_names_and_proves_one_thing():
    token = rules.token_of("h", 37, SECRET)
    assert rules.read_token(token) == ("h", 37)
    assert rules.is_genuine(token, "h", 37, SECRET)
    assert not rules.is_genuine(token, "h", 38, SECRET)
    assert not rules.is_genuine(token, "v", 37, SECRET)
    assert not rules.is_genuine(token, "h", 37, SECRET[::-1])
    assert SECRET not in token


@given(st.text(max_size=60))
@settings(max_examples=60)
def test_no_text_breaks_the_reader(text):
    assert rules.read_token(text) is None or rules.read_token(text)[0] in "hv"


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("Gọi 0912 345 678 nhé", "Gọi ••• nhé"),
        ("Số 042090000001", "Số •••"),
        ("thu@mau.example nói", "••• nói"),
        ("Chờ 45 phút, quầy 3", "Chờ 45 phút, quầy 3"),
        ("từ 8.00 đến 9.30", "từ 8.00 đến 9.30"),
    ],
)
def test_numbers_of_people_are_taken_out(said, shown):
    assert rules.without_people(said) == shown


def test_a_rating_knows_no_minute():
    assert rules.the_hour(MONDAY.replace(minute=47, second=12)).isoformat() == "2026-10-05T09:00:00+07:00"


@given(st.lists(st.integers(1, 5), max_size=40))
@settings(max_examples=60)
def test_a_distribution_agrees_with_its_ratings(levels):
    found = Distribution()
    for level in levels:
        found = found.plus(level, 1)
    assert found.total == len(levels)
    assert found.is_small == (len(levels) < 5)
    if levels:
        assert found.mean == pytest.approx(sum(levels) / len(levels))
        assert found.good_share == pytest.approx(100 * sum(x >= 4 for x in levels) / len(levels))
        assert sum(width for _, _, width, _ in found.bars()) == pytest.approx(100, abs=0.05)
    else:
        assert (found.mean, found.good_share, found.bars()) == (None, None, [])


def test_a_share_is_of_what_could_be_rated():
    assert (rules.share(3, 12), rules.share(1, 0), rules.share(9, 6)) == (25.0, None, 100.0)


def test_the_products_own_criteria_keep_their_codes_in_any_writing():
    lines = " thời gian  giải quyết \nVệ sinh, ngăn nắp\n\nChỗ để xe\n"
    found = criteria.from_lines(lines)
    assert [one.code for one in found[:2]] == ["time", "cleanliness"]
    assert (found[2].code[0], found[2].words) == ("x", "Chỗ để xe")
    assert criteria.from_json(criteria.to_json(found)) == found
    assert criteria.from_lines(criteria.to_lines(criteria.STANDARD)) == criteria.STANDARD


@pytest.mark.parametrize(
    "lines", ["", " \n ", "Chỗ để xe\nchỗ để  XE", "\n".join(f"Mục {n}" for n in range(11)), "a" * 121]
)
def test_unusable_criteria_are_refused(lines):
    with pytest.raises(criteria.BadCriteria):
        criteria.from_lines(lines)
