"""What a row of a list says of a dossier: drawn once, and told apart from what it said before."""

from __future__ import annotations

import zlib
from datetime import datetime
from functools import lru_cache
from typing import Any, NamedTuple

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import get_language

ROWS_KEPT = 2000


@lru_cache(maxsize=ROWS_KEPT)
def address_of(dossier_id: int) -> str:
    """The page of a dossier."""
    return reverse("dossiers:page", args=[dossier_id])


class Said(NamedTuple):
    """Everything `cells.html` shows; two rows that are alike in this look alike."""

    address: str
    name: str
    owner: str
    procedure: str
    procedure_code: str
    received_by: str
    status: str
    step: str
    who: str
    since: datetime | None
    step_due_at: datetime | None
    ended_at: datetime | None
    due_at: datetime | None
    is_late: bool
    is_soon: bool
    is_supplement: bool
    is_stopped: bool

    @property
    def stamp(self) -> str:
        """Short, the same in every process; another one as soon as the row says something else."""
        return f"{zlib.crc32(repr(self).encode()):x}"


def said(row: Any) -> Said:
    """Of a dossier that `work.shown` has prepared."""
    held = row.held
    return Said(
        address=row.address,
        name=str(row),
        owner=row.owner_name,
        procedure=row.procedure_version.name,
        procedure_code=row.procedure_version.procedure.code,
        received_by=row.receiving_agency.name,
        status=row.status_name,
        step=row.step_name,
        who=held.who if held else "",
        since=held.since if held else None,
        step_due_at=held.step_due_at if held else None,
        ended_at=row.ended_at,
        due_at=row.due_at,
        is_late=row.is_late,
        is_soon=row.is_soon,
        is_supplement=row.status == "supplement",
        is_stopped=row.clock_stopped_at is not None,
    )


def cells(what: Said) -> SafeString:
    """The cells of a row. Lists are looked at again and again, and most rows say what they said before."""
    return _drawn(what, get_language() or "vi")


@lru_cache(maxsize=ROWS_KEPT)
def _drawn(what: Said, _language: str) -> SafeString:
    return render_to_string("dossiers/desk/cells.html", {"row": what})
