"""Secrets of devices: made, hashed, compared."""

from __future__ import annotations

import hashlib
import re
import secrets
from datetime import datetime, timedelta

from django.utils.crypto import salted_hmac

CODE_DIGITS = 8
CODE_LASTS = timedelta(minutes=15)
SIGHTING_EVERY = timedelta(minutes=1)
SILENT_AFTER = timedelta(minutes=5)
_TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")


def new_code() -> str:
    """Eight random digits, the first not zero, so that nobody drops it."""
    return str(10 ** (CODE_DIGITS - 1) + secrets.randbelow(9 * 10 ** (CODE_DIGITS - 1)))


def typed_code(text: str) -> str:
    """The digits of what was typed; groups and blanks are fine."""
    return "".join(character for character in text if character.isascii() and character.isdigit())


def code_digest(code: str) -> str:
    """Keyed hash of a code: eight digits alone could be tried out against a plain one."""
    return salted_hmac("motcua.directory.devices", code, algorithm="sha256").hexdigest()


def new_token() -> str:
    """256 random bits as text."""
    return secrets.token_urlsafe(32)


def token_sha256(token: str) -> str:
    """The hash by which a device is found; empty for what no token can be."""
    return hashlib.sha256(token.encode()).hexdigest() if _TOKEN.fullmatch(token) else ""


def is_sighting_due(seen_at: datetime | None, at: datetime) -> bool:
    """Once a minute is often enough to know that a device is alive."""
    return seen_at is None or at - seen_at >= SIGHTING_EVERY


def is_silent(seen_at: datetime | None, at: datetime) -> bool:
    """Nothing heard for longer than any screen leaves between two looks."""
    return seen_at is None or at - seen_at > SILENT_AFTER
