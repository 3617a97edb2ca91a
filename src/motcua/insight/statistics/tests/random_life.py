"""Dossiers with lives by chance, made by the real verbs, and 06a counted again from their events alone."""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random

from motcua.casework.dossiers import actions
from motcua.casework.dossiers.actions.results import Outcome, Receiver
from motcua.casework.dossiers.choices import IN_PROCESS
from motcua.casework.dossiers.columns import DossierState
from motcua.casework.dossiers.models import Dossier
from motcua.casework.dossiers.state import replay
from motcua.casework.dossiers.tests import factories
from motcua.directory.procedures.models import ProcedureVersion
from motcua.insight.statistics.rules import Period, Settlement
from motcua.kernel.clock import VIETNAM
from motcua.kernel.events import log

OUTCOME = Outcome(title="Giấy chứng nhận")
RECEIVER = Receiver(kind="owner", identity_check="personal_id", name="Nguyễn Văn Thử", identity_number="042")


def live(office: factories.Office, version: ProcedureVersion, begun: datetime, chance: Random) -> Dossier:
    """One dossier from draft to wherever chance lets it get."""
    channel = chance.choice((1, 2, 3))
    draft = factories.make_draft(office, begun, version=version, intake_channel=channel)
    if chance.random() < 0.1:
        return draft
    dossier = actions.accept_dossier(dossier_id=draft.pk, by=office.by("intake_officer", begun))
    at = begun + timedelta(hours=chance.randrange(1, 300))
    fate = chance.choice(
        ("taken back", "waiting", "withdrawn", "stopped", "running", "resolved", "delivered")
    )
    _FATES[fate](office, dossier, begun, at)
    return Dossier.objects.get(pk=dossier.pk)


def _taken_back(office, dossier, begun, at):
    by = office.by("intake_officer", begun + timedelta(minutes=5))
    actions.undo_acceptance(dossier_id=dossier.pk, by=by, reason="Nhầm")


def _waiting(office, dossier, begun, at):
    factories.advance(office, dossier, "appraise", begun)
    by = office.by("case_officer", at)
    actions.request_supplement(dossier_id=dossier.pk, by=by, items=["Giấy tờ"], reason="Thiếu")


def _withdrawn(office, dossier, begun, at):
    actions.withdraw(dossier_id=dossier.pk, by=office.by("intake_officer", at), reason="Xin rút")


def _stopped(office, dossier, begun, at):
    _withdrawn(office, dossier, begun, at)
    by = office.by("approver", at + timedelta(hours=1))
    actions.stop(dossier_id=dossier.pk, by=by, decision="QĐ 1")


def _running(office, dossier, begun, at):
    factories.advance(office, dossier, "appraise", begun)


def _resolved(office, dossier, begun, at):
    done = factories.advance(office, dossier, "issue", at)
    by = office.by(done.holder_role, at)
    actions.record_result(dossier_id=dossier.pk, by=by, outcome=OUTCOME)


def _delivered(office, dossier, begun, at):
    _resolved(office, dossier, begun, at)
    by = office.by("intake_officer", at + timedelta(hours=30))
    actions.deliver(dossier_id=dossier.pk, by=by, receiver=RECEIVER)


_FATES = {
    "taken back": _taken_back,
    "waiting": _waiting,
    "withdrawn": _withdrawn,
    "stopped": _stopped,
    "running": _running,
    "resolved": _resolved,
    "delivered": _delivered,
}


def settlement_from_the_log(period: Period, now: datetime) -> Settlement:
    """06a by replaying each dossier's events up to the end of the period: no column of a row is read."""
    at = period.measured_at(now)
    total = Settlement()
    for pk in Dossier.objects.values_list("pk", flat=True):
        events = [event for event in log.of(f"dossier:{pk}") if event.happened_at < at]
        state = replay(events) if events else DossierState()
        if state.accepted_at is not None:
            total += _line(state, period, at)
    return total


def _line(state: DossierState, period: Period, at: datetime) -> Settlement:
    settled = state.resolved_at or state.ended_at
    if settled is not None and settled < period.start:
        return Settlement()
    assert state.accepted_at is not None
    if state.accepted_at < period.start:
        came = Settlement(carried=1)
    else:
        came = Settlement(online=1) if state.intake_channel == 2 else Settlement(direct=1)
    if settled is None:
        is_late = state.status in IN_PROCESS and state.due_at is not None and state.due_at < at
        if state.clock_stopped_at is not None and is_late:  # while its clock stands nothing becomes late
            is_late = state.due_at < state.clock_stopped_at
        return came + (Settlement(late=1) if is_late else Settlement(in_time=1))
    stopped = Settlement(stopped=int(state.resolved_at is None))
    return came + stopped + _outcome(settled, state.due_at)


def _outcome(settled: datetime, due: datetime | None) -> Settlement:
    if due is None or settled.astimezone(VIETNAM).date() < due.astimezone(VIETNAM).date():
        return Settlement(early=1)
    return Settlement(on_time=1) if settled <= due else Settlement(overdue=1)
