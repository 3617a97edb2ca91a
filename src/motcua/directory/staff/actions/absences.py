from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q, QuerySet

from motcua.directory.agencies.choices import Role
from motcua.directory.agencies.models import Membership, Officer
from motcua.directory.identity.refusal import Refused
from motcua.directory.staff.events import AbsenceEnded, AbsenceEntered
from motcua.directory.staff.models import Absence
from motcua.kernel.clock import VIETNAM
from motcua.kernel.events import log

# Roles that steps wait for; administrators and inspectors leave nothing undone.
WORKING_ROLES = tuple(
    role.value
    for role in (Role.INTAKE_OFFICER, Role.CASE_OFFICER, Role.DIVISION_HEAD, Role.APPROVER, Role.CLERK)
)


class AbsenceDays(Refused):
    """Thời gian vắng phải từ hôm nay trở đi, ngày cuối không trước ngày đầu."""


class AbsenceOverlaps(Refused):
    """Người này đã được ghi vắng mặt trong khoảng thời gian đó."""


class SubstituteUnfit(Refused):
    """Người thay phải giữ cùng vai trò tại cùng cơ quan trong suốt thời gian vắng."""


class SubstituteAway(Refused):
    """Người thay cũng vắng mặt trong khoảng thời gian đó."""


class EndsOutsideAbsence(Refused):
    """Ngày trở lại phải nằm trong thời gian vắng đã ghi."""


@dataclass(frozen=True, kw_only=True)
class NewAbsence:
    """Who is away from a day until before another, why, and who stands in, if one person does."""

    officer: Officer
    valid_from: date
    valid_to: date
    reason: str
    substitute: Officer | None = None


@transaction.atomic
def enter_absence(*, new: NewAbsence, at: datetime, entered_by: Officer | None = None) -> Absence:
    """Somebody is away: until then what is meant for them goes to the substitute, or to their role.

    Raises AbsenceDays, AbsenceOverlaps, SubstituteUnfit and SubstituteAway.
    """
    people = [new.officer.pk] + ([new.substitute.pk] if new.substitute else [])
    list(Officer.objects.select_for_update().filter(pk__in=people).order_by("pk"))
    _check(new, at.astimezone(VIETNAM).date())
    absence = Absence.objects.create(
        officer=new.officer,
        substitute=new.substitute,
        valid_from=new.valid_from,
        valid_to=new.valid_to,
        reason=new.reason,
        entered_by=entered_by,
        entered_at=at,
    )
    stated = AbsenceEntered(
        absence_id=absence.pk,
        officer_id=absence.officer_id,
        substitute_id=absence.substitute_id,
        valid_from=new.valid_from.isoformat(),
        valid_to=new.valid_to.isoformat(),
        reason=new.reason,
    )
    _publish(stated, absence, at, entered_by.pk if entered_by else None)
    return absence


@transaction.atomic
def end_absence(*, absence: Absence, on: date, at: datetime, actor_id: int | None = None) -> Absence:
    """Back at work from `on`, earlier than said; before it began, it is called off. Raises EndsOutsideAbsence."""
    absence = Absence.objects.select_for_update().get(pk=absence.pk)
    on = max(on, absence.valid_from)
    if absence.valid_to is None or on >= absence.valid_to:
        raise EndsOutsideAbsence
    absence.valid_to = on
    absence.save(update_fields=["valid_to"])
    _publish(AbsenceEnded(absence_id=absence.pk, valid_to=on.isoformat()), absence, at, actor_id)
    return absence


def _publish(stated: object, absence: Absence, at: datetime, actor_id: int | None) -> None:
    log.publish(stated, subject=f"officer:{absence.officer_id}", happened_at=at, actor_id=actor_id)


def _check(new: NewAbsence, today: date) -> None:
    if new.valid_from < today or new.valid_to <= new.valid_from:
        raise AbsenceDays
    if _away(new.officer, new).exists():
        raise AbsenceOverlaps
    if new.substitute is None:
        return
    if new.substitute.pk == new.officer.pk or next(_uncovered(new, new.substitute), None) is not None:
        raise SubstituteUnfit
    if _away(new.substitute, new).exists():
        raise SubstituteAway


def _away(officer: Officer, new: NewAbsence) -> QuerySet[Absence]:
    return Absence.objects.filter(officer=officer, valid_from__lt=new.valid_to, valid_to__gt=new.valid_from)


def _uncovered(new: NewAbsence, substitute: Officer) -> Iterator[Membership]:
    """Roles of the absent officer that the substitute does not hold all the while."""
    theirs = _during(new.officer, new.valid_from, new.valid_to).filter(role__in=WORKING_ROLES, lent_by=None)
    for role in theirs:
        start = max(role.valid_from, new.valid_from)
        end = min(role.valid_to or new.valid_to, new.valid_to)
        same = _during(substitute, start, end).filter(agency_id=role.agency_id, role=role.role)
        same = same.filter(valid_from__lte=start)
        if not same.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=end)).exists():
            yield role


def _during(officer: Officer, start: date, end: date) -> QuerySet[Membership]:
    rows = Membership.objects.filter(officer=officer, valid_from__lt=end)
    return rows.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=start))
