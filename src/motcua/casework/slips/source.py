"""One dossier as slips read it: its log, its statements, and what every slip says of it."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from motcua.casework.dossiers import queries, terms
from motcua.casework.dossiers.choices import ComponentKind
from motcua.casework.dossiers.models import Dossier, DossierStatement
from motcua.casework.dossiers.state import replay
from motcua.casework.slips import data as slips
from motcua.directory.agencies import queries as agencies
from motcua.directory.agencies.choices import SignsAs
from motcua.directory.staff.acting import OnBehalf
from motcua.facilities.papers.printed_forms import Form, form_in_force, form_named
from motcua.kernel.clock import VIETNAM
from motcua.kernel.events.models import Event

_COUNTED = {
    ComponentKind.ORIGINAL: "originals",
    ComponentKind.COPY: "copies",
    ComponentKind.ELECTRONIC: "electronic",
}


_LIMITED = ("dossiers.accepted", "dossiers.case_changed")


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
    trial: Form | None = None

    def said(self, event: Event, purpose: str) -> dict:
        """Body of the statement an event covers; empty when there is none or it was erased."""
        for key in event.statements:
            row = self.statements.get(UUID(key))
            if row and row.purpose == purpose:
                return row.body
        return {}

    def officer(self, event: Event) -> tuple[str, str]:
        """Name and title, on that day, of the officer behind an event; a delegate signs for the lender.

        Law: NĐ 30/2020, Điều 13 and Phụ lục I (KT., TUQ. before the title of who is signed for).
        """
        if not event.actor_id:
            return "", ""
        day = event.happened_at.astimezone(VIETNAM).date()
        name, title = agencies.officer_name_on(event.actor_id, day)
        lender = OnBehalf.of(event.facts)
        if lender is None:
            return name, title
        _head, head_title = agencies.officer_name_on(lender.officer_id, day)
        return name, f"{SignsAs(lender.signs_as).mark} {head_title}\n{title}"

    def hand(self, event: Event) -> str:
        """Who gave or took over; a delegate with whom it was for."""
        name, _title = self.officer(event)
        lender = OnBehalf.of(event.facts)
        if lender is None:
            return name
        head, _title = agencies.officer_name_on(
            lender.officer_id, event.happened_at.astimezone(VIETNAM).date()
        )
        return f"{name} ({SignsAs(lender.signs_as).mark} {head})"

    def form(self, remembered: str, number: str, variant: str = "") -> Form:
        """What to print on: the form the fact remembers, else the one in force when it happened."""
        if self.trial:
            return self.trial
        if remembered:
            return form_named(remembered)
        return form_in_force(number, self.event.happened_at, self.dossier.receiving_agency_id, variant)


def head(source: Source) -> slips.Head:
    agency = source.dossier.receiving_agency
    parent = agency.parent.name if agency.parent else ""
    return slips.Head(agency=agency.name, parent=parent, place=agencies.place_of(agency))


def codes(source: Source, *, secret: bool) -> slips.Codes:
    dossier = source.dossier
    url = f"{source.base_url}/h/{dossier.lookup_token}/" if secret else ""
    return slips.Codes(barcode=dossier.barcode, code=dossier.code or "", qr_url=url)


def owner(source: Source) -> slips.Party:
    party = queries.parties_of(source.dossier).owner
    return slips.Party(
        name=party.name,
        id_number=party.personal_id or party.tax_code,
        address=party.address,
        phone=party.phone,
        email=party.email,
    )


def submitter(source: Source) -> str:
    submitter = queries.parties_of(source.dossier).submitter
    return submitter.name if submitter else ""


def contact(source: Source) -> slips.Contact:
    one_stop = agencies.one_stop_of(source.dossier.receiving_agency_id)
    phone = one_stop.phone if one_stop else ""
    return slips.Contact(hotline=phone, lookup_address=f"{source.base_url}/tra-cuu/")


def matter(source: Source) -> str:
    said = source.said(source.events[0], "intake").get("matter", "")
    name = source.dossier.procedure_version.name
    return f"{name}: {said}" if said else name


def accepted(source: Source) -> Event:
    found = [event for event in source.events if event.kind == "dossiers.accepted"]
    if not found:
        raise NoSlip
    return found[-1]


def held(source: Source) -> list[Event]:
    """The history that a slip speaks of: what holds now, but for a case that was put right after it was given."""
    later = (e.seq for e in source.events if e.kind == "dossiers.case_changed" and e.seq > source.event.seq)
    end = next(later, None)
    return [event for event in source.events if end is None or event.seq < end]


def limit(source: Source) -> str:
    """The time limit it was accepted for, or that of the case put right since."""
    said = [event.facts["limit"] for event in held(source) if event.kind in _LIMITED]
    if not said:
        raise NoSlip
    return said[-1]


def fees(source: Source) -> tuple[slips.FeeLine, ...]:
    """What was noted at the acceptance, or for the case put right since."""
    said = [event.facts["fees"] for event in held(source) if event.kind in _LIMITED]
    return tuple(
        slips.FeeLine(name="Lệ phí" if fee["kind"] == "charge" else "Phí", amount_vnd=fee["amount_vnd"])
        for fee in (said[-1] if said else ())
    )


def components(source: Source) -> tuple[slips.ComponentLine, ...]:
    past = held(source)
    said = [event.facts["components"] for event in past if event.facts.get("components") is not None]
    met = {row["component_id"]: row for row in (said[-1] if said else ())}
    lines = []
    for asked in terms.components_for(source.dossier.procedure_version_id, replay(past).procedure_case_id):
        row = met.get(asked.pk)
        if row is None or row["kind"] == ComponentKind.NOT_APPLICABLE:
            continue
        kind = ComponentKind(row["kind"])
        counts = {_COUNTED[kind]: row["quantity"]} if kind in _COUNTED else {}
        note = str(kind.label) if kind == ComponentKind.REUSED else ""
        lines.append(slips.ComponentLine(name=asked.name, note=note, **counts))
    return tuple(lines)
