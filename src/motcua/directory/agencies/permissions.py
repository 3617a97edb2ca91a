"""Who may do what, where, on which day. One predicate per rule; nothing is allowed that is not said here."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from copy import copy
from datetime import date

from django.db.models import Q

from motcua.directory.agencies import queries
from motcua.directory.agencies.choices import Role
from motcua.directory.agencies.models import Agency, Membership, Officer

ADMIN_ROLES = frozenset({Role.AGENCY_ADMIN.value, Role.SYSTEM_ADMIN.value})
LENDABLE_ROLES = frozenset({Role.APPROVER.value, Role.DIVISION_HEAD.value})


def memberships_on(officer: Officer, on: date) -> list[Membership]:
    """The officer's memberships in force on a day; what a door has looked up for its request is not asked again."""
    if officer.live_on == on:
        return list(officer.live_memberships)
    return list(officer.memberships.all().on(on))


def roles_on(officer: Officer, on: date) -> frozenset[tuple[int, str]]:
    """(agency id, role) pairs in force on a day."""
    return frozenset((m.agency_id, m.role) for m in memberships_on(officer, on))


def acting_roles(officer: Officer, on: date) -> frozenset[tuple[int, str]]:
    """`roles_on`, and the same roles at former agencies whose work those agencies have taken over.

    What was begun before a merger is finished by the heir's officers.
    """
    if officer.acting_on is not None and officer.acting_on[0] == on:
        return officer.acting_on[1]
    own = roles_on(officer, on)
    former = queries.taken_over_by({agency_id for agency_id, _role in own}, on)
    roles = own | {(pk, role) for agency_id, role in own for pk in former.get(agency_id, ())}
    if officer.live_on == on:
        officer.acting_on = (on, roles)
    return roles


def agencies_of(officer: Officer, *, on: date, roles: Collection[str] | None = None) -> frozenset[int]:
    """Ids of the agencies for which the officer acts in one of the roles (any role when none are named)."""
    held = acting_roles(officer, on)
    return frozenset(agency_id for agency_id, role in held if roles is None or role in roles)


def posts_of(officer: Officer, *, on: date, roles: Collection[str]) -> frozenset[int]:
    """Agencies in force where the officer serves in one of the roles; former ones take in nothing new."""
    return frozenset(agency_id for agency_id, role in roles_on(officer, on) if role in roles)


def has_role(officer: Officer, role: str, agency_id: int, on: date) -> bool:
    """Whether the officer holds the role in that very agency on a day, or in the one that does its work now."""
    pair = (agency_id, role)
    return pair in roles_on(officer, on) or pair in acting_roles(officer, on)


def is_lendable(membership: Membership) -> bool:
    """Heads lend what they hold themselves: no administration, and nothing that was lent to them."""
    return membership.role in LENDABLE_ROLES and membership.lent_by_id is None


def lent_role_needed(officer: Officer, on: date, may: Callable[[Officer], bool]) -> Membership | None:
    """The lent role by which the officer may do something; None where own roles suffice, or none does."""
    held = memberships_on(officer, on)
    lent = [membership for membership in held if membership.lent_by_id is not None]
    own = [membership for membership in held if membership.lent_by_id is None]
    if not lent or may(_holding(officer, own, on)):
        return None
    return next((one for one in lent if may(_holding(officer, [*own, one], on))), None)


def _holding(officer: Officer, memberships: list[Membership], on: date) -> Officer:
    """The officer as if these were all the roles held."""
    other = copy(officer)
    other.live_memberships, other.live_on, other.acting_on = memberships, on, None
    return other


def covered(officer: Officer, role: str, agency_id: int, on: date) -> frozenset[int]:
    """Colleagues whose own steps in a role this officer may do: who lent it, and who is away."""
    lenders = {
        membership.lent_by_id
        for membership in memberships_on(officer, on)
        if membership.lent_by_id and (membership.agency_id, membership.role) == (agency_id, role)
    }
    return frozenset(lenders) | (officer.stands_in_for if officer.live_on == on else frozenset())


def covering(officer: Officer, on: date) -> dict[tuple[int, str], frozenset[int]]:
    """For each (agency, role) the officer acts in: the colleagues covered there; pairs without any are left out."""
    found = {pair: covered(officer, pair[1], pair[0], on) for pair in acting_roles(officer, on)}
    return {pair: colleagues for pair, colleagues in sorted(found.items()) if colleagues}


def is_system_admin(officer: Officer, on: date) -> bool:
    """System administrators look after every agency of the installation."""
    return any(role == Role.SYSTEM_ADMIN for _agency, role in roles_on(officer, on))


def administered_ids(officer: Officer, on: date) -> frozenset[int] | None:
    """Agencies whose officers this officer looks after: the subtrees of own agencies; None means all."""
    if is_system_admin(officer, on):
        return None
    own = posts_of(officer, on=on, roles=(Role.AGENCY_ADMIN,))
    return queries.subtree_ids(own) if own else frozenset()


def administers(officer: Officer, agency_id: int, on: date) -> bool:
    """Whether the agency lies in the officer's field of administration."""
    scope = administered_ids(officer, on)
    return scope is None or agency_id in scope


def may_grant(officer: Officer, role: str, agency_id: int, *, to: Officer | None, on: date) -> bool:
    """Roles are given within one's own field, never to oneself; only a system administrator makes another."""
    if to is not None and to.pk == officer.pk:
        return False
    if role == Role.SYSTEM_ADMIN and not is_system_admin(officer, on):
        return False
    return administers(officer, agency_id, on)


def may_end(officer: Officer, membership: Membership, on: date) -> bool:
    """Who may give a role may take it back; nobody ends an own one, so no office locks itself out."""
    return may_grant(officer, membership.role, membership.agency_id, to=membership.officer, on=on)


def may_see_officer(officer: Officer, other: Officer, on: date) -> bool:
    """Administrators see officers who serve or served in their field."""
    scope = administered_ids(officer, on)
    return scope is None or other.memberships.filter(agency_id__in=scope).exists()


def may_manage_account(officer: Officer, other: Officer, on: date) -> bool:
    """Names and accounts are managed by who looks after *all* present and coming roles of the person.

    So the administrator of one agency cannot shut out an officer whom another agency counts
    on, nor take over the account of a system administrator.
    """
    scope = administered_ids(officer, on)
    if scope is None:
        return True
    if other.pk == officer.pk or not may_see_officer(officer, other, on):
        return False
    standing = other.memberships.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=on))
    return not standing.exclude(agency_id__in=scope).exists() and not _has(standing, Role.SYSTEM_ADMIN)


def may_edit_agencies(officer: Officer, on: date) -> bool:
    """The tree of agencies is kept by system administrators only."""
    return is_system_admin(officer, on)


def may_equip(officer: Officer, agency_id: int, on: date) -> bool:
    """One-stop, service points and counters are kept by administrators of the field they stand in."""
    return administers(officer, agency_id, on)


def grantable_roles(officer: Officer, on: date) -> list[tuple[str, str]]:
    """Choices of roles this officer may give."""
    everything = is_system_admin(officer, on)
    return [(r.value, str(r.label)) for r in Role if everything or r != Role.SYSTEM_ADMIN]


def agencies_administered(officer: Officer, on: date) -> Iterable[Agency]:
    """Agencies in force in the officer's field, by code."""
    scope = administered_ids(officer, on)
    found = Agency.objects.on(on)
    return found if scope is None else found.filter(pk__in=scope)


def _has(memberships: Iterable[Membership], role: str) -> bool:
    return any(membership.role == role for membership in memberships)
