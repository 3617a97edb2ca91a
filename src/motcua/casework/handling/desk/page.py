"""The dossier page: what it is, where it stands, why this date, and what this officer may do now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from motcua.casework.deadlines import calendars, clocks
from motcua.casework.deadlines.clocks import Promise, clock_of, promise
from motcua.casework.dossiers import permissions, queries, terms
from motcua.casework.dossiers.models import Dossier
from motcua.casework.dossiers.rules import may_move
from motcua.casework.finding.actions import reading
from motcua.casework.handling import stages, timeline
from motcua.casework.handling.offered import Offered
from motcua.casework.handling.offered import offered as verbs_offered
from motcua.directory.agencies import queries as agencies
from motcua.directory.agencies.choices import Role
from motcua.directory.agencies.doors import officer_required
from motcua.directory.agencies.models import Officer
from motcua.directory.procedures.choices import FeeKind
from motcua.directory.staff import queries as staff
from motcua.directory.staff.models import Absence
from motcua.facilities.workflow import queries as workflow
from motcua.facilities.workflow.changes import Spot
from motcua.facilities.workflow.choices import StepKind
from motcua.kernel import clock
from motcua.kernel.events.models import Event


def opened(request: HttpRequest, dossier_id: int, what: str) -> Dossier:
    """The dossier, if this officer may read it; the read is logged. 404 tells nothing of others' dossiers."""
    dossier = queries.for_reading().filter(pk=dossier_id).first()
    if dossier is None or not permissions.can_read(request.officer, dossier, clock.today()):
        raise Http404
    reading.note(
        dossier_id=dossier.pk,
        officer_id=request.officer.pk,
        address=request.META.get("REMOTE_ADDR", ""),
        what=what,
        at=clock.now(),
    )
    return dossier


@officer_required()
def page(request: HttpRequest, dossier_id: int) -> HttpResponse:
    dossier = opened(request, dossier_id, "page")
    context = _about(dossier) | _for(request, dossier)
    return render(request, "dossiers/desk/page.html", context)


def _about(dossier: Dossier) -> dict[str, Any]:
    """What the dossier is and where it stands, whoever looks."""
    events = queries.history(dossier)
    sequence = dossier.process_version.sequence if dossier.process_version else None
    fees = dossier.fees.all()
    return {
        "dossier": dossier,
        "events": events,
        "parties": dict(queries.parties_of(dossier).by_role()),
        "entries": timeline.entries(events, queries.statements_of(dossier), sequence),
        "components": components(dossier),
        "fees": [{"label": FeeKind(fee.kind).label, "amount_vnd": fee.amount_vnd} for fee in fees],
        "step": queries.step_name(dossier),
        "spots": _spots(dossier),
        "promised": promised(events),
        "standing": standing(events) if dossier.clock_stopped_at else None,
        "correction": queries.correction_due(events) if dossier.correct_by else None,
        "is_correction_late": dossier.is_correction_late(clock.now()),
        "is_overdue": dossier.is_overdue(clock.now()),
        "steps": stages.stages(dossier, events, sequence) if dossier.code else [],
        "said": queries.latest_statement(dossier, "intake"),
        "state_tone": _TONES.get(dossier.status, "info"),
    }


@dataclass(frozen=True)
class Standing:
    """One place where the dossier stands: the step, who has it, since when, against what budget."""

    name: str
    who: str
    since: datetime | None
    step_due_at: datetime | None


def _spots(dossier: Dossier) -> list[Standing]:
    """Who has it, since when, against what budget: one line for each step that runs."""
    spots = [spot for spot in terms.spots_of(dossier).values() if spot.kind == "ready" and not spot.is_held]
    if not spots and dossier.step_since and dossier.holder_agency_id:
        return [
            Standing(str(dossier.get_status_display()), dossier.holder_agency.name, dossier.step_since, None)
        ]
    today = clock.today()
    officers = agencies.officer_names_on({(spot.officer_id, today) for spot in spots if spot.officer_id})
    away = staff.away_on([pk for pk, _day in officers], today) if officers else {}
    places = agencies.names_of({spot.agency_id for spot in spots if spot.agency_id})
    return [
        Standing(
            name=workflow.step_name(dossier.process_version, spot.node),
            who=_who(spot, officers, away, today) or _role_at(spot, places),
            since=spot.since,
            step_due_at=spot.step_due_at,
        )
        for spot in spots
    ]


def _who(spot: Spot, officers: dict[tuple[int, date], str], away: dict[int, Absence], on: date) -> str:
    """The officer who has it, and until when that officer is away."""
    name = officers.get((spot.officer_id or 0, on), "")
    return f"{name}{staff.until(away.get(spot.officer_id or 0))}" if name else ""


