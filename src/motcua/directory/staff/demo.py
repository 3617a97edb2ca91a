"""Demo of who stands in for whom: a head lends a role for a week, a clerk is away and a colleague takes over."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from motcua.directory.agencies.actions.lend_role import Lending, lend_role
from motcua.directory.agencies.choices import Role, SignsAs
from motcua.directory.agencies.models import Membership, Officer
from motcua.directory.staff.actions.absences import NewAbsence, enter_absence
from motcua.directory.staff.choices import AbsenceReason
from motcua.directory.staff.models import Absence
from motcua.kernel import clock
from motcua.kernel.clock import VIETNAM

WEEK = timedelta(days=7)
_DECISION = "Giấy ủy quyền số 01/GUQ-MH (minh họa)"


def stand_in(officers: Mapping[str, Sequence[Officer]], at: datetime) -> int:
    """The approver lends the head of the division their role; one of three counters is away. How many are away."""
    today = at.astimezone(VIETNAM).date()
    approver, head = officers[Role.APPROVER][0], officers[Role.DIVISION_HEAD][0]
    held = Membership.objects.get(officer=approver, role=Role.APPROVER.value, lent_by=None)
    lending = Lending(
        membership=held,
        to=head,
        valid_from=today,
        valid_to=today + WEEK,
        decision=_DECISION,
        signs_as=SignsAs.DEPUTY.value,
    )
    *_others, substitute, away = officers[Role.INTAKE_OFFICER]
    absence = NewAbsence(
        officer=away,
        valid_from=today,
        valid_to=today + WEEK,
        reason=AbsenceReason.TRAINING.value,
        substitute=substitute,
    )
    with clock.frozen_at(at):
        lend_role(lending=lending, at=at)
        enter_absence(new=absence, at=at, entered_by=head)
    return Absence.objects.count()
