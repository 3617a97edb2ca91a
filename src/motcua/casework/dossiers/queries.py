"""The read side of dossiers."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import JSONField, QuerySet, TextField

from motcua.casework.deadlines import calendars
from motcua.casework.deadlines.time_rules import due_by_rule
from motcua.casework.dossiers.choices import RUNNING
from motcua.casework.dossiers.models import Dossier, DossierStatement, Party
from motcua.casework.dossiers.models.dossier import DossierQuerySet
from motcua.casework.dossiers.models.party import PARTY_COLUMNS
from motcua.casework.dossiers.parties import Parties, PartyData
from motcua.casework.finding import search
from motcua.directory.procedures.models import ProcedureVersion
from motcua.facilities.workflow import queries as workflow
from motcua.kernel.calendar import Due
from motcua.kernel.events import log
from motcua.kernel.events.models import Event
from motcua.kernel.prepared import Given, Prepared

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


def search_document(dossier: Dossier, parties: Parties) -> str:
    """What a dossier is found by; the agencies are the very ones that `permissions.can_read` lets in."""
    return search.document(
        barcode=dossier.barcode,
        people=[party for _, party in parties.by_role()],
        # Whoever holds it is one of them.
        agency_ids=(dossier.receiving_agency_id, dossier.competent_agency_id),
    )


def for_reading() -> DossierQuerySet:
    """Dossiers with the names a list or page shows, in one query."""
    return Dossier.objects.select_related(*WITH_NAMES).defer(*_UNSHOWN).prefetch_related("parties")


_PLAIN = Prepared(lambda: Dossier.objects.filter(pk=Given("id")).order_by())


def plain(dossier_id: int) -> Dossier | None:
    """A dossier without anything around it, as reactions ask for one fact after another."""
    return _PLAIN.first(id=dossier_id)


# What gives the applicant an answer: the decision, a refusal after appraisal, or one put right.
RESULT_KINDS = ("dossiers.result_recorded", "dossiers.refused", "dossiers.result_corrected")


# What the day by which a wrong result has to be back follows from.
CORRECTION_DATED = ("dossiers.wrong_result_reported", "dossiers.correction_moved")


def correction_due(events: Iterable[Event]) -> Due | None:
    """When the last wrong result reported has to be back, with the trace of the rule; None where none was."""
    dated = [event for event in events if event.kind in CORRECTION_DATED]
    reported = [event for event in dated if event.kind == "dossiers.wrong_result_reported"]
    if not reported:
        return None
    calendar = calendars.from_reference(dated[-1].facts["calendar"])
    return due_by_rule("T12", reported[-1].happened_at, calendar)


def replaced_results(events: Iterable[Event]) -> dict[int, Event]:
    """Results that no longer count, by their place in the history, each with the fact that replaced it."""
    corrected = [event for event in events if event.kind == "dossiers.result_corrected"]
    return {event.facts["replaces_seq"]: event for event in corrected}


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
    return step_named(dossier, getattr(dossier, "listed_step", dossier.step))


def step_named(dossier: Dossier, node: str) -> str:
    """What a step of its process is called; empty where there is none."""
    if not node or dossier.process_version is None:
        return ""
    return workflow.step_name(dossier.process_version, node)


def latest_statement(dossier: Dossier, *purposes: str) -> dict[str, Any]:
    """The body of the last statement of these purposes that an event covers; empty when there is none."""
    rows = {str(key): row for key, row in statements_of(dossier).items() if row.purpose in purposes}
    named = [key for event in history(dossier) for key in event.statements if key in rows]
    return rows[named[-1]].body if named else {}