def _role_at(spot: Spot, places: dict[int, str]) -> str:
    """Nobody has taken it on yet: the role it waits for, and where."""
    role = str(Role(spot.role).label) if spot.role in Role.values else spot.role
    return f"{role}, {places.get(spot.agency_id or 0, '')}"


def _for(request: HttpRequest, dossier: Dossier) -> dict[str, Any]:
    """What this officer may do with it."""
    may_amend = permissions.may(request.officer, "amend", dossier, clock.today())
    return {
        "offered": offered(request.officer, dossier),
        "can_amend": may_amend and may_move("amend", dossier.status),
    }


_TONES = {
    "supplement": "warn",
    "incomplete": "warn",
    "withdrawal": "warn",
    "rejected": "bad",
    "stopped": "",
    "resolved": "ok",
    "delivered": "ok",
}


@dataclass(frozen=True)
class Button:
    """A verb as the page offers it; `inline` verbs need no words and post at once."""

    url: str
    label: object
    key: str
    inline: bool
    is_grave: bool
    client_id: UUID


_INLINE = ("take_over",)
GRAVE = ("reject", "refuse", "stop", "undo_acceptance", "withdraw")
# What moves a dossier on comes first, what ends or mends it last.
_ORDER = (
    "receive_supplement", "confirm_payment", "answer", "approve", "hand_over", "record_result", "deliver", "confirm_wrong",
    "correct_result", "deliver_corrected", "stop",
    "revise", "take_over", "send_back", "recall", "assign", "request_supplement", "consult", "ask_payment", "extend",
    "apologise", "refuse_withdrawal", "withdraw", "change_case", "replace_pin", "dismiss_wrong", "report_wrong", "undo_acceptance", "refuse", "reject",
)  # fmt: skip
_OWN_PAGE = {"revise": "intake:revise", "accept": "intake:revise", "change_case": "recasing:change"}


def offered(officer: Officer, dossier: Dossier) -> list[Button]:
    """What this officer may do now, the step's own verb first."""
    found = verbs_offered(officer, dossier, clock.today())
    shown = sorted(
        (offer for offer in found if offer.verb not in ("amend", "accept")),
        key=lambda offer: _place(offer.verb, dossier),
    )
    return [
        Button(
            url=_url(offer, dossier),
            label=_label(offer, dossier),
            key=f"Alt+{place}" if place < 10 else "",
            inline=offer.verb in _INLINE,
            is_grave=offer.verb in GRAVE,
            client_id=uuid4(),
        )
        for place, offer in enumerate(shown, start=1)
    ]


def _url(offer: Offered, dossier: Dossier) -> str:
    if offer.verb in _OWN_PAGE:
        return reverse(_OWN_PAGE[offer.verb], args=[dossier.pk])
    url = reverse("dossiers:act", args=[dossier.pk, offer.verb])
    return f"{url}?spot={offer.spot}" if offer.spot is not None else url


def _label(offer: Offered, dossier: Dossier) -> object:
    """With the step's name where several steps run side by side."""
    spots = terms.spots_of(dossier)
    if offer.spot is None or sum(spot.kind == "ready" for spot in spots.values()) < 2:
        return offer.label
    return f"{offer.label}: {workflow.step_name(dossier.process_version, spots[offer.spot].node)}"


def _place(verb: str, dossier: Dossier) -> int:
    """Somebody has to take a file on before working on it; elsewhere taking over is the rarer act."""
    is_desk_work = terms.step_kind(dossier) in (StepKind.APPRAISE, StepKind.REVIEW)
    if verb == "take_over" and is_desk_work:
        return -1
    return _ORDER.index(verb)


def components(dossier: Dossier) -> list[dict[str, Any]]:
    """Each paper asked for, with how it was met and, where it does not apply, why."""
    reasons = queries.latest_statement(dossier, "intake", "recasing").get("not_applicable", {})
    met = {row.component_id: row for row in dossier.components.all()}
    asked = terms.components_for(dossier.procedure_version_id, dossier.procedure_case_id)
    return [
        {"asked": component, "met": met.get(component.pk), "reason": reasons.get(str(component.pk), "")}
        for component in asked
    ]


def standing(events: list[Event]) -> clocks.Standing | None:
    """Since when its clock stands, and by which laws."""
    found = clock_of(events)
    return found[0].standing if found else None


def promised(events: list[Event]) -> Promise | None:
    """Both dates with their traces, computed again from the log; None before acceptance."""
    found = clock_of(events)
    if found is None:
        return None
    moving, reference = found
    return promise(moving, calendars.from_reference(reference))
