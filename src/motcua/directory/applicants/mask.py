"""What a stranger may see of a person: enough to know one's own dossier, too little to know a neighbour's.

The number of signs put in never tells how many letters were taken out.
"""

from __future__ import annotations

from motcua.kernel.text import nfc

_HIDDEN = "***"


def mask_name(name: str) -> str:
    """`Trần Thị Mận` → `Trần Thị M***`; a single word keeps its first letter."""
    *before, last = nfc(name).split() or [""]
    return " ".join([*before, last[:1] + _HIDDEN])


def mask_phone(phone: str) -> str:
    """`0912345678` → `***678`; short or empty numbers vanish."""
    digits = "".join(sign for sign in phone if sign.isdigit())
    return _HIDDEN + digits[-3:] if len(digits) >= 8 else _HIDDEN


def mask_number(number: str) -> str:
    """A personal id, identity card or tax code: the last three digits."""
    return mask_phone(number)


def mask_email(address: str) -> str:
    """`lan.tran@example.vn` → `l***@example.vn`."""
    local, at, domain = address.rpartition("@")
    return f"{local[:1]}{_HIDDEN}@{domain}" if at and local else _HIDDEN
