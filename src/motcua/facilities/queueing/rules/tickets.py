"""Rules of the hall on values: the order of a line, hours, numbers."""

from __future__ import annotations

import hashlib
import hmac

TOKEN_BYTES = 16


def label(letter: str, number: int) -> str:
    """What is printed and called: `B052`; a day that needs more than 999 goes on with four digits."""
    return f"{letter}{number:03d}"


def fingerprint(token: str) -> str:
    """What the log keeps of a ticket's token: its hash, which opens nothing."""
    return hashlib.sha256(token.encode()).hexdigest()


def person_key(secret: str, identity_number: str, day: str) -> str:
    """Who takes numbers on one day, without saying who: unlinkable to other days and to the number."""
    return hmac.new(secret.encode(), f"person {day} {identity_number}".encode(), hashlib.sha256).hexdigest()[
        :40
    ]
