"""A dossier taken in under the wrong case of its procedure is put under the right one."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.casework.dossiers.actions import request_supplement
from motcua.casework.dossiers.actions.accept_dossier import NothingToAnswer
from motcua.casework.dossiers.actions.checking import check_papers
from motcua.casework.dossiers.actions.recording import (
    By,
    DossierRefusal,
    allow,
    locked,
    needed,
    record,
    say,
    write_components,
    write_fees,
)
from motcua.casework.dossiers.actions.standing import run_of
from motcua.casework.dossiers.choices import ComponentKind
from motcua.casework.dossiers.intake import ComponentEntry, FeeEntry
from motcua.casework.dossiers.models import Dossier
from motcua.casework.dossiers.terms import lacking_components, published
from motcua.casework.recasing import queries
from motcua.casework.recasing.events import CaseChanged
from motcua.casework.recasing.models import FeeDifference
from motcua.casework.recasing.queries import Dates
from motcua.casework.recasing.rules import fee_differences
from motcua.directory.procedures.models import Component
from motcua.facilities.workflow import actions as workflow


class ForeignCase(DossierRefusal):
    """Trường hợp này không thuộc thủ tục của hồ sơ."""


class SameCase(DossierRefusal):
    """Hồ sơ đang ở đúng trường hợp này."""


class PapersMissing(DossierRefusal):
    """Trường hợp mới còn thiếu giấy tờ bắt buộc."""


@dataclass(frozen=True, kw_only=True)
class Change:
    """What the officer says of the right case; `asks` is whether missing papers are asked for."""

    case_id: int
    reason: str
    components: tuple[ComponentEntry, ...] = ()
    fees: tuple[FeeEntry, ...] = ()
    asks: bool = False

    def statement(self) -> dict[str, Any]:
        absent = (entry for entry in self.components if entry.kind == ComponentKind.NOT_APPLICABLE)
        reasons = {str(entry.component_id): entry.reason for entry in absent}
        return {"reason": needed(self.reason), "not_applicable": reasons}


@transaction.atomic
def change_case(*, dossier_id: int, by: By, change: Change) -> Dossier:
    """Put a dossier under another case of its procedure: papers, fees, limit and date are set anew, the old
    ones stay in the log.

    The time still counts from the acceptance. Raises ForeignCase, SameCase, PapersMissing, ForeignPaper,
    UnexplainedAbsence, NothingToAnswer, NoReason, and what asking for papers raises.

    Law: NĐ 118/2025, Điều 17: the counter checks what a dossier must consist of; Điều 19.5: what lacks is
    asked for once.
    """
    dossier = locked(dossier_id)
    allow("change_case", dossier)
    lacking = _lacking(dossier, change)
    dates = queries.dates_under(dossier, change.case_id, by.at)
    if dates is None:
        raise NothingToAnswer
    owed = list(dossier.fees.values("kind", "amount_vnd"))
    stated = _stated(dossier, change, dates, [component.pk for component in lacking])
    event = record(dossier, stated, by, [say(dossier, "recasing", change.statement())])
    FeeDifference.objects.bulk_create(
        FeeDifference(dossier=dossier, event_id=event.pk, kind=kind, amount_vnd=amount, noted_at=by.at)
        for kind, amount in fee_differences(owed, stated.fees).items()
    )
    write_components(dossier, stated.components)
    write_fees(dossier, stated.fees)
    workflow.promise_runs({run_of(dossier): dossier.running_due_at})
    if lacking:
        names = [component.name for component in lacking]
        request_supplement(dossier_id=dossier.pk, by=by, items=names, reason=change.reason)
        dossier.refresh_from_db()
    return dossier


def _lacking(dossier: Dossier, change: Change) -> list[Component]:
    """Papers that have to be asked for; raises what stands against the case and its papers."""
    said = published(dossier.procedure_version_id)
    if change.case_id not in {case.pk for case in said.alternatives}:
        raise ForeignCase
    if change.case_id == dossier.procedure_case_id:
        raise SameCase
    check_papers(dossier.procedure_version_id, change.case_id, change.components)
    met = {entry.component_id for entry in change.components}
    lacking = lacking_components(said, change.case_id, met)
    if lacking and not change.asks:
        names = "; ".join(component.name for component in lacking)
        raise PapersMissing(_("Trường hợp mới còn thiếu giấy tờ bắt buộc: %(names)s.") % {"names": names})
    return lacking


def _stated(dossier: Dossier, change: Change, dates: Dates, missing: Collection[int]) -> CaseChanged:
    fees = tuple(fee.to_json() for fee in change.fees)
    owed = sum(dossier.fees.values_list("amount_vnd", flat=True))
    return CaseChanged(
        previous_case_id=dossier.procedure_case_id,
        procedure_case_id=change.case_id,
        components=tuple(entry.to_json() for entry in change.components),
        missing=tuple(missing),
        fees=fees,
        fee_difference_vnd=sum(fee.amount_vnd for fee in change.fees) - owed,
        previous_limit=dates.before.limit,
        limit=dates.limit,
        calendar=dates.calendar,
        previous_due_at=dates.before.due_at.isoformat(),
        due_at=dates.promised.due_at.isoformat(),
        index_due_at=dates.promised.index_due_at.isoformat(),
    )
