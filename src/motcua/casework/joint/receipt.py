"""What the receipt of a joint procedure says of its parts: those opened, then those still to come."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from motcua.casework.dossiers.models import Dossier
from motcua.casework.joint import queries
from motcua.casework.joint.choices import Outcome
from motcua.casework.slips import ports
from motcua.casework.slips.data import PartLine
from motcua.directory.procedures.queries import version_in_force
from motcua.kernel.clock import VIETNAM


def lines(whole: Dossier) -> list[PartLine]:
    """Nothing for a dossier that stands alone or is a part itself; what was stopped on the way is left out."""
    if queries.is_part(whole.pk) or whole.accepted_at is None:
        return []
    parts = [part for part in queries.parts_of(whole) if part.outcome != Outcome.STOPPED]
    opened = [
        PartLine(
            procedure=part.dossier.procedure_version.name,
            agency=part.dossier.competent_agency.name,
            code=part.dossier.code or "",
            due_at=part.dossier.due_at,
        )
        for part in parts
    ]
    day = whole.accepted_at.astimezone(VIETNAM).date()
    return [*opened, *_to_come(whole, {part.step for part in parts}, day)]


def _to_come(whole: Dossier, known: set[str], on: date) -> Iterator[PartLine]:
    for step, link in queries.links_of(whole.procedure_version_id, on).items():
        version = version_in_force(link.procedure_id, on) if step not in known else None
        if version is not None:
            yield PartLine(procedure=version.name)


def install() -> None:
    """Called once when the app is ready."""
    ports.tell_parts(lines)
