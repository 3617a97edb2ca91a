"""Who may do what with a dossier. One predicate per rule; doors ask here and nowhere else."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import TYPE_CHECKING

from motcua.casework.dossiers.choices import NOT_ACCEPTED, Status
from motcua.casework.dossiers.rules import MOVES, may_move
from motcua.casework.dossiers.terms import step_kind
from motcua.directory.agencies import permissions as rights
from motcua.directory.agencies import queries as agencies
from motcua.directory.agencies.models import Officer
from motcua.facilities.workflow.choices import StepKind
from motcua.kernel.clock import VIETNAM

if TYPE_CHECKING:
    from motcua.casework.dossiers.models import Dossier

# Administrators keep accounts and calendars; that gives them no sight of people's papers.
READING_ROLES = frozenset(
    {"intake_officer", "case_officer", "division_head", "approver", "clerk", "inspector"}
)


def readable_agencies(officer: Officer, on: date) -> frozenset[int]:
    """Agencies whose dossiers an officer may see: those where the officer works on dossiers.

    An inspector reads the whole subtree of the agency they inspect for, and changes nothing.
    """
    own = rights.agencies_of(officer, on=on, roles=READING_ROLES)
    inspected = rights.agencies_of(officer, on=on, roles=("inspector",))
    return own | agencies.subtree_ids(inspected) if inspected else own


def can_read(officer: Officer, dossier: Dossier, on: date) -> bool:
    """Only officers of the agencies that receive, decide or hold a dossier may open it."""
    concerned = {dossier.receiving_agency_id, dossier.competent_agency_id, dossier.holder_agency_id}
    return bool(concerned & readable_agencies(officer, on))


def is_holder(officer: Officer, dossier: Dossier, on: date) -> bool:
    """The step belongs to a role of an agency; once taken on, to the officer who took it."""
    if dossier.holder_agency_id is None:
        return False
    if dossier.holder_officer_id not in (None, officer.pk):
        return False
    return rights.has_role(officer, dossier.holder_role, dossier.holder_agency_id, on)


def receives(officer: Officer, dossier: Dossier, on: date) -> bool:
    """Intake officers of the receiving one-stop serve the applicant whatever the step."""
    return rights.has_role(officer, "intake_officer", dossier.receiving_agency_id, on)


def decides(officer: Officer, dossier: Dossier, on: date) -> bool:
    """Approvers of the competent agency answer for its dossiers."""
    return rights.has_role(officer, "approver", dossier.competent_agency_id, on)


def is_approver(officer_id: int, dossier: Dossier, at: datetime) -> bool:
    """Whether the officer who agreed is an approver of the competent agency that day."""
    officer = Officer.objects.filter(pk=officer_id).first()
    return officer is not None and decides(officer, dossier, at.astimezone(VIETNAM).date())


def appraises(officer: Officer, dossier: Dossier, on: date) -> bool:
    """The case officer who holds the dossier now."""
    return is_holder(officer, dossier, on) and dossier.holder_agency_id == dossier.competent_agency_id


def may(officer: Officer, verb: str, dossier: Dossier, on: date) -> bool:
    """Whether this officer may use a verb on this dossier, its state aside."""
    return _RULES[verb](officer, dossier, on)


def _request_supplement(officer: Officer, dossier: Dossier, on: date) -> bool:
    """At the counter the intake officer asks; later whoever holds it, and a second time only an approver.

    Law: NĐ 118/2025, Điều 19.5.
    """
    if dossier.supplement_count >= 1:
        return decides(officer, dossier, on)
    if dossier.status in NOT_ACCEPTED:
        return receives(officer, dossier, on)
    return is_holder(officer, dossier, on) or decides(officer, dossier, on)


def _extend(officer: Officer, dossier: Dossier, on: date) -> bool:
    """The head who answers for the delay signs the new date."""
    return decides(officer, dossier, on)


def _hand_over(officer: Officer, dossier: Dossier, on: date) -> bool:
    """Whoever holds it; what was just accepted, also a colleague at the same counter."""
    return is_holder(officer, dossier, on) or (
        dossier.status == Status.ACCEPTED and receives(officer, dossier, on)
    )


def _take_over(officer: Officer, dossier: Dossier, on: date) -> bool:
    """Nobody has taken it yet, and the officer has the role it waits for."""
    return dossier.holder_officer_id is None and is_holder(officer, dossier, on)


_RULES = {
    "revise": receives,
    "accept": receives,
    "reject": receives,
    "request_supplement": _request_supplement,
    "receive_supplement": receives,
    "hand_over": _hand_over,
    "take_over": _take_over,
    "approve": is_holder,
    "record_result": is_holder,
    "deliver": receives,
    "apologise": decides,
    "extend": _extend,
    "withdraw": receives,
    "stop": decides,
    "refuse_withdrawal": decides,
    "amend": receives,
    "undo_acceptance": receives,
    "replace_pin": receives,
}


@dataclass(frozen=True)
class Offered:
    """A verb an officer may use on a dossier right now."""

    verb: str
    label: object


def offered(officer: Officer, dossier: Dossier, on: date) -> list[Offered]:
    """The actions this officer may take now: state and rights both allow them."""
    return [
        Offered(verb, MOVES[verb].label) for verb in _open(dossier, on) if may(officer, verb, dossier, on)
    ]


def _open(dossier: Dossier, on: date) -> Iterable[str]:
    """Verbs the state allows, those of other steps left out."""
    approving = step_kind(dossier) == StepKind.APPROVE
    for verb in MOVES:
        if not may_move(verb, dossier.status):
            continue
        if verb == "approve" and not approving:
            continue
        if verb == "hand_over" and approving:
            continue
        if verb == "extend" and (dossier.is_extended or dossier.status == Status.APPROVED):
            continue
        waits = dossier.status == Status.SUPPLEMENT
        if verb == "stop" and waits and not dossier.is_unanswered(datetime.combine(on, time.min, VIETNAM)):
            continue
        yield verb
