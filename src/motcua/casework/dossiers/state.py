"""The state of a dossier as its log makes it: a pure fold over events.

Actions use `apply` to write a dossier's columns and `audit verify` uses the same
function to replay them, so a column can never say what the log does not.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from motcua.casework.deadlines.clocks import Stated, instant
from motcua.casework.dossiers import wrong_results
from motcua.casework.dossiers.choices import Status
from motcua.casework.dossiers.columns import DossierState
from motcua.casework.dossiers.wrong_results import Change


def replay(events: Iterable[Stated]) -> DossierState:
    """The state after all events, oldest first."""
    state = DossierState()
    for event in events:
        state = apply(state, event)
    return state


def apply(state: DossierState, event: Stated) -> DossierState:
    """The state after one more event; facts that do not move a dossier leave it as it is."""
    change = _CHANGES.get(event.kind)
    return change(state, event) if change else state


def _drafted(state: DossierState, event: Stated) -> DossierState:
    f = event.facts
    return replace(
        state,
        status=Status.DRAFT.value,
        barcode=f["barcode"],
        receiving_agency_id=f["receiving_agency_id"],
        drafted_at=event.happened_at,
        holder_role="intake_officer",
        holder_agency_id=f["receiving_agency_id"],
        holder_officer_id=event.actor_id,
        step_since=event.happened_at,
        **_described(f),
    )


def _described(f: dict[str, Any]) -> dict[str, Any]:
    names = (
        "procedure_version_id", "procedure_case_id", "intake_channel",
        "support_point_id", "competent_agency_id", "delivery_choice",
    )  # fmt: skip
    return {name: f[name] for name in names}


def _revised(state: DossierState, event: Stated) -> DossierState:
    return replace(state, **_described(event.facts))


def _accepted(state: DossierState, event: Stated) -> DossierState:
    f = event.facts
    return replace(
        state,
        status=Status.ACCEPTED.value,
        code=f["code"],
        process_version_id=f["process_version_id"],
        process_run_id=f.get("process_run_id"),
        accepted_at=event.happened_at,
        due_at=instant(f["due_at"]),
        index_due_at=instant(f["index_due_at"]),
        answer_by=None,
        is_extended=False,
        pin_serial=state.pin_serial + 1,
        step=f["step"],
        step_since=event.happened_at,
        step_due_at=instant(f["step_due_at"]),
        holder_role=f["step_role"],
        holder_agency_id=f["step_agency_id"],
        holder_officer_id=event.actor_id,
    )


def _rejected(state: DossierState, event: Stated) -> DossierState:
    return replace(_nobody(state), status=Status.REJECTED.value, ended_at=event.happened_at, answer_by=None)


def _nobody(state: DossierState) -> DossierState:
    return replace(
        state,
        holder_role="",
        holder_agency_id=None,
        holder_officer_id=None,
        step="",
        step_due_at=None,
        step_since=None,
    )


def _supplement_requested(state: DossierState, event: Stated) -> DossierState:
    at_intake = event.facts["stage"] == "intake"
    return replace(
        state,
        status=Status.INCOMPLETE.value if at_intake else Status.SUPPLEMENT.value,
        supplement_count=event.facts["number"],
        answer_by=instant(event.facts["answer_by"]),
    )


def _supplement_received(state: DossierState, event: Stated) -> DossierState:
    if state.status == Status.INCOMPLETE:
        return replace(state, status=Status.DRAFT.value, answer_by=None)
    f = event.facts
    return replace(
        state,
        status=Status.PROCESSING.value,
        answer_by=None,
        due_at=instant(f["due_at"]),
        index_due_at=instant(f["index_due_at"]),
        step_since=event.happened_at,
        step_due_at=instant(f["step_due_at"]),
    )


def _handed_over(state: DossierState, event: Stated) -> DossierState:
    f = event.facts
    return replace(
        state,
        status=Status.PROCESSING.value,
        step=f["to_step"],
        step_since=event.happened_at,
        step_due_at=instant(f["step_due_at"]),
        holder_role=f["to_role"],
        holder_agency_id=f["to_agency_id"],
        holder_officer_id=f.get("to_officer_id"),
    )


def _taken_over(state: DossierState, event: Stated) -> DossierState:
    """Who takes a step beside the leading one does not hold the dossier."""
    if event.facts["step"] != state.step:
        return state
    return replace(state, holder_officer_id=event.facts["officer_id"])


def _timer_fired(state: DossierState, event: Stated) -> DossierState:
    """What leads the dossier now; a timer beside it changes nothing of it."""
    if event.facts["to_step"] == state.step:
        return state
    return replace(_handed_over(state, event), status=state.status)


def _payment_asked(state: DossierState, event: Stated) -> DossierState:
    return replace(state, status=Status.OBLIGATION.value, answer_by=instant(event.facts["pay_by"]))


def _payment_confirmed(state: DossierState, event: Stated) -> DossierState:
    f = event.facts
    return replace(
        _due_moved(state, event), status=f["status"], answer_by=None, step_due_at=instant(f["step_due_at"])
    )


def _approved(state: DossierState, event: Stated) -> DossierState:
    return replace(_handed_over(state, event), status=Status.APPROVED.value)


def _result_recorded(state: DossierState, event: Stated) -> DossierState:
    f = event.facts
    return replace(
        state,
        status=Status.RESOLVED.value,
        resolved_at=event.happened_at,
        step=f["to_step"],
        step_since=event.happened_at,
        step_due_at=None,
        holder_role=f["to_role"],
        holder_agency_id=f["to_agency_id"],
        holder_officer_id=None,
    )


def _delivered(state: DossierState, event: Stated) -> DossierState:
    at = event.happened_at
    return replace(_nobody(state), status=Status.DELIVERED.value, delivered_at=at, ended_at=at)


def _apologised(state: DossierState, event: Stated) -> DossierState:
    return replace(state, apology_count=state.apology_count + 1)


def _due_moved(state: DossierState, event: Stated) -> DossierState:
    return replace(
        state, due_at=instant(event.facts["due_at"]), index_due_at=instant(event.facts["index_due_at"])
    )


def _extended(state: DossierState, event: Stated) -> DossierState:
    return replace(_due_moved(state, event), is_extended=True)


def _withdrawal_requested(state: DossierState, event: Stated) -> DossierState:
    """The decision to stop is the approver's, so the dossier waits for them."""
    return replace(
        state,
        status=Status.WITHDRAWAL.value,
        answer_by=None,
        step_due_at=None,
        holder_role="approver",
        holder_agency_id=state.competent_agency_id,
        holder_officer_id=None,
    )


