"""The numbers a dossier is known by: code, barcode number, PIN. Values alone."""

from __future__ import annotations

import hashlib
import hmac
import re
from datetime import date

from motcua.kernel.digits import is_checked, with_check_digit

# Law: TT 03/2025/TT-VPCP, mã số hồ sơ; NĐ 118/2025, Điều 28: id of the competent agency, date, daily order number.
CODE = re.compile(r"^(?P<agency>[0-9A-Z.]+)-(?P<date>\d{6}|\d{8})-(?P<seq>\d{4,7})$")
BARCODE_DIGITS = 12
PIN_DIGITS = 6


def dossier_code(agency_code: str, day: date, number: int) -> str:
    """`<competent agency>-YYMMDD-NNNN`; the number grows past four digits when a day needs it."""
    return f"{agency_code}-{day:%y%m%d}-{number:04d}"


def is_dossier_code(text: str) -> bool:
    return CODE.fullmatch(text) is not None


def barcode_number(number: int) -> str:
    """Digits-only number of a dossier, from a random number below 10**11."""
    return with_check_digit(number, BARCODE_DIGITS)


def is_barcode_number(text: str) -> bool:
    """Twelve digits whose check digit fits, so that a mistyped number is refused at once."""
    return is_checked(text, BARCODE_DIGITS)


def pin(token: str, serial: int) -> str:
    """Look-up PIN of a dossier: derived from its secret token, new with each serial."""
    digest = hmac.new(token.encode(), f"pin {serial}".encode(), hashlib.sha256).digest()
    return f"{int.from_bytes(digest[:8], 'big') % 10**PIN_DIGITS:0{PIN_DIGITS}d}"


def fingerprint(token: str) -> str:
    """What the log keeps of a look-up token: its hash, which opens nothing and shows an exchanged token."""
    return hashlib.sha256(token.encode()).hexdigest()
