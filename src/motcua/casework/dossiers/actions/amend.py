from __future__ import annotations

from dataclasses import fields

from django.db import transaction

from motcua.casework.dossiers.actions.recording import (
    By,
    DossierRefusal,
    allow,
    locked,
    needed,
    record,
    say,
    write_parties,
)
from motcua.casework.dossiers.events import DossierAmended
from motcua.casework.dossiers.models import Dossier
from motcua.casework.dossiers.parties import Parties, PartyData
from motcua.casework.dossiers.queries import parties_of


class NothingChanged(DossierRefusal):
    """Không có gì khác với bản đang lưu."""


@transaction.atomic
def amend(
    *, dossier_id: int, by: By, parties: Parties, reason: str, delivery_choice: str | None = None
) -> Dossier:
    """Correct typing errors after acceptance: old and new are kept, the receipt is printed again."""
    dossier = locked(dossier_id)
    allow("amend", dossier)
    before = parties_of(dossier)
    changed = _changed(before, parties)
    choice = delivery_choice if delivery_choice and delivery_choice != dossier.delivery_choice else None
    if choice:
        changed.append("delivery_choice")
    if not changed:
        raise NothingChanged
    body = parties.to_json() | {"before": before.to_json(), "reason": needed(reason)}
    record(
        dossier,
        DossierAmended(fields=tuple(changed), delivery_choice=choice),
        by,
        [say(dossier, "amendment", body)],
    )
    write_parties(dossier, parties)
    return dossier


def _changed(before: Parties, after: Parties) -> list[str]:
    """Names of the fields that differ, such as "owner.phone"."""
    old, new = dict(before.by_role()), dict(after.by_role())
    names = [field.name for field in fields(PartyData)]
    changed = []
    for role in sorted(old.keys() | new.keys()):
        if role not in old or role not in new:
            changed.append(role)
            continue
        changed += [
            f"{role}.{name}" for name in names if getattr(old[role], name) != getattr(new[role], name)
        ]
    return changed
