"""Gathers what a slip says from the log: the same event always gives the same slip."""

from __future__ import annotations

from datetime import datetime

from motcua.casework.deadlines.clocks import instant
from motcua.casework.dossiers import queries
from motcua.casework.dossiers.choices import DeliveryChoice
from motcua.casework.dossiers.models import Dossier
from motcua.casework.dossiers.state import replay
from motcua.casework.handling.words import limit_words
from motcua.casework.slips import data as slips
from motcua.casework.slips import ports, printing
from motcua.casework.slips import source as about
from motcua.casework.slips.compose_moves import control_slip, stop_notice, transfer_slip
from motcua.casework.slips.given import gives
from motcua.casework.slips.source import NoSlip, Source
from motcua.facilities.papers.printed_forms import Form
from motcua.kernel.text import nfc


def render(
    dossier: Dossier,
    number: str,
    *,
    event_id: int | None,
    base_url: str,
    variant: str = "",
    trial: Form | None = None,
) -> bytes:
    """The slip as PDF, or as it would look on the `trial` form.

    Raises NoSlip when the history has given none of that number.
    """
    events = queries.history(dossier)
    given = [event for event in events if gives(event, number)]
    chosen = next((e for e in given if e.pk == event_id), given[-1] if given and event_id is None else None)
    if chosen is None or number not in _RENDER:
        raise NoSlip
    source = Source(dossier, events, queries.statements_of(dossier), chosen, base_url, trial)
    return _RENDER[number](source, variant)


def _receipt(source: Source, variant: str) -> bytes:
    dossier, accepted = source.dossier, about.accepted(source)
    due_at = replay(about.held(source)).due_at or datetime.fromisoformat(accepted.facts["due_at"])
    prints = [e for e in source.events if gives(e, "01") and e.seq <= source.event.seq]
    given = slips.ReceiptData(
        head=about.head(source),
        codes=about.codes(source, secret=True),
        one_stop=dossier.receiving_agency.name,
        competent_agency=dossier.competent_agency.name,
        owner=about.owner(source),
        submitter=about.submitter(source),
        matter=about.matter(source),
        components=about.components(source),
        statutory_time=limit_words(about.limit(source)),
        received_at=accepted.happened_at,
        due_at=due_at,
        officer=source.officer(accepted)[0],
        printed_at=source.event.happened_at,
        delivery=str(DeliveryChoice(dossier.delivery_choice).label),
        fees=about.fees(source),
        pin=dossier.pin,
        contact=about.contact(source),
        has_file_copy=variant != "80mm",
        reprint=len(prints) - 1,
        parts=ports.parts_of(dossier),
    )
    remembered = "narrow_template" if variant == "80mm" else "receipt_template"
    return printing.render_receipt(given, source.form(accepted.facts.get(remembered, ""), "01", variant))


def _supplement(source: Source, variant: str) -> bytes:
    said = source.said(source.event, "supplement")
    facts = source.event.facts
    return printing.render_supplement(
        slips.SupplementData(
            head=about.head(source),
            codes=about.codes(source, secret=bool(source.dossier.pin_serial)),
            one_stop=source.dossier.receiving_agency.name,
            competent_agency=source.dossier.competent_agency.name,
            owner=about.owner(source),
            submitter=about.submitter(source),
            matter=about.matter(source),
            items=tuple(slips.SupplementItem(name=nfc(item), what="") for item in said.get("items", [])),
            reason=said.get("reason", ""),
            officer=source.hand(source.event),
            printed_at=source.event.happened_at,
            deadline_at=instant(facts["answer_by"]),
            where=source.dossier.receiving_agency.name,
            request_number=facts["number"],
            restarts_clock=facts["stage"] == "appraisal",
            contact=about.contact(source),
        ),
        source.form(facts["slip_template"], "02"),
    )


def _rejection(source: Source, variant: str) -> bytes:
    """At the counter, or after appraisal of what was accepted."""
    accepted = about.accepted(source) if source.event.kind == "dossiers.refused" else None
    return printing.render_rejection(
        slips.RejectionData(
            head=about.head(source),
            codes=about.codes(source, secret=False),
            one_stop=source.dossier.receiving_agency.name,
            competent_agency=source.dossier.competent_agency.name,
            owner=about.owner(source),
            submitter=about.submitter(source),
            matter=about.matter(source),
            received_at=accepted.happened_at if accepted else None,
            reason=source.said(source.event, "reason").get("text", ""),
            officer=source.hand(source.event),
            printed_at=source.event.happened_at,
            contact=about.contact(source),
        ),
        source.form(source.event.facts["slip_template"], "03"),
    )


def _apology(source: Source, variant: str) -> bytes:
    accepted = about.accepted(source)
    extensions = [e for e in source.events if e.kind == "dossiers.extended" and e.seq == source.event.seq - 1]
    extended = extensions[-1] if extensions and source.event.facts["apology_kind"] == "extension" else None
    first = instant(extended.facts["previous_due_at"]) if extended else source.dossier.due_at
    due_at = first or accepted.happened_at
    name, title = source.officer(source.event)
    return printing.render_apology(
        slips.ApologyData(
            head=about.head(source),
            codes=about.codes(source, secret=False),
            one_stop=source.dossier.receiving_agency.name,
            owner=about.owner(source),
            matter=about.matter(source),
            received_at=accepted.happened_at,
            due_at=due_at,
            new_due_at=instant(extended.facts["due_at"]) if extended else None,
            reason=source.said(source.event, "apology").get("text", ""),
            signer=name,
            signer_title=title,
            printed_at=source.event.happened_at,
            contact=about.contact(source),
        ),
        source.form(source.event.facts["slip_template"], "04"),
    )


def _mistake(source: Source, variant: str) -> bytes:
    """The letter about a wrong result: which one, what was wrong with it, by when the right one is there."""
    confirmed = next(
        e
        for e in reversed(source.events)
        if e.kind == "dossiers.wrong_result_confirmed" and e.seq < source.event.seq
    )
    name, title = source.officer(source.event)
    return printing.render_mistake(
        slips.MistakeData(
            head=about.head(source),
            codes=about.codes(source, secret=False),
            one_stop=source.dossier.receiving_agency.name,
            owner=about.owner(source),
            matter=about.matter(source),
            correct_by=instant(confirmed.facts["correct_by"]) or source.event.happened_at,
            reason=source.said(source.event, "apology").get("text", ""),
            signer=name,
            signer_title=title,
            printed_at=source.event.happened_at,
            contact=about.contact(source),
        ),
        source.form(source.event.facts["slip_template"], "XL"),
    )


_RENDER = {
    "01": _receipt,
    "02": _supplement,
    "03": _rejection,
    "04": _apology,
    "05": stop_notice,
    "06": control_slip,
    "PC": transfer_slip,
    "XL": _mistake,
}
