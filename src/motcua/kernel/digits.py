"""Numbers that people type and scanners read: their last digit tells most mistypings at once."""

from __future__ import annotations


def check_digit(digits: str) -> str:
    """The Luhn check digit of a row of digits."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (2 if place % 2 == 0 else 1)
        total += value - 9 if value > 9 else value
    return str(-total % 10)


def with_check_digit(number: int, length: int) -> str:
    """A number as `length` digits, the last of which checks the others."""
    body = f"{number:0{length - 1}d}"
    return body + check_digit(body)


def is_checked(text: str, length: int) -> bool:
    """Whether this is a row of `length` digits whose check digit fits."""
    whole = len(text) == length and text.isascii() and text.isdigit()
    return whole and check_digit(text[:-1]) == text[-1]
