"""Rows of digits whose last one checks the others."""

from __future__ import annotations

import pytest

from motcua.kernel.digits import check_digit, is_checked, with_check_digit


def test_the_last_digit_checks_the_others():
    assert check_digit("7992739871") == "3"
    assert with_check_digit(42, 8) == "0000042" + check_digit("0000042")
    assert is_checked(with_check_digit(1234567, 8), 8)


@pytest.mark.parametrize("place", range(8))
def test_one_wrong_digit_is_noticed(place):
    right = with_check_digit(1234567, 8)
    wrong = right[:place] + str((int(right[place]) + 1) % 10) + right[place + 1 :]
    assert not is_checked(wrong, 8)


@pytest.mark.parametrize("text", ["", "1234", "1234567x", "１２３４５６７８", "000000000"])
def test_what_is_no_such_row(text):
    assert not is_checked(text, 8)
