from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import F, Q

from motcua.directory.agencies.events import DelegationGranted
from motcua.directory.agencies.models import AgencyStatement, Membership, Officer
from motcua.directory.agencies.permissions import is_lendable
from motcua.directory.agencies.queries import subtree_ids
from motcua.directory.identity.refusal import Refused
from motcua.kernel.clock import VIETNAM
from motcua.kernel.events import log
from motcua.kernel.text import clean


class NotLendable(Refused):
    """Chỉ ủy quyền được vai trò lãnh đạo do chính mình giữ; vai trò được ủy quyền không ủy quyền lại được."""


class LentBeyondOwn(Refused):
    """Thời gian ủy quyền phải bắt đầu từ hôm nay trở đi, có ngày kết thúc, và nằm trong thời gian giữ vai trò."""


class LentToOneself(Refused):
    """Không thể ủy quyền cho chính mình."""


class DelegateElsewhere(Refused):
    """Người nhận ủy quyền phải giữ vai trò tại cơ quan này hoặc đơn vị trực thuộc trong suốt thời gian đó."""


class HeldAlready(Refused):
    """Người này đã giữ hoặc đã được ủy quyền vai trò đó trong khoảng thời gian này."""


@dataclass(frozen=True, kw_only=True)
class Lending:
    """Which own role is lent to whom, from a day until before another, by which decision, signed how."""

    membership: Membership
    to: Officer
    valid_from: date
    valid_to: date
    decision: str
    signs_as: str


@transaction.atomic
def lend_role(*, lending: Lending, at: datetime) -> Membership:
    """The holder lends a role: the delegate holds it too, in the holder's name, and it ends by itself.

    Raises NotLendable, LentToOneself, LentBeyondOwn, DelegateElsewhere and HeldAlready.

    Law: NĐ 30/2020, Điều 13: in writing, limited in time, not to be passed on.
    """
    list(Officer.objects.select_for_update().filter(pk=lending.to.pk))
    held = Membership.objects.select_for_update().get(pk=lending.membership.pk)
    _check(held, lending, at.astimezone(VIETNAM).date())
    lent = Membership.objects.create(
        officer=lending.to,
        agency_id=held.agency_id,
        role=held.role,
        valid_from=lending.valid_from,
        valid_to=lending.valid_to,
        granted_by_id=held.officer_id,
        granted_at=at,
        lent_by_id=held.officer_id,
        signs_as=lending.signs_as,
        decision=clean(lending.decision),
    )
    _state(lent, at)
    return lent


def _check(held: Membership, lending: Lending, today: date) -> None:
    start, end = lending.valid_from, lending.valid_to
    if not is_lendable(held):
        raise NotLendable
    if held.officer_id == lending.to.pk:
        raise LentToOneself
    is_within = held.valid_from <= start and (held.valid_to is None or end <= held.valid_to)
    if not is_within or end <= start or start < today:
        raise LentBeyondOwn
    during = Membership.objects.filter(officer=lending.to, valid_from__lt=end)
    during = during.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=start)).exclude(valid_to=F("valid_from"))
    if during.filter(agency_id=held.agency_id, role=held.role).exists():
        raise HeldAlready
    throughout = during.filter(lent_by=None, valid_from__lte=start)
    throughout = throughout.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=end))
    if not throughout.filter(agency_id__in=subtree_ids(held.agency_id, start)).exists():
        raise DelegateElsewhere


def _state(lent: Membership, at: datetime) -> None:
    subject = f"officer:{lent.officer_id}"
    said = AgencyStatement.write(subject=subject, purpose="delegation", body={"decision": lent.decision})
    log.publish(
        DelegationGranted(
            membership_id=lent.pk,
            officer_id=lent.officer_id,
            lent_by_id=lent.lent_by_id or 0,
            agency_id=lent.agency_id,
            role=lent.role,
            signs_as=lent.signs_as,
            valid_from=lent.valid_from.isoformat(),
            valid_to=lent.valid_to.isoformat() if lent.valid_to else "",
        ),
        subject=subject,
        happened_at=at,
        actor_id=lent.lent_by_id,
        agency_id=lent.agency_id,
        statements=[said],
    )
