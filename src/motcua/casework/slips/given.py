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
    "05": _("Thông báo dừng giải quyết"),
    "06": _("Phiếu kiểm soát"),
    "PC": _("Phiếu chuyển xử lý"),
    "XL": _("Thư xin lỗi vì kết quả sai"),
}
# What is printed of many dossiers, or of none.
LIST_NAMES = {
    "07": _("Sổ theo dõi hồ sơ"),
    "BG": _("Danh sách bàn giao"),
    "HD": _("Phiếu hướng dẫn"),
}
WORDABLE = NAMES | LIST_NAMES

# What gives a slip; the control slip (06) may be printed after any event.
GIVEN_BY = {
    "01": ("dossiers.accepted", "dossiers.amended", "dossiers.pin_replaced", "dossiers.case_changed"),
    "02": ("dossiers.supplement_requested",),
    "03": ("dossiers.rejected", "dossiers.refused"),
    "04": ("dossiers.apologised",),
    "05": ("dossiers.stopped",),
    "PC": ("dossiers.handed_over", "dossiers.approved", "dossiers.consulted"),
    "XL": ("dossiers.apologised",),
}


@dataclass(frozen=True)
class GivenSlip:
    """A slip that some event of the history gave."""

    number: str
    name: object
    event_id: int
    at: datetime


def receiving_agency_of(event: Event) -> int | None:
    """The agency that gets the dossier, or the question about it."""
    return event.facts.get("to_agency_id") or event.facts.get("asked_agency_id")


def gives(event: Event, number: str) -> bool:
    """Whether an event gives a slip of this number."""
    if number == "PC":
        return event.kind in GIVEN_BY["PC"] and receiving_agency_of(event) != event.agency_id
    if number in ("04", "XL"):
        is_for_mistake = event.facts.get("apology_kind") == "correction"
        return event.kind in GIVEN_BY[number] and is_for_mistake == (number == "XL")
    return number == "06" or event.kind in GIVEN_BY.get(number, ())


def given(events: Iterable[Event]) -> list[GivenSlip]:
    """Slips this history has given, oldest first."""
    return [
        GivenSlip(number, NAMES[number], event.pk, event.happened_at)
        for event in events
        for number, kinds in GIVEN_BY.items()
        if event.kind in kinds and gives(event, number)
    ]
