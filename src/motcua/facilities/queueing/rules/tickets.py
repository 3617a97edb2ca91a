"""Rules of the hall on values: the order of a line, hours, numbers."""

from __future__ import annotations

import hashlib
import hmac

TOKEN_BYTES = 16
PIN_DIGITS = 6


def label(letter: str, number: int) -> str:
    """What is printed and called: `B052`; a day that needs more than 999 goes on with four digits."""
    return f"{letter}{number:03d}"


def fingerprint(token: str) -> str:
    """What the log keeps of a ticket's token: its hash, which opens nothing."""
    return hashlib.sha256(token.encode()).hexdigest()


def booking_pin(token: str) -> str:
    """The number that cancels an appointment, derived from its secret token."""
    digest = hmac.new(token.encode(), b"booking", hashlib.sha256).digest()
    return f"{int.from_bytes(digest[:8], 'big') % 10**PIN_DIGITS:0{PIN_DIGITS}d}"


def person_key(secret: str, identity_number: str, day: str) -> str:
    """Who takes numbers on one day, without saying who: unlinkable to other days and to the number."""
    return hmac.new(secret.encode(), f"{day} {identity_number}".encode(), hashlib.sha256).hexdigest()[:40]
