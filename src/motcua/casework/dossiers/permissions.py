"""Who may do what with a dossier. One predicate per rule; doors ask here and nowhere else."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import TYPE_CHECKING

from motcua.casework.dossiers import terms
from motcua.casework.dossiers.choices import NOT_ACCEPTED, Status
from motcua.directory.agencies import permissions as rights
from motcua.directory.agencies import queries as agencies
from motcua.directory.agencies.models import Officer
from motcua.facilities.workflow.changes import ASIDE, Spot, lead
from motcua.facilities.workflow.choices import StepKind
from motcua.kernel.clock import VIETNAM
from motcua.kernel.events.models import Event

if TYPE_CHECKING:
    from motcua.casework.dossiers.models import Dossier

# Who works on a dossier where it is decided.
DECIDING_ROLES = ("case_officer", "division_head", "approver", "clerk")

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
    readable = readable_agencies(officer, on)
    concerned = {dossier.receiving_agency_id, dossier.competent_agency_id, dossier.holder_agency_id}
    if concerned & readable:
        return True
    return any(spot.agency_id in readable for spot in terms.spots_of(dossier).values())


def is_holder(officer: Officer, dossier: Dossier, on: date) -> bool:
    """A step belongs to a role of an agency; once taken on, to the officer who took it."""
    if dossier.process_run_id is not None:
        return bool(own_spots(officer, dossier, on))
    if dossier.holder_agency_id is None:
        return False
    if dossier.holder_officer_id not in (None, officer.pk):
        return False
    return rights.has_role(officer, dossier.holder_role, dossier.holder_agency_id, on)


def own_spots(officer: Officer, dossier: Dossier, on: date) -> list[Spot]:
    """Where in the process this officer has to do something, oldest first."""
    return [
        spot
        for spot in terms.spots_of(dossier).values()
        if spot.kind == "ready"
        and not spot.is_held
        and rights.has_role(officer, spot.role, spot.agency_id or 0, on)
        and _is_open_to(officer, spot, on)
    ]


def _is_open_to(officer: Officer, spot: Spot, on: date) -> bool:
    """Nobody has taken it, or the officer, or somebody for whom the officer stands in or whose role was lent."""
    if spot.officer_id in (None, officer.pk):
        return True
    return spot.officer_id in rights.covered(officer, spot.role, spot.agency_id or 0, on)


def working_spots(officer: Officer, verb: str, dossier: Dossier, on: date) -> list[Spot]:
    """The spots at which this officer may use a verb that is about one; what was just accepted a
    colleague at the same counter may pass on too, and heads assign what waits in their agency."""
    if verb == "assign":
        return [spot for spot in terms.spots_of(dossier).values() if _assigns(officer, spot, on)]
    found = own_spots(officer, dossier, on)
    if not found and dossier.status == Status.ACCEPTED and receives(officer, dossier, on):
        first = lead(terms.spots_of(dossier))
        found = [first] if first and verb == "hand_over" else []
    return [spot for spot in found if _fits(verb, spot)]


_KIND_OF = {
    "approve": StepKind.APPROVE,
    "refuse": StepKind.APPROVE,
    "record_result": StepKind.ISSUE,
    "answer": ASIDE,
}
# Steps that end by a verb of their own, and spots that are no step.
_NOT_PASSED_ON = frozenset((StepKind.APPROVE, StepKind.ISSUE, StepKind.DELIVER, ASIDE, "decide"))
_NOT_SENT_BACK = frozenset((StepKind.RECEIVE, StepKind.DELIVER, ASIDE, "decide"))
AT_A_SPOT = frozenset(
    ("answer", "approve", "assign", "hand_over", "record_result", "refuse", "send_back", "take_over")
)


def _fits(verb: str, spot: Spot) -> bool:
    if verb == "take_over":
        return spot.officer_id is None and spot.step_kind != "decide"
    if verb == "hand_over":
        return spot.step_kind not in _NOT_PASSED_ON
    if verb == "send_back":
        return spot.step_kind not in _NOT_SENT_BACK
    return spot.step_kind == _KIND_OF[verb]


def _assigns(officer: Officer, spot: Spot, on: date) -> bool:
    """The head of a division or of the agency says who does what waits there."""
    open_ = spot.kind == "ready" and not spot.is_held and spot.step_kind != "decide"
    heads = ("division_head", "approver")
    return open_ and any(rights.has_role(officer, role, spot.agency_id or 0, on) for role in heads)


def spots_to_give(officer: Officer, dossier: Dossier, on: date) -> list[Spot]:
    """Steps an officer may give to colleagues before a leave: a head anybody's, everybody those they have taken.

    Law: NĐ 118/2025, Điều 20.1: whoever has a dossier hands it over.
    """
    mine = [spot for spot in own_spots(officer, dossier, on) if spot.officer_id == officer.pk]
    theirs = [spot for spot in working_spots(officer, "assign", dossier, on) if spot not in mine]
    return [spot for spot in mine if spot.step_kind not in (ASIDE, "decide")] + theirs


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
    return is_holder(officer, dossier, on) or bool(working_spots(officer, "hand_over", dossier, on))


def _take_over(officer: Officer, dossier: Dossier, on: date) -> bool:
    """Nobody has taken it yet, and the officer has the role it waits for."""
    return bool(working_spots(officer, "take_over", dossier, on))


def _at_a_spot(verb: str) -> Callable[[Officer, Dossier, date], bool]:
    return lambda officer, dossier, on: bool(working_spots(officer, verb, dossier, on))


def _recall(officer: Officer, dossier: Dossier, on: date) -> bool:
    """Whoever passed it on last, while it has gone no further."""
    last = Event.objects.filter(subject=dossier.subject).order_by("-seq").first()
    passed_on = last is not None and last.kind == "dossiers.handed_over" and last.actor_id == officer.pk
    return passed_on and can_read(officer, dossier, on)


def _consult(officer: Officer, dossier: Dossier, on: date) -> bool:
    """Who works on it in the agency that decides."""
    spots = own_spots(officer, dossier, on)
    return any(spot.agency_id == dossier.competent_agency_id and spot.step_kind != ASIDE for spot in spots)


def _report_wrong(officer: Officer, dossier: Dossier, on: date) -> bool:
    """The counter on the applicant's word; the agency that decided, when it finds it itself.

    Law: NĐ 118/2025, Điều 23.1.
    """
    if receives(officer, dossier, on):
        return True
    where = dossier.competent_agency_id
    return any(rights.has_role(officer, role, where, on) for role in DECIDING_ROLES)


def _correct_result(officer: Officer, dossier: Dossier, on: date) -> bool:
    """Who numbers and seals results in the agency that decides, or its approver."""
    clerk = rights.has_role(officer, "clerk", dossier.competent_agency_id, on)
    return clerk or decides(officer, dossier, on)


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
    "report_wrong": _report_wrong,
    "confirm_wrong": decides,
    "dismiss_wrong": decides,
    "correct_result": _correct_result,
    "deliver_corrected": receives,
    "apologise": decides,
    "extend": _extend,
    "send_back": _at_a_spot("send_back"),
    "recall": _recall,
    "assign": _at_a_spot("assign"),
    "consult": _consult,
    "answer": _at_a_spot("answer"),
    "ask_payment": _consult,
    "confirm_payment": receives,
    "refuse": _at_a_spot("refuse"),
    "withdraw": receives,
    "stop": decides,
    "refuse_withdrawal": decides,
    "amend": receives,
    "change_case": receives,
    "undo_acceptance": receives,
    "replace_pin": receives,
}
