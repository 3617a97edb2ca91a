"""A person this office has met before: what an earlier dossier says fills what is still empty."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest, QueryDict

from motcua.casework.dossiers import permissions
from motcua.casework.dossiers.models import Dossier, Party
from motcua.casework.finding.actions import reading
from motcua.casework.intake import queries
from motcua.kernel import clock
from motcua.kernel.text import fold

_FILLED = ("name", "born_on", "sex", "address", "phone", "email")


@dataclass(frozen=True)
class Known:
    """The dossier it was read from, and form values by field for what was empty."""

    dossier: Dossier
    values: dict[str, str] = field(default_factory=dict)


def personal_id_of(data: Mapping[str, Any]) -> str:
    """The digits of the owner's number as typed so far."""
    written = str(data.get("owner_personal_id") or "")[:40]
    return "".join(sign for sign in written if sign.isascii() and sign.isdigit())


def known(request: HttpRequest, data: QueryDict) -> Known | None:
    """What is known of the person typed in; None for a stranger, and when another name stands there already.

    Only dossiers this officer may read are asked, and the read is logged.
    """
    officer = request.officer  # type: ignore[attr-defined]
    agency_ids = permissions.readable_agencies(officer, clock.today())
    party = queries.last_party(personal_id_of(data), agency_ids=agency_ids)
    if party is None or _is_somebody_else(party, data):
        return None
    values = {name: text for name, text in _values(party).items() if text and not data.get(name, "").strip()}
    if not values:
        return None
    address = request.META.get("REMOTE_ADDR", "")
    reading.note(
        dossier_id=party.dossier_id, officer_id=officer.pk, address=address, what="known", at=clock.now()
    )
    return Known(party.dossier, values)


def _is_somebody_else(party: Party, data: QueryDict) -> bool:
    """A number typed wrongly must not bring another person's telephone."""
    typed = fold(data.get("owner_name", ""))
    return bool(typed) and typed != fold(party.name)


def _values(party: Party) -> dict[str, str]:
    said = {name: getattr(party, name) for name in _FILLED}
    said["born_on"] = f"{party.born_on:%d/%m/%Y}" if party.born_on else ""
    return {f"owner_{name}": str(value) for name, value in said.items()}
