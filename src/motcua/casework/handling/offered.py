"""What an officer may do with a dossier right now, and in whose name."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time

from motcua.casework.dossiers.actions.delays import AlreadyExtended, ClockStands
from motcua.casework.dossiers.choices import Status
from motcua.casework.dossiers.models import Dossier
from motcua.casework.dossiers.permissions import AT_A_SPOT, may, working_spots
from motcua.casework.dossiers.ports import objection_to
from motcua.casework.dossiers.rules import MOVES, may_move
from motcua.directory.agencies import permissions as rights
from motcua.directory.agencies.models import Officer
from motcua.directory.staff.acting import OnBehalf
from motcua.kernel.clock import VIETNAM


@dataclass(frozen=True)
class Offered:
    """A verb an officer may use on a dossier right now; `spot` where several steps run side by side."""

    verb: str
    label: object
    spot: int | None = None


# Seldom possible where the state allows it, so not offered before apps above were asked.
_RARE = frozenset(("change_case",))


def offered(officer: Officer, dossier: Dossier, on: date) -> list[Offered]:
    """The actions this officer may take now: state and rights both allow them."""
    found = []
    for verb in _open(dossier, on):
        if verb not in AT_A_SPOT:
            if may(officer, verb, dossier, on) and not (verb in _RARE and objection_to(verb, dossier)):
                found.append(Offered(verb, MOVES[verb].label))
            continue
        spots = working_spots(officer, verb, dossier, on)
        found += [Offered(verb, MOVES[verb].label, spot.number) for spot in spots]
    return found


def _open(dossier: Dossier, on: date) -> Iterable[str]:
    """Verbs the state allows."""
    for verb in MOVES:
        if why_not(verb, dossier, on):
            continue
        if verb == "extend" and dossier.status == Status.APPROVED:
            continue
        yield verb


def why_not(verb: str, dossier: Dossier, on: date) -> str:
    """What the state of a dossier has against a verb, whoever asks; "" where nothing."""
    refusal = str(MOVES[verb].refusal)
    if not may_move(verb, dossier.status, dossier.correction):
        return refusal
    if verb == "extend":
        return _against_a_new_date(dossier)
    waits = dossier.status == Status.SUPPLEMENT
    if verb == "stop" and waits and not dossier.is_unanswered(datetime.combine(on, time.min, VIETNAM)):
        return refusal
    return ""


def _against_a_new_date(dossier: Dossier) -> str:
    """Law: NĐ 118/2025, Điều 19.6: once, and only of a date that is running."""
    if dossier.is_extended:
        return str(AlreadyExtended())
    return str(ClockStands()) if dossier.clock_stopped_at is not None else ""


def on_behalf_of(
    officer: Officer, verb: str, dossier: Dossier, on: date, *, spot: int | None = None
) -> OnBehalf | None:
    """In whose name the officer does this; None where own roles suffice."""

    def allows(held: Officer) -> bool:
        if verb not in AT_A_SPOT:
            return may(held, verb, dossier, on)
        return any(spot in (None, found.number) for found in working_spots(held, verb, dossier, on))

    return OnBehalf.by(rights.lent_role_needed(officer, on, allows))
