"""The read side of dossiers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import copy
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import JSONField, Q, QuerySet, TextField
from django.utils.functional import cached_property

from motcua.casework.dossiers import search
from motcua.casework.dossiers.choices import RUNNING
from motcua.casework.dossiers.models import Dossier, DossierStatement, Party
from motcua.casework.dossiers.models.dossier import DossierQuerySet
from motcua.casework.dossiers.models.party import PARTY_COLUMNS
from motcua.casework.dossiers.parties import Parties, PartyData
from motcua.casework.dossiers.rules import is_barcode_number, is_dossier_code
from motcua.directory.procedures.models import ProcedureVersion
from motcua.facilities.workflow import queries as workflow
from motcua.facilities.workflow.choices import StepKind
from motcua.facilities.workflow.models import Token
from motcua.kernel.events import log
from motcua.kernel.events.models import Event
from motcua.kernel.text import nfc

WITH_NAMES = (
    "procedure_version__procedure",
    "process_version",
    "receiving_agency",
    "competent_agency",
    "holder_agency",
)

# What a version says at length is read where it is shown; a list of twenty would carry it twenty times.
_UNSHOWN = (
    "process_version__xml",
    *(
        f"procedure_version__{field.name}"
        for field in ProcedureVersion._meta.concrete_fields
        if isinstance(field, TextField | JSONField) and field.name != "name"
    ),
)


def parties_of(dossier: Dossier) -> Parties:
    """Owner and submitter as the latest statement has them."""
    found = {party.role: _data(party) for party in dossier.parties.all()}
    return Parties(found["owner"], found.get("submitter"))


def _data(party: Party) -> PartyData:
    return PartyData(**{name: getattr(party, name) for name in PARTY_COLUMNS})


STATUS_REACH = 400


def for_reading() -> DossierQuerySet:
    """Dossiers with the names a list or page shows, in one query."""
    return Dossier.objects.select_related(*WITH_NAMES).defer(*_UNSHOWN).prefetch_related("parties")


class WorkList:
    """What waits for some roles, soonest due first, then what is still being put down; sliced like a list."""

    def __init__(self, steps: QuerySet[Token], drafts: QuerySet[Dossier]) -> None:
        self.steps, self.drafts = steps, drafts

    @cached_property
    def step_count(self) -> int:
        return self.steps.count()

    def count(self) -> int:
        return self.step_count + self.drafts.count()

    def up_to(self, most: int) -> int:
        """How many, counted no further than `most`: a long list costs no more."""
        steps = self.steps.order_by()[:most].count()
        drafts = self.drafts.select_related(None).prefetch_related(None).order_by()[:most].count()
        return min(steps + drafts, most)

    def __len__(self) -> int:
        return self.count()

    def __getitem__(self, wanted: slice) -> list[Dossier]:
        start, stop = wanted.start or 0, wanted.stop
        rows = _at_steps(list(self.steps[start:stop]))
        room = None if stop is None else stop - start - len(rows)
        if room == 0:
            return rows
        first = max(0, start - self.step_count)
        return rows + list(self.drafts[first : None if room is None else first + room])

    def __iter__(self) -> Iterator[Dossier]:
        return iter(self[0:])


def _at_steps(steps: list[Token]) -> list[Dossier]:
    """The dossiers of these steps, in their order, each knowing the step it is listed for."""
    by_run = {
        row.process_run_id: row for row in for_reading().filter(process_run__in=[s.run_id for s in steps])
    }
    rows = []
    for step in steps:
        if step.run_id in by_run:
            row = copy(by_run[step.run_id])
            row.listed_step, row.listed_officer_id = step.node, step.officer_id  # type: ignore[attr-defined]
            rows.append(row)
    return rows


def work_of(
    *, roles: Sequence[tuple[int, str]], officer_id: int | None = None, collecting: bool = False
) -> WorkList:
    """Steps and drafts that wait for one of these (agency, role) pairs, soonest due first, undated last.

    With `officer_id` those that another officer has taken are left out. `collecting` gives the
    results that wait for their owner, which are nobody's work, in place of the work.
    """
    steps = workflow.waiting_for(roles, officer_id=officer_id)
    if collecting:
        return WorkList(steps.filter(step_kind=StepKind.DELIVER), Dossier.objects.none())
    wanted = Q()
    for agency_id, role in roles:
        wanted |= Q(holder_agency_id=agency_id, holder_role=role)
    drafts = for_reading().filter(wanted, process_run__isnull=True, ended_at__isnull=True)
    if not roles:
        drafts = drafts.none()
    if officer_id is not None:
        drafts = drafts.filter(Q(holder_officer_id__isnull=True) | Q(holder_officer_id=officer_id))
    return WorkList(steps.exclude(step_kind=StepKind.DELIVER), drafts.order_by("id"))


def found_by(
    text: str, *, agency_ids: frozenset[int] | None, status: str = "", limit: int = 20
) -> list[Dossier]:
    """Dossiers by code, barcode number, or the words and numbers of their people; newest first.

    `agency_ids` None means every agency (an inspector of the whole province). With a
    `status`, the newest STATUS_REACH matches are looked through for it.
    """
    text = nfc(text).strip()
    exact = _exactly(text.upper().replace(" ", ""))
    if exact is not None:
        found = for_reading().filter(exact)
        if agency_ids is not None:
            found = found.of_agencies(agency_ids)
        return list((found.filter(status=status) if status else found)[:limit])
    ids = search.matching(text, agency_ids, STATUS_REACH if status else limit)
    readable = for_reading() if agency_ids is None else for_reading().of_agencies(agency_ids)
    by_id = (readable.filter(status=status) if status else readable).in_bulk(ids)
    return [by_id[i] for i in ids if i in by_id][:limit]


def _exactly(text: str) -> Q | None:
    if is_dossier_code(text):
        return Q(code=text)
    return Q(barcode=text) if is_barcode_number(text) else None


def same_filing(*, personal_id: str, procedure_id: int, but: int | None = None) -> QuerySet[Dossier]:
    """Running dossiers of the same person for the same procedure, to point out a second filing."""
    if not personal_id:
        return Dossier.objects.none()
    return (
        Dossier.objects.filter(
            parties__personal_id=personal_id,
            parties__role="owner",
            procedure_version__procedure_id=procedure_id,
            status__in=[status.value for status in RUNNING],
        )
        .exclude(pk=but or 0)
        .distinct()
        .order_by("-id")
    )


def history(dossier: Dossier) -> list[Event]:
    """Everything that happened to a dossier, oldest first."""
    return log.of(dossier.subject)


def statements_of(dossier: Dossier) -> dict[UUID, DossierStatement]:
    """Texts of a dossier by id, for pages that show them beside their events."""
    return {row.pk: row for row in DossierStatement.objects.filter(subject=dossier.subject)}


def overdue(*, agency_ids: frozenset[int], at: datetime) -> QuerySet[Dossier]:
    return Dossier.objects.of_agencies(agency_ids).overdue_at(at).order_by("due_at")


def step_name(dossier: Dossier) -> str:
    """What the step a dossier stands at is called; empty where there is none."""
    node = getattr(dossier, "listed_step", dossier.step)
    if not node or dossier.process_version is None:
        return ""
    return workflow.step_name(dossier.process_version, node)


def latest_statement(dossier: Dossier, purpose: str) -> dict[str, Any]:
    """The body of the last statement of one purpose that an event covers; empty when there is none."""
    rows = {str(key): row for key, row in statements_of(dossier).items() if row.purpose == purpose}
    named = [key for event in history(dossier) for key in event.statements if key in rows]
    return rows[named[-1]].body if named else {}
