"""Who has a dossier, since when, against what budget, and until when they are away: for every row of a list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from motcua.casework.dossiers.models import Dossier
from motcua.directory.agencies import queries as agencies
from motcua.directory.agencies.choices import Role
from motcua.directory.staff import queries as staff


@dataclass(slots=True)
class Held:
    """One place where a dossier lies; `officer_id` None while nobody has taken it on."""

    officer_id: int | None
    role: str
    agency_id: int | None
    since: datetime | None
    step_due_at: datetime | None
    who: str = ""


def tell(rows: Sequence[Dossier], today: date) -> None:
    """Give each row its `held`: of the step it is listed for, else of the dossier; none once it has ended."""
    places = [None if row.ended_at else _place(row) for row in rows]
    standing = [place for place in places if place]
    officers = agencies.officer_names_on({(p.officer_id, today) for p in standing if p.officer_id})
    away = staff.away_on([pk for pk, _day in officers], today) if officers else {}
    named = agencies.names_of({place.agency_id for place in standing if place.agency_id})
    roles: dict[tuple[str, int | None], str] = {}
    for row, place in zip(rows, places, strict=True):
        if place is not None:
            officer = officers.get((place.officer_id or 0, today), "")
            who = officer + staff.until(away.get(place.officer_id or 0)) if officer else ""
            key = (place.role, place.agency_id)
            if not who and key not in roles:
                roles[key] = _called(*key, named)
            place.who = who or roles[key]
        row.held = place  # type: ignore[attr-defined]


def _place(row: Dossier) -> Held:
    step = getattr(row, "listed_token", None)
    if step is not None:
        return Held(step.officer_id, step.role, step.agency_id, step.since, step.step_due_at)
    return Held(row.holder_officer_id, row.holder_role, row.holder_agency_id, row.step_since, row.step_due_at)


def _called(role: str, agency_id: int | None, names: dict[int, str]) -> str:
    """Where nobody has it yet: the role, and the agency whose role it is."""
    label = str(Role(role).label) if role in Role.values else ""
    return ", ".join(part for part in (label, names.get(agency_id or 0, "")) if part)
