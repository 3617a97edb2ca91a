"""What an appointment is known by, and when it is kept: on values alone."""

from __future__ import annotations

import hashlib
import hmac
from datetime import timedelta

from motcua.kernel.digits import with_check_digit

CODE_DIGITS = 8
PIN_DIGITS = 6
EARLY = timedelta(minutes=60)
LATE = timedelta(minutes=30)
SAME_ARRIVAL = timedelta(minutes=2)


def code_of(token: str) -> str:
    """What a person types at the kiosk: digits, the last of which tells a mistyped code; nothing follows from it."""
    return with_check_digit(_number(token, b"code", CODE_DIGITS - 1), CODE_DIGITS)


def pin_of(token: str) -> str:
    """Cancels the appointment together with its code."""
    return f"{_number(token, b'booking', PIN_DIGITS):0{PIN_DIGITS}d}"


def first_code_of(token: str) -> str:
    """The code that appointments bore at first: letters and digits."""
    return token[:CODE_DIGITS].upper()


def read_code(text: str) -> str:
    """A code as it is kept, from how it is typed, said or scanned; "" for what can be none."""
    said = "".join(text[:40].replace("-", " ").split()).upper()
    return said if len(said) == CODE_DIGITS and said.isascii() and said.isalnum() else ""


def _number(token: str, purpose: bytes, digits: int) -> int:
    digest = hmac.new(token.encode(), purpose, hashlib.sha256).digest()
    return int.from_bytes(digest[:8], "big") % 10**digits
