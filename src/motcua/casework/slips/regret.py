"""The letter in which the head of an agency apologises for conduct, or for papers lost or spoilt.

A letter of practice: the decree says that it is owed and sets no form for it. It belongs to no dossier, so it
bears neither barcode nor QR.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from motcua.casework.slips import wording
from motcua.casework.slips.data import Head
from motcua.casework.slips.printing import print_on
from motcua.facilities.papers.printed_forms import Form
from motcua.kernel.clock import VIETNAM

NOBODY = "Ông/Bà đã gửi phản ánh"


@dataclass(frozen=True, kw_only=True)
class RegretData:
    """Thư xin lỗi; `fault` is "conduct" or "loss", `name` empty for who did not say it."""

    head: Head
    code: str
    name: str
    received_at: datetime
    fault: str
    reason: str
    signer: str
    signer_title: str
    printed_at: datetime
    hotline: str = ""


def render_regret(data: RegretData, form: Form) -> bytes:
    """The letter as PDF."""
    local = data.printed_at.astimezone(VIETNAM)
    body = {
        "head": {"agency": data.head.agency, "parent": data.head.parent},
        "place_and_date": wording.place_and_date(data.head, data.printed_at),
        "code": data.code,
        "barcode": "",
        "barcode_svg": "",
        "barcode_width_mm": 0,
        "qr_svg": "",
        "owner": {"name": data.name or NOBODY},
        "received_on": wording.day(data.received_at),
        "fault": data.fault,
        "reason": data.reason.strip(),
        "hotline": data.hotline,
        "signer": data.signer,
        "signer_title": data.signer_title,
        "recipients": ["Như trên", "Lưu: hồ sơ phản ánh"],
        "foot": f"{data.code} · in lúc {local:%H:%M %d/%m/%Y}",
    }
    return print_on(form, body, printed_at=data.printed_at)
