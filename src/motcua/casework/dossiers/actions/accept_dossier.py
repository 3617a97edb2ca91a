from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import connection, transaction

from motcua.casework.deadlines import calendars, time_rules
from motcua.casework.deadlines.clocks import Clock, promise
from motcua.casework.dossiers.actions.recording import By, DossierRefusal, allow, locked, record, write_fees
from motcua.casework.dossiers.actions.standing import went_to
from motcua.casework.dossiers.events import DossierAccepted
from motcua.casework.dossiers.intake import FeeEntry
from motcua.casework.dossiers.models import Dossier
from motcua.casework.dossiers.terms import lacking_components, limit_of, process_for, published
from motcua.casework.finding.numbers import dossier_code
from motcua.directory.agencies.models import Agency
from motcua.facilities.papers.printed_forms import current_by_paper
from motcua.facilities.workflow import actions as workflow
from motcua.facilities.workflow.actions import First, Moved, When
from motcua.facilities.workflow.queries import InForce
from motcua.kernel.calendar import hand_over_by
from motcua.kernel.clock import VIETNAM


class IncompleteDossier(DossierRefusal):
    """Hồ sơ còn thiếu giấy tờ bắt buộc: nhận đủ, ghi “không áp dụng” kèm lý do, hoặc yêu cầu bổ sung."""


class NothingToAnswer(DossierRefusal):
    """Thủ tục này chưa công bố thời hạn giải quyết nên chưa thể hẹn trả."""


@transaction.atomic
def accept_dossier(*, dossier_id: int, by: By, fees: Sequence[FeeEntry] = ()) -> Dossier:
    """Accept a complete dossier: code, due date, receipt and the first step, in one transaction.

    Raises IllegalMove, IncompleteDossier, NothingToAnswer and workflow's NoProcess.

    Law: NĐ 118/2025, Điều 17.3: the processing time starts here, not at submission.
    """
    dossier = locked(dossier_id)
    allow("accept", dossier)
    papers = components_of(dossier)
    said = published(dossier.procedure_version_id)
    if lacking_components(said, dossier.procedure_case_id, {paper["component_id"] for paper in papers}):
        raise IncompleteDossier
    limit = limit_of(said, dossier, by.at)
    if limit is None:
        raise NothingToAnswer
    competent = Agency.objects.get(pk=dossier.competent_agency_id)
    calendar, reference = calendars.in_force(competent, by.at)
    promised = promise(Clock(limit, by.at, by.at), calendar)
    process = process_for(said.procedure_id, competent, by.at)
    forms = current_by_paper("01", by.at, dossier.receiving_agency_id)
    noted = tuple(fee.to_json() for fee in fees)
    moved = _started(dossier, process, by, When(by.at, calendar, promised.due_at))
    stated = DossierAccepted(
        code=_next_code(competent, by),
        limit=limit,
        rule_version=time_rules.version_on(by.at.astimezone(VIETNAM).date()),
        calendar=reference,
        **_begun(dossier, process, moved),
        components=papers,
        fees=noted,
        due_at=promised.due_at.isoformat(),
        index_due_at=promised.index_due_at.isoformat(),
        receipt_template=forms["A5"],
        narrow_template=forms["80mm"],
    )
    record(dossier, stated, by, moved=moved)
    write_fees(dossier, noted, is_new=True)
    return dossier


def _started(dossier: Dossier, process: InForce, by: By, when: When) -> Moved:
    """The run begins with the step of receiving, which the accepting officer has to pass on in time."""
    return workflow.start_run(
        version_id=process.pk,
        sha256=process.sha256,
        places={"receiving": dossier.receiving_agency_id, "competent": dossier.competent_agency_id},
        first=First(by.officer_id, hand_over_by(when.at, when.calendar) if when.calendar else None),
        when=when,
    )


def _begun(dossier: Dossier, process: InForce, moved: Moved) -> dict[str, Any]:
    where = went_to(dossier, moved)
    return {
        "process_version_id": process.pk,
        "process_run_id": moved.run_id,
        "run": moved.to_json(),
        "step": where["to_step"],
        "step_role": where["to_role"],
        "step_agency_id": where["to_agency_id"],
        "step_due_at": where["step_due_at"],
    }


def components_of(dossier: Dossier) -> tuple[dict, ...]:
    """The papers of a dossier as a fact holds them."""
    rows = dossier.components.order_by("id").values("component_id", "kind", "quantity", "paper_ids")
    return tuple(dict(row) for row in rows)


def _next_code(competent: Agency, by: By) -> str:
    """Law: NĐ 118/2025, Điều 28: the next number of the competent agency's day, without gap or race."""
    day = by.at.astimezone(VIETNAM).date()
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO dossiers_codecounter (agency_id, day, last) VALUES (%s, %s, 1)"
            " ON CONFLICT (agency_id, day) DO UPDATE SET last = dossiers_codecounter.last + 1 RETURNING last",
            [competent.pk, day],
        )
        return dossier_code(competent.code, day, cursor.fetchone()[0])
