"""Opening a dossier from outside: by the QR's token, or by code and PIN under a limit."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from motcua.casework.dossiers.models import Dossier
from motcua.casework.finding.numbers import pin as pin_of
from motcua.kernel.limits.actions import give_back, within_limit

MOST_PER_DOSSIER = 5
MOST_PER_ADDRESS = 20
SPAN = timedelta(minutes=15)
_NOBODY = "0" * 32


class TooManyTries(Exception):
    """Nhập sai quá nhiều lần. Hãy đợi 15 phút, hoặc gọi bộ phận một cửa ghi trên giấy hẹn."""

    def __str__(self) -> str:
        return self.__doc__ or ""


class NotFound(Exception):
    """Mã hồ sơ hoặc mã tra cứu không đúng. Xem lại trên giấy hẹn, hoặc quét mã QR."""

    def __str__(self) -> str:
        return self.__doc__ or ""


def look_up(*, code: str, pin: str, address: str, at: datetime) -> int:
    """Id of the dossier that code (or barcode number) and PIN open together.

    A wrong code and a wrong PIN do the same work and give the same answer. Raises
    NotFound, and TooManyTries once the limit per dossier or per address is reached.
    """
    with transaction.atomic():
        found = _named(code)
        # A code and a barcode number of one dossier share one count; what names no dossier has its own. Both are
        # counted before the PIN is looked at, always in one order, so that tries made together count too.
        tries = (
            ("tracking.address", address, MOST_PER_ADDRESS),
            ("tracking.dossier", f"dossier:{found.pk}" if found else code, MOST_PER_DOSSIER),
        )
        counted = [within_limit(purpose=p, caller=c, most=most, span=SPAN, at=at) for p, c, most in tries]
        allowed = all(counted)
        expected = pin_of(found.lookup_token if found else _NOBODY, found.pin_serial if found else 0)
        right = secrets.compare_digest(expected.encode(), pin.encode(errors="replace"))
        opened = found is not None and right and found.pin_serial > 0
        if opened or not allowed:  # a right PIN is no wrong try, and what was refused unread is none either
            for purpose, caller, _most in tries:
                give_back(purpose=purpose, caller=caller)
    if not allowed:
        raise TooManyTries
    if found is None or not opened:
        raise NotFound
    return found.pk


def _named(code: str) -> Dossier | None:
    text = code.replace("\0", "")[:48]
    return Dossier.objects.filter(Q(code=text) | Q(barcode=text)).only("lookup_token", "pin_serial").first()
