"""Who sends and receives paper. Nothing is allowed that is not said here; administrators carry nothing."""

from __future__ import annotations

from datetime import date

from motcua.casework.handovers.choices import ListState
from motcua.casework.handovers.models import HandOverList
from motcua.directory.agencies import permissions as rights
from motcua.directory.agencies import queries as agencies
from motcua.directory.agencies.models import Officer

HANDLING_ROLES = ("approver", "case_officer", "clerk", "division_head", "intake_officer")
OVERSEEING_ROLES = ("approver", "division_head", "inspector")
ROLES = (*HANDLING_ROLES, "inspector")


def carrying_agencies(officer: Officer, on: date) -> frozenset[int]:
    """Agencies for which the officer makes and sends lists, and receives by them."""
    return rights.agencies_of(officer, on=on, roles=HANDLING_ROLES)


def overseen_agencies(officer: Officer, on: date) -> frozenset[int]:
    """Agencies whose late paper the officer is shown: heads their own, inspectors the subtree they inspect."""
    own = rights.agencies_of(officer, on=on, roles=("approver", "division_head"))
    inspected = rights.agencies_of(officer, on=on, roles=("inspector",))
    return own | agencies.subtree_ids(inspected) if inspected else own


def may_send(officer: Officer, from_agency_id: int, on: date) -> bool:
    """Whoever works at the agency the paper lies at."""
    return from_agency_id in carrying_agencies(officer, on)


def may_receive(officer: Officer, hand_over_list: HandOverList, on: date) -> bool:
    """Whoever works at the agency it goes to, or takes in at the one-stop that serves it."""
    if hand_over_list.to_agency_id in carrying_agencies(officer, on):
        return True
    at_counter = rights.agencies_of(officer, on=on, roles=("intake_officer",))
    return hand_over_list.to_one_stop_id in at_counter


def can_read(officer: Officer, hand_over_list: HandOverList, on: date) -> bool:
    """Sender, receiver once it is sent, and whoever oversees one of them."""
    if may_send(officer, hand_over_list.from_agency_id, on):
        return True
    if hand_over_list.state != ListState.MADE and may_receive(officer, hand_over_list, on):
        return True
    concerned = {hand_over_list.from_agency_id, hand_over_list.to_agency_id}
    return bool(concerned & overseen_agencies(officer, on))
