"""Phiếu hướng dẫn: what a procedure asks for, how long it takes, what it costs, on one slip to take home."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils import translation

from motcua.casework.slips import wording
from motcua.casework.slips.data import Head
from motcua.casework.slips.printing import print_on
from motcua.directory.agencies import queries as agencies
from motcua.directory.agencies.models import Agency
from motcua.directory.procedures.rules.content import ComponentContent
from motcua.directory.procedures.showing import ChannelLine, LimitLine, PaperList, Shown
from motcua.facilities.papers.printed_forms import form_in_force
from motcua.kernel.clock import VIETNAM
from motcua.kernel.ui import words


def render(said: Shown, agency: Agency, at: datetime) -> bytes:
    """The slip as PDF, headed by the agency whose officer gives it, with that agency's own time and fee."""
    with translation.override("vi"):  # what is handed to citizens is in Vietnamese
        body = _body(said, agency, at)
    return print_on(form_in_force("HD", at, agency.pk), body, printed_at=at)


def _body(said: Shown, agency: Agency, at: datetime) -> dict[str, Any]:
    head = Head(agency=agency.name, place=agencies.place_of(agency))
    one_stop = agencies.one_stop_of(agency.pk)
    return {
        "head": {"agency": agency.name, "parent": agency.parent.name if agency.parent else ""},
        "place_and_date": wording.place_and_date(head, at),
        "barcode": "", "barcode_svg": "", "qr_svg": "",
        "foot": f"{said.code} · in lúc {at.astimezone(VIETNAM):%H:%M %d/%m/%Y}",
        "code": said.code,
        "name": said.content.name,
        "limit": _limit(said, agency),
        "channels": [*_offered(said, agency), *(_channel(line) for line in said.channels)],
        "papers": [_papers(group) for group in said.papers if group.case.components],
        "one_stop": ", ".join(filter(None, (one_stop.name, one_stop.address))) if one_stop else "",
        "hotline": one_stop.phone if one_stop else "",
    }  # fmt: skip


def _offer(said: Shown, agency: Agency) -> Any:
    """How the agency itself, or the one its one-stop serves, provides the procedure."""
    served = agencies.served_by(agency.pk)
    near = {agency.pk, served.pk if served else agency.pk}
    return next((offer for offer in said.offers if offer.agency_id in near), None)


def _limit(said: Shown, agency: Agency) -> str:
    offer = _offer(said, agency)
    own = offer.own_limit if offer else None
    return str(own or said.limit or "")


def _offered(said: Shown, agency: Agency) -> list[dict[str, str]]:
    """The fee set by the province, where there is one."""
    offer = _offer(said, agency)
    if offer is None or offer.fee_vnd is None:
        return []
    note = f" ({offer.fee_note})" if offer.fee_note else ""
    return [{"name": "Mức thu tại địa phương", "said": f"{words.vnd(offer.fee_vnd)}{note}"}]


def _channel(line: ChannelLine) -> dict[str, str]:
    return {"name": line.title, "said": "; ".join(_time_and_fees(limit) for limit in line.limits)}


def _time_and_fees(limit: LimitLine) -> str:
    fees = [" ".join(filter(None, (f"{fee.kind}:", fee.amount, fee.note))) for fee in limit.fees]
    variant = f"{limit.variant}: " if limit.variant else ""
    return variant + "; ".join(filter(None, (limit.time, *fees)))


def _papers(group: PaperList) -> dict[str, Any]:
    items = [{"name": paper.name, "count": _count(paper)} for paper in group.case.components]
    return {"title": group.title, "items": items}


def _count(paper: ComponentContent) -> str:
    counted = ((paper.original_qty, "bản chính"), (paper.copy_qty, "bản sao"))
    said = [f"{number} {kind}" for number, kind in counted if number]
    return ", ".join([*said, *([] if paper.is_required else ["nếu có"])])
