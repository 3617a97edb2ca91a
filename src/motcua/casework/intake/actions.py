"""Taking in as one act: the dossier, its files as papers, and its acceptance stand or fall together."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from motcua.casework.dossiers import actions as dossiers
from motcua.casework.dossiers.actions import By
from motcua.casework.dossiers.choices import ComponentKind
from motcua.casework.dossiers.intake import FeeEntry, Intake
from motcua.casework.dossiers.models import Dossier, DossierComponent
from motcua.facilities.papers import actions as papers
from motcua.facilities.papers import queries as paper_queries
from motcua.facilities.papers.choices import PaperKind, WithdrawalReason
from motcua.facilities.papers.models import HeldFile

_PAPER_KIND = {
    ComponentKind.ORIGINAL.value: PaperKind.ORIGINAL,
    ComponentKind.COPY.value: PaperKind.COPY,
}


@dataclass(frozen=True)
class NewFile:
    """A held file that becomes the paper `paper_id` of one component."""

    paper_id: UUID
    component_id: int
    held: HeldFile


@dataclass(frozen=True, kw_only=True)
class Application:
    """What the page says: the values of the dossier, its new files, and its fees when it is to be accepted."""

    intake: Intake
    files: tuple[NewFile, ...] = ()
    fees: tuple[FeeEntry, ...] = ()
    is_accepted: bool = False


@transaction.atomic
def take_in(*, application: Application, by: By, dossier_id: int | None = None) -> Dossier:
    """Draft a dossier, or revise one that is not accepted yet; accept it when asked to.

    Files a revision no longer names are withdrawn: the row of each says which count.
    Raises what drafting, revising and accepting raise.
    """
    if dossier_id is None:
        dossier = dossiers.draft_dossier(intake=application.intake, by=by)
    else:
        before = _named(dossier_id)
        dossier = dossiers.revise_dossier(dossier_id=dossier_id, intake=application.intake, by=by)
        _withdraw(dossier, before - _named(dossier_id), by)
    for file in application.files:
        _add(dossier, file, application.intake, by)
    if application.is_accepted:
        dossiers.accept_dossier(dossier_id=dossier.pk, by=by, fees=list(application.fees))
    return dossier


def _named(dossier_id: int) -> set[str]:
    rows = DossierComponent.objects.filter(dossier_id=dossier_id).values_list("paper_ids", flat=True)
    return {paper_id for ids in rows for paper_id in ids}


def _withdraw(dossier: Dossier, paper_ids: set[str], by: By) -> None:
    for paper in paper_queries.living_papers_of(dossier.subject).filter(pk__in=paper_ids):
        papers.withdraw_paper(paper_id=paper.pk, reason=WithdrawalReason.MISTAKEN, by=_paper_by(by))


def _add(dossier: Dossier, file: NewFile, intake: Intake, by: By) -> None:
    kinds = {entry.component_id: entry.kind for entry in intake.components}
    new = papers.NewPaper(
        client_id=file.paper_id,
        subject=dossier.subject,
        part=str(file.component_id),
        name=file.held.name,
        kind=_PAPER_KIND.get(kinds[file.component_id], PaperKind.ELECTRONIC),
    )
    papers.add_held(held=file.held, paper=new, by=_paper_by(by))


def _paper_by(by: By) -> papers.By:
    return papers.By(by.officer_id, by.agency_id, by.at)
