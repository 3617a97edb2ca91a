"""Which slips a history has given, and what they are called."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from motcua.kernel.events.models import Event

NAMES = {
    "01": _("Giấy tiếp nhận và hẹn trả"),
    "02": _("Phiếu yêu cầu bổ sung"),
    "03": _("Phiếu từ chối"),
    "04": _("Thư xin lỗi"),
    "06": _("Phiếu kiểm soát"),
}

# What gives a slip; the control slip (06) may be printed after any event.
GIVEN_BY = {
    "01": ("dossiers.accepted", "dossiers.amended", "dossiers.pin_replaced"),
    "02": ("dossiers.supplement_requested",),
    "03": ("dossiers.rejected",),
    "04": ("dossiers.apologised",),
}
_NUMBERS = {kind: number for number, kinds in GIVEN_BY.items() for kind in kinds}


@dataclass(frozen=True)
class GivenSlip:
    """A slip that some event of the history gave."""

    number: str
    name: object
    event_id: int
    at: datetime


def given(events: Iterable[Event]) -> list[GivenSlip]:
    """Slips this history has given, oldest first."""
    return [
        GivenSlip(_NUMBERS[event.kind], NAMES[_NUMBERS[event.kind]], event.pk, event.happened_at)
        for event in events
        if event.kind in _NUMBERS
    ]