def _withdrawal_refused(state: DossierState, event: Stated) -> DossierState:
    """Everything stands again where it stood; the clock went on all the while."""
    f = event.facts
    return replace(
        state,
        status=f["status"],
        answer_by=instant(f["answer_by"]),
        step_due_at=instant(f["step_due_at"]),
        holder_role=f["holder_role"],
        holder_agency_id=f["holder_agency_id"],
        holder_officer_id=f["holder_officer_id"],
    )


def _stopped(state: DossierState, event: Stated) -> DossierState:
    return replace(_nobody(state), status=Status.STOPPED.value, ended_at=event.happened_at, answer_by=None)


def _amended(state: DossierState, event: Stated) -> DossierState:
    choice = event.facts.get("delivery_choice")
    return replace(state, delivery_choice=choice) if choice else state


def _acceptance_undone(state: DossierState, event: Stated) -> DossierState:
    return replace(
        _nobody(state),
        status=Status.DRAFT.value,
        code=None,
        accepted_at=None,
        due_at=None,
        index_due_at=None,
        process_version_id=None,
        process_run_id=None,
        clock_stopped_at=None,
        step_since=event.happened_at,
        holder_role="intake_officer",
        holder_agency_id=state.receiving_agency_id,
        holder_officer_id=event.actor_id,
    )


def _process_laid(state: DossierState, event: Stated) -> DossierState:
    f = event.facts
    return replace(state, process_version_id=f["process_version_id"], process_run_id=f["process_run_id"])


def _process_changed(state: DossierState, event: Stated) -> DossierState:
    """Where it stands is called otherwise; state, clock and the time the step began stay."""
    moved = replace(_handed_over(state, event), status=state.status, step_since=state.step_since)
    return replace(moved, process_version_id=event.facts["process_version_id"])


def _mirrored(state: DossierState, event: Stated) -> DossierState:
    """The state is what the system that owns it says."""
    ending = {"resolved": _result_recorded, "stopped": _stopped}.get(event.facts["status"])
    return replace(ending(state, event) if ending else state, status=event.facts["status"], answer_by=None)


def _case_changed(state: DossierState, event: Stated) -> DossierState:
    return replace(_due_moved(state, event), procedure_case_id=event.facts["procedure_case_id"])


def _clock_stopped(state: DossierState, event: Stated) -> DossierState:
    """Another law may let it stand on; it stands since the first."""
    return replace(state, clock_stopped_at=state.clock_stopped_at or event.happened_at)


def _clock_resumed(state: DossierState, event: Stated) -> DossierState:
    return replace(_due_moved(state, event), clock_stopped_at=None)


def _pin_replaced(state: DossierState, event: Stated) -> DossierState:
    return replace(state, pin_serial=event.facts["serial"])


_CHANGES: dict[str, Change] = {
    **wrong_results.CHANGES,
    "dossiers.drafted": _drafted,
    "dossiers.revised": _revised,
    "dossiers.accepted": _accepted,
    "dossiers.rejected": _rejected,
    "dossiers.supplement_requested": _supplement_requested,
    "dossiers.supplement_received": _supplement_received,
    "dossiers.handed_over": _handed_over,
    "dossiers.taken_over": _taken_over,
    "dossiers.timer_fired": _timer_fired,
    "upkeep.job_done": _timer_fired,
    "dossiers.sent_back": _handed_over,
    "dossiers.recalled": _handed_over,
    "dossiers.assigned": _taken_over,
    "dossiers.payment_asked": _payment_asked,
    "dossiers.payment_confirmed": _payment_confirmed,
    "dossiers.refused": _result_recorded,
    "dossiers.approved": _approved,
    "dossiers.result_recorded": _result_recorded,
    "dossiers.delivered": _delivered,
    "dossiers.apologised": _apologised,
    "dossiers.extended": _extended,
    "dossiers.withdrawal_requested": _withdrawal_requested,
    "dossiers.withdrawal_refused": _withdrawal_refused,
    "dossiers.stopped": _stopped,
    "dossiers.amended": _amended,
    "dossiers.acceptance_undone": _acceptance_undone,
    "dossiers.process_laid": _process_laid,
    "dossiers.process_changed": _process_changed,
    "dossiers.pin_replaced": _pin_replaced,
    "dossiers.case_changed": _case_changed,
    "mirroring.state_mirrored": _mirrored,
    "dossiers.due_recomputed": _due_moved,
    "upkeep.clock_stopped": _clock_stopped,
    "upkeep.clock_resumed": _clock_resumed,
}
