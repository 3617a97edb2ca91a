"""Danh sách bàn giao: the dossiers one agency handed to another on a day, gathered from the log."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Q

from motcua.casework.dossiers import queries
from motcua.casework.dossiers.models import Dossier
from motcua.casework.slips import wording
from motcua.casework.slips.data import Head
from motcua.casework.slips.printing import print_on
from motcua.directory.agencies import queries as agencies
from motcua.facilities.papers import codes
from motcua.facilities.papers.printed_forms import form_in_force
from motcua.kernel.clock import VIETNAM
from motcua.kernel.events.models import Event

_MOVES = (
    "dossiers.handed_over",
    "dossiers.sent_back",
    "dossiers.approved",
    "dossiers.refused",
    "dossiers.result_recorded",
)
_AT_ONCE = 400  # subjects looked up together; below SQLite's limit of parameters


@dataclass(frozen=True)
class Handed:
    """One dossier that changed hands."""

    dossier: Dossier
    at: datetime
    to_agency_id: int


@dataclass(frozen=True)
class Batch:
    """What went to one agency on one day."""

    to_agency_id: int
    to_agency: str
    handed: tuple[Handed, ...]


def batches(agency_id: int, day: date) -> list[Batch]:
    """What an agency handed to each other agency on a day, by the receiver's name."""
    by_receiver: dict[int, list[Handed]] = {}
    for one in _handed(agency_id, day):
        by_receiver.setdefault(one.to_agency_id, []).append(one)
    names = agencies.names_of(set(by_receiver))
    found = [
        Batch(pk, names.get(pk, ""), tuple(sorted(rows, key=lambda row: row.at)))
        for pk, rows in by_receiver.items()
    ]
    return sorted(found, key=lambda batch: batch.to_agency)


def _handed(agency_id: int, day: date) -> Iterator[Handed]:
    """Looked for among dossiers that were open that day, since the log is kept by dossier."""
    begins = datetime.combine(day, time.min, VIETNAM)
    ends = begins + timedelta(days=1)
    concerned = Q(receiving_agency_id=agency_id) | Q(competent_agency_id=agency_id)
    was_open = Q(ended_at__isnull=True) | Q(ended_at__gte=begins)
    ids = list(
        Dossier.objects.filter(concerned, was_open, accepted_at__lt=ends)
        .order_by("id")
        .values_list("pk", flat=True)
    )
    for start in range(0, len(ids), _AT_ONCE):
        moves = Event.objects.filter(
            subject__in=[f"dossier:{pk}" for pk in ids[start : start + _AT_ONCE]],
            kind__in=_MOVES, agency_id=agency_id, happened_at__gte=begins, happened_at__lt=ends,
        )  # fmt: skip
        found = {int(move.subject_id): move for move in moves if move.facts["to_agency_id"] != agency_id}
        rows = queries.for_reading().in_bulk(list(found))
        for pk, move in found.items():
            yield Handed(rows[pk], move.happened_at, move.facts["to_agency_id"])


def render(agency_id: int, batch: Batch, *, day: date, officer: str, at: datetime) -> bytes:
    """The list as PDF, each line with a barcode that opens its dossier when scanned."""
    agency = agencies.name_of(agency_id)
    head = Head(agency=agency, place=_place(agency_id))
    body = {
        "head": {"agency": agency, "parent": ""},
        "place_and_date": wording.place_and_date(head, at),
        "code": "", "barcode": "", "barcode_svg": "", "qr_svg": "",
        "foot": f"{agency} · in lúc {at.astimezone(VIETNAM):%H:%M %d/%m/%Y}",
        "note": f"(Ngày {day:%d/%m/%Y})",
        "giver_unit": agency,
        "receiver_unit": batch.to_agency,
        "total": str(len(batch.handed)),
        "officer": officer,
        "rows": [_row(one) for one in batch.handed],
    }  # fmt: skip
    return print_on(form_in_force("BG", at, agency_id), body, printed_at=at)


def _place(agency_id: int) -> str:
    found = agencies.one_stop_of(agency_id)
    return agencies.place_of(found.agency) if found and found.agency_id == agency_id else ""


def _row(one: Handed) -> dict[str, object]:
    dossier = one.dossier
    svg, width = codes.code128_svg(dossier.barcode)
    return {
        "barcode": dossier.barcode,
        "barcode_svg": svg,
        "barcode_width_mm": width,
        "code": dossier.code or dossier.barcode,
        "owner": queries.parties_of(dossier).owner.name,
        "procedure": dossier.procedure_version.name,
        "at": f"{one.at.astimezone(VIETNAM):%H:%M}",
        "due": wording.short_moment(dossier.due_at) if dossier.due_at else "",
    }
