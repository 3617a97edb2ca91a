"""Codes of the national catalogue."""

from __future__ import annotations

import re

# Law: domain 2.3: national form `d.dddddd`, local form with the province's suffix. The
# national database itself holds a few codes with a tail (`1.014955-Xoa`); they are kept as they are.
_CODE = re.compile(r"\d\.\d{6}[0-9A-Za-z.\-]{0,30}")


def is_procedure_code(code: str) -> bool:
    """Whether `code` can be a procedure code of the national database."""
    return _CODE.fullmatch(code) is not None


def national_code(code: str) -> str:
    """The national part of a code with a local suffix; other codes unchanged."""
    return code[:8] if re.fullmatch(r"\d\.\d{6}\.[0-9A-Z.]+", code) else code


def digits(text: str) -> str:
    return "".join(c for c in text if c.isdigit())
