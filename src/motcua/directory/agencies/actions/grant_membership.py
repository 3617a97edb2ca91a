from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from motcua.directory.agencies.events import MembershipGranted
from motcua.directory.agencies.models import Agency, Membership, Officer
from motcua.directory.agencies.permissions import ADMIN_ROLES
from motcua.directory.agencies.rules import MAX_SECONDMENT_MONTHS, months_later
from motcua.directory.identity.actions.change_account_kind import change_account_kind
from motcua.directory.identity.choices import AccountKind
from motcua.directory.identity.refusal import Refused
from motcua.kernel.events import log


class MembershipOverlaps(Refused):
    """Cán bộ đã giữ vai trò này tại cơ quan này trong khoảng thời gian đó."""


class AgencyNotInForce(Refused):
    """Cơ quan không hoạt động trong khoảng thời gian đó."""


class SecondmentTooLong(Refused):
    """Cử đến Một cửa phải có ngày kết thúc, không quá 36 tháng, sau ngày bắt đầu."""


@dataclass(frozen=True, kw_only=True)
class Grant:
    """A role in an agency from a day, until another if that is known; `home_agency` when sent by another body."""

    agency: Agency
    role: str
    valid_from: date
    valid_to: date | None = None
    home_agency: Agency | None = None


@transaction.atomic
def grant_membership(
    *, officer: Officer, grant: Grant, at: datetime, granted_by: Officer | None = None
) -> Membership:
    """Give a role. Raises AgencyNotInForce, SecondmentTooLong and MembershipOverlaps."""
    _check(grant)
    Officer.objects.select_for_update().get(pk=officer.pk)
    if _overlapping(officer, grant):
        raise MembershipOverlaps
    membership = Membership.objects.create(
        officer=officer,
        agency=grant.agency,
        role=grant.role,
        valid_from=grant.valid_from,
        valid_to=grant.valid_to,
        home_agency=grant.home_agency,
        granted_by=granted_by,
        granted_at=at,
    )
    if grant.role in ADMIN_ROLES:
        actor_id = granted_by.pk if granted_by else None
        change_account_kind(account=officer.account, kind=AccountKind.ADMIN, at=at, actor_id=actor_id)
    _state(membership, at, granted_by)
    return membership


def _check(grant: Grant) -> None:
    agency, start, end = grant.agency, grant.valid_from, grant.valid_to
    starts_there = agency.is_valid_on(start)
    stays_there = agency.valid_to is None or (end is not None and end <= agency.valid_to)
    if not starts_there or not stays_there or (end is not None and end <= start):
        raise AgencyNotInForce
    is_sent = grant.home_agency is not None and grant.home_agency != agency
    # Law: NĐ 118/2025, Điều 11
    if is_sent and (end is None or end > months_later(start, MAX_SECONDMENT_MONTHS)):
        raise SecondmentTooLong


def _overlapping(officer: Officer, grant: Grant) -> bool:
    same = Membership.objects.filter(officer=officer, agency=grant.agency, role=grant.role, lent_by=None)
    same = same.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=grant.valid_from))
    if grant.valid_to is not None:
        same = same.filter(valid_from__lt=grant.valid_to)
    return same.exists()


def _state(membership: Membership, at: datetime, granted_by: Officer | None) -> None:
    log.publish(
        MembershipGranted(
            membership_id=membership.pk,
            officer_id=membership.officer_id,
            agency_id=membership.agency_id,
            role=membership.role,
            valid_from=membership.valid_from.isoformat(),
            valid_to=membership.valid_to.isoformat() if membership.valid_to else None,
            home_agency_id=membership.home_agency_id,
        ),
        subject=f"officer:{membership.officer_id}",
        happened_at=at,
        actor_id=granted_by.pk if granted_by else None,
        agency_id=membership.agency_id,
    )
