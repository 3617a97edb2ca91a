from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction

from motcua.casework.dossiers.actions.checking import check_papers
from motcua.casework.dossiers.actions.recording import (
    By,
    allow,
    locked,
    record,
    say,
    write_components,
    write_parties,
)
from motcua.casework.dossiers.columns import DossierState
from motcua.casework.dossiers.events import DossierDrafted, DossierRevised
from motcua.casework.dossiers.intake import Intake
from motcua.casework.dossiers.models import Dossier
from motcua.casework.dossiers.models.dossier import new_lookup_token
from motcua.casework.dossiers.state import apply
from motcua.casework.finding.numbers import BARCODE_DIGITS, barcode_number, fingerprint
from motcua.kernel.events import log
from motcua.kernel.events.facts import plain

_MOST_DRAWS = 3


@dataclass(frozen=True)
class _Unwritten:
    """A fact on its way into the log, as `state.apply` wants it."""

    kind: str
    facts: dict[str, Any]
    actor_id: int | None
    agency_id: int | None
    happened_at: Any


def draft_dossier(*, intake: Intake, by: By) -> Dossier:
    """Begin a dossier: it bears a digits-only barcode number from now on, and no code yet.

    Raises ForeignPaper and UnexplainedAbsence.
    """
    check_papers(intake.procedure_version_id, intake.procedure_case_id, intake.components)
    for _ in range(_MOST_DRAWS - 1):
        # Numbers are drawn at random; one that is in use already is drawn again.
        try:
            return _draft(intake, by)
        except IntegrityError:
            continue
    return _draft(intake, by)


@transaction.atomic
def _draft(intake: Intake, by: By) -> Dossier:
    token = new_lookup_token()
    stated = DossierDrafted(
        token_sha256=fingerprint(token),
        barcode=barcode_number(secrets.randbelow(10 ** (BARCODE_DIGITS - 1))),
        receiving_agency_id=intake.receiving_agency_id,
        **intake.described(),
    )
    facts = {name: plain(value) for name, value in vars(stated).items()}
    state = apply(DossierState(), _Unwritten(stated.kind, facts, by.officer_id, by.agency_id, by.at))
    dossier = Dossier.objects.create(lookup_token=token, **state.columns())
    statement = say(dossier, "intake", intake.statement())
    log.publish(
        stated,
        subject=dossier.subject,
        happened_at=by.at,
        actor_id=by.officer_id,
        agency_id=by.agency_id,
        statements=[statement],
    )
    write_parties(dossier, intake.parties, is_new=True)
    write_components(dossier, facts["components"], is_new=True)
    return dossier


@transaction.atomic
def revise_dossier(*, dossier_id: int, intake: Intake, by: By) -> Dossier:
    """Change a dossier that is not accepted yet; what it said before stays in the log."""
    dossier = locked(dossier_id)
    allow("revise", dossier)
    check_papers(intake.procedure_version_id, intake.procedure_case_id, intake.components)
    described = intake.described()
    statement = say(dossier, "intake", intake.statement())
    record(dossier, DossierRevised(**described), by, [statement])
    write_parties(dossier, intake.parties)
    write_components(dossier, described["components"])
    return dossier
