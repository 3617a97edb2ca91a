from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from motcua.directory.agencies.events import DelegationEnded, MembershipEnded
from motcua.directory.agencies.models import Agency, Membership
from motcua.directory.agencies.permissions import ADMIN_ROLES
from motcua.directory.identity.actions.change_account_kind import change_account_kind
from motcua.directory.identity.choices import AccountKind
from motcua.directory.identity.refusal import Refused
from motcua.kernel.events import log


class EndsBeforeStart(Refused):
    """Ngày thôi giữ vai trò không được trước ngày bắt đầu, cũng không sau ngày kết thúc đã định."""


@transaction.atomic
def end_membership(
    *, membership: Membership, on: date, at: datetime, actor_id: int | None = None
) -> Membership:
    """The officer no longer holds the role from `on`, the same day if need be; what was lent of it ends too.

    Raises EndsBeforeStart.
    """
    if on < membership.valid_from or (membership.valid_to is not None and on > membership.valid_to):
        raise EndsBeforeStart
    _end(membership, on, at, actor_id)
    return membership


def end_memberships_of(*, agency: Agency, on: date, at: datetime, actor_id: int | None = None) -> None:
    """End every role in an agency that ends; roles that would begin later never do."""
    standing = Membership.objects.filter(agency=agency).filter(Q(valid_to__isnull=True) | Q(valid_to__gt=on))
    for membership in standing.select_related("officer__account"):
        _end(membership, max(on, membership.valid_from), at, actor_id)


def _end(membership: Membership, on: date, at: datetime, actor_id: int | None) -> None:
    before, membership.valid_to = membership.valid_to, on
    membership.save(update_fields=["valid_to"])
    ended = MembershipEnded if membership.lent_by_id is None else DelegationEnded
    log.publish(
        ended(membership_id=membership.pk, valid_to=on.isoformat()),
        subject=f"officer:{membership.officer_id}",
        happened_at=at,
        actor_id=actor_id,
        agency_id=membership.agency_id,
    )
    for lent in _lent_of(membership, before):
        _end(lent, max(on, lent.valid_from), at, actor_id)
    if membership.role in ADMIN_ROLES and not _administers_still(membership):
        account = membership.officer.account
        change_account_kind(account=account, kind=AccountKind.OPERATOR, at=at, actor_id=actor_id)


def _lent_of(held: Membership, before: date | None) -> list[Membership]:
    """What its holder has lent of this very role for days after it ends."""
    lent = Membership.objects.filter(lent_by_id=held.officer_id, agency_id=held.agency_id, role=held.role)
    lent = lent.filter(valid_from__gte=held.valid_from, valid_to__gt=held.valid_to)
    if before is not None:
        lent = lent.filter(valid_to__lte=before)
    return list(lent.select_related("officer__account"))


def _administers_still(ended: Membership) -> bool:
    """Whether another administrator's role of the officer is open; one that only ends later still counts."""
    others = Membership.objects.filter(officer_id=ended.officer_id, role__in=ADMIN_ROLES)
    last_day = ended.valid_to
    return others.exclude(pk=ended.pk).filter(Q(valid_to__isnull=True) | Q(valid_to__gt=last_day)).exists()
