"""Gathers what a slip says from the log: the same event always gives the same slip."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from motcua.casework.dossiers import queries, terms
from motcua.casework.dossiers.choices import ComponentKind, DeliveryChoice
from motcua.casework.dossiers.models import Dossier, DossierStatement
from motcua.casework.dossiers.state import instant
from motcua.casework.dossiers.words import limit_words
from motcua.casework.slips import data as slips
from motcua.casework.slips import printing
from motcua.casework.slips.given import GIVEN_BY
from motcua.directory.agencies import queries as agencies
from motcua.facilities.papers import published
from motcua.kernel.clock import VIETNAM
from motcua.kernel.events.models import Event
from motcua.kernel.text import nfc

_COUNTED = {
    ComponentKind.ORIGINAL: "originals",
    ComponentKind.COPY: "copies",
    ComponentKind.ELECTRONIC: "electronic",
}
_HAND_OVERS = (
    "dossiers.accepted",
    "dossiers.handed_over",
    "dossiers.approved",
    "dossiers.result_recorded",
    "dossiers.delivered",
)


class NoSlip(LookupError):
    """Hồ sơ này chưa có phiếu đó."""

    def __str__(self) -> str:
        return self.__doc__ or ""


@dataclass(frozen=True)
class Source:
    """One dossier with its whole log, and the event a slip belongs to."""

    dossier: Dossier
    events: list[Event]
    statements: dict[UUID, DossierStatement]
    event: Event
    base_url: str

    def said(self, event: Event, purpose: str) -> dict:
        """Body of the statement an event covers; empty when there is none or it was erased."""
        for key in event.statements:
            row = self.statements.get(UUID(key))
            if row and row.purpose == purpose:
                return row.body
        return {}

    def officer(self, event: Event) -> tuple[str, str]:
        """Name and title, on that day, of the officer behind an event."""
        if not event.actor_id:
            return "", ""
        return agencies.officer_name_on(event.actor_id, event.happened_at.astimezone(VIETNAM).date())


def render(dossier: Dossier, number: str, *, event_id: int | None, base_url: str, variant: str = "") -> bytes:
    """The slip as PDF. Raises NoSlip when the history has given none of that number."""
    events = queries.history(dossier)
    if not events:
        raise NoSlip
    given = [e for e in events if e.kind in GIVEN_BY.get(number, ())] if number != "06" else events
    chosen = next((e for e in given if e.pk == event_id), given[-1] if given and event_id is None else None)
    if chosen is None or number not in _RENDER:
        raise NoSlip
    source = Source(dossier, events, queries.statements_of(dossier), chosen, base_url)
    return _RENDER[number](source, variant)


def _head(source: Source) -> slips.Head:
    agency = source.dossier.receiving_agency
    parent = agency.parent.name if agency.parent else ""
    return slips.Head(agency=agency.name, parent=parent, place=agencies.place_of(agency))


def _codes(source: Source, *, secret: bool) -> slips.Codes:
    dossier = source.dossier
    url = f"{source.base_url}/h/{dossier.lookup_token}/" if secret else ""
    return slips.Codes(barcode=dossier.barcode, code=dossier.code or "", qr_url=url)


def _owner(source: Source) -> slips.Party:
    party = queries.parties_of(source.dossier).owner
    return slips.Party(
        name=party.name,
        id_number=party.personal_id or party.tax_code,
        address=party.address,
        phone=party.phone,
        email=party.email,
    )


def _submitter(source: Source) -> str:
    submitter = queries.parties_of(source.dossier).submitter
    return submitter.name if submitter else ""


def _contact(source: Source) -> slips.Contact:
    one_stop = agencies.one_stop_of(source.dossier.receiving_agency_id)
    phone = one_stop.phone if one_stop else ""
    return slips.Contact(hotline=phone, lookup_address=f"{source.base_url}/tra-cuu/")


def _matter(source: Source) -> str:
    said = source.said(source.events[0], "intake").get("matter", "")
    name = source.dossier.procedure_version.name
    return f"{name}: {said}" if said else name


def _accepted(source: Source) -> Event:
    found = [event for event in source.events if event.kind == "dossiers.accepted"]
    if not found:
        raise NoSlip
    return found[-1]


def _components(source: Source) -> tuple[slips.ComponentLine, ...]:
    met = {row.component_id: row for row in source.dossier.components.all()}
    lines = []
    for asked in terms.components_for(source.dossier.procedure_version_id, source.dossier.procedure_case_id):
        row = met.get(asked.pk)
        if row is None or row.kind == ComponentKind.NOT_APPLICABLE:
            continue
        counted = _COUNTED.get(ComponentKind(row.kind))
        counts = {counted: row.quantity} if counted else {}
        note = str(row.get_kind_display()) if row.kind == ComponentKind.REUSED else ""
        lines.append(slips.ComponentLine(name=asked.name, note=note, **counts))
    return tuple(lines)


def _receipt(source: Source, variant: str) -> bytes:
    dossier, accepted = source.dossier, _accepted(source)
    due_at = dossier.due_at or datetime.fromisoformat(accepted.facts["due_at"])
    prints = [e for e in source.events if e.kind in GIVEN_BY["01"] and e.seq <= source.event.seq]
    given = slips.ReceiptData(
        head=_head(source),
        codes=_codes(source, secret=True),
        one_stop=dossier.receiving_agency.name,
        competent_agency=dossier.competent_agency.name,
        owner=_owner(source),
        submitter=_submitter(source),
        matter=_matter(source),
        components=_components(source),
        statutory_time=limit_words(accepted.facts["limit"]),
        received_at=accepted.happened_at,
        due_at=due_at,
        officer=source.officer(accepted)[0],
        printed_at=source.event.happened_at,
        delivery=str(DeliveryChoice(dossier.delivery_choice).label),
        fees=tuple(
            slips.FeeLine(name="Lệ phí" if fee.kind == "charge" else "Phí", amount_vnd=fee.amount_vnd)
            for fee in dossier.fees.all()
        ),
        pin=dossier.pin,
        contact=_contact(source),
        has_file_copy=variant != "80mm",
        reprint=len(prints) - 1,
    )
    if variant == "80mm":
        return printing.render_receipt(given, variant="80mm")
    return printing.render_receipt(given, template=published.named(accepted.facts["receipt_template"]))


def _supplement(source: Source, variant: str) -> bytes:
    said = source.said(source.event, "supplement")
    facts = source.event.facts
    return printing.render_supplement(
        slips.SupplementData(
            head=_head(source),
            codes=_codes(source, secret=bool(source.dossier.pin_serial)),
            one_stop=source.dossier.receiving_agency.name,
            competent_agency=source.dossier.competent_agency.name,
            owner=_owner(source),
            submitter=_submitter(source),
            matter=_matter(source),
            items=tuple(slips.SupplementItem(name=nfc(item), what="") for item in said.get("items", [])),
            reason=said.get("reason", ""),
            officer=source.officer(source.event)[0],
            printed_at=source.event.happened_at,
            deadline_at=instant(facts["answer_by"]),
            where=source.dossier.receiving_agency.name,
            request_number=facts["number"],
            restarts_clock=facts["stage"] == "appraisal",
            contact=_contact(source),
        ),
        template=published.named(facts["slip_template"]),
    )


def _rejection(source: Source, variant: str) -> bytes:
    return printing.render_rejection(
        slips.RejectionData(
            head=_head(source),
            codes=_codes(source, secret=False),
            one_stop=source.dossier.receiving_agency.name,
            competent_agency=source.dossier.competent_agency.name,
            owner=_owner(source),
            submitter=_submitter(source),
            matter=_matter(source),
            reason=source.said(source.event, "reason").get("text", ""),
            officer=source.officer(source.event)[0],
            printed_at=source.event.happened_at,
            contact=_contact(source),
        ),
        template=published.named(source.event.facts["slip_template"]),
    )


def _apology(source: Source, variant: str) -> bytes:
    accepted = _accepted(source)
    extensions = [e for e in source.events if e.kind == "dossiers.extended" and e.seq == source.event.seq - 1]
    extended = extensions[-1] if extensions and source.event.facts["apology_kind"] == "extension" else None
    first = instant(extended.facts["previous_due_at"]) if extended else source.dossier.due_at
    due_at = first or accepted.happened_at
    name, title = source.officer(source.event)
    return printing.render_apology(
        slips.ApologyData(
            head=_head(source),
            codes=_codes(source, secret=False),
            one_stop=source.dossier.receiving_agency.name,
            owner=_owner(source),
            matter=_matter(source),
            received_at=accepted.happened_at,
            due_at=due_at,
            new_due_at=instant(extended.facts["due_at"]) if extended else None,
            reason=source.said(source.event, "apology").get("text", ""),
            signer=name,
            signer_title=title,
            printed_at=source.event.happened_at,
            contact=_contact(source),
        ),
        template=published.named(source.event.facts["slip_template"]),
    )


def _control_slip(source: Source, variant: str) -> bytes:
    accepted = _accepted(source)
    dossier = source.dossier
    return printing.render_control_slip(
        slips.ControlSlipData(
            head=_head(source),
            codes=_codes(source, secret=False),
            one_stop=dossier.receiving_agency.name,
            competent_agency=dossier.competent_agency.name,
            owner=_owner(source),
            matter=_matter(source),
            received_at=accepted.happened_at,
            due_at=dossier.due_at or datetime.fromisoformat(accepted.facts["due_at"]),  # type: ignore[arg-type]
            rows=tuple(_hand_overs(source)),
            printed_at=source.event.happened_at,
            blank_rows=0 if dossier.is_ended else 2,
        )
    )


def _hand_overs(source: Source) -> list[slips.HandoverLine]:
    """Every passing from one hand to the next; the taker is known once the dossier was taken on."""
    moves = [event for event in source.events if event.kind in _HAND_OVERS]
    rows = []
    for event in moves[1:]:
        giver, _title = source.officer(event)
        taken = _taken_after(source, event)
        rows.append(
            slips.HandoverLine(
                giver=slips.Hand(name=giver, unit=agencies.name_of(event.agency_id), signed="điện tử"),
                receiver=_taker(source, event, taken),
                at=event.happened_at,
                timeliness=event.facts.get("timeliness", ""),
                note=event.title,
            )
        )
    return rows


def _taker(source: Source, event: Event, taken: Event | None) -> slips.Hand:
    if event.kind == "dossiers.delivered":
        name = source.said(event, "receiver").get("name", "")
        return slips.Hand(name=name, unit="Người nhận kết quả", signed="")
    unit = agencies.name_of(event.facts.get("to_agency_id"))
    if taken is None:
        return slips.Hand(name="", unit=unit)
    return slips.Hand(name=source.officer(taken)[0], unit=unit, signed="điện tử")


def _taken_after(source: Source, event: Event) -> Event | None:
    """Who took it on before it moved again."""
    for later in source.events:
        if later.seq <= event.seq:
            continue
        if later.kind == "dossiers.taken_over":
            return later
        if later.kind in _HAND_OVERS:
            return None
    return None


_RENDER = {"01": _receipt, "02": _supplement, "03": _rejection, "04": _apology, "06": _control_slip}
