"""What the intake page offers: procedures, competent agencies, papers, fees, and the date it would promise."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from motcua.casework.dossiers import calendars, terms
from motcua.casework.dossiers.choices import IntakeChannel
from motcua.casework.dossiers.clocks import Clock, Promise, promise
from motcua.casework.intake.desk.form import IntakeForm, usual_kind
from motcua.directory.agencies import queries as agencies
from motcua.directory.agencies.models import Agency
from motcua.directory.procedures import queries as procedures
from motcua.directory.procedures.choices import CaseKind
from motcua.directory.procedures.models import Fee, ProcedureVersion
from motcua.kernel import clock

MOST_FOUND = 20
MOST_USUAL = 60


@dataclass(frozen=True)
class Choice:
    """A procedure as the list to choose from shows it."""

    code: str
    name: str
    sectors: str = ""


def matching(asked: str) -> list[Choice]:
    """Procedures in force that match a few words, best first."""
    hits = procedures.search(asked, on=clock.today(), limit=MOST_FOUND).hits
    return [Choice(hit.code, hit.name, ", ".join(name for _slug, name in hit.sectors)) for hit in hits]


def usual(receiving: int) -> list[Choice]:
    """Procedures the one-stop's own agency offers, by name."""
    home = agencies.served_by(receiving)
    if home is None:
        return []
    offered = procedures.offers_of(home.pk, clock.today()).values("procedure_id")
    found = procedures.versions_in_force(clock.today()).filter(procedure_id__in=offered).order_by("folded")
    return [Choice(version.procedure.code, version.name) for version in found[:MOST_USUAL]]


def form_for(version: ProcedureVersion, receiving: int, data: Any, initial: dict[str, Any]) -> IntakeForm:
    """The intake form of a procedure; papers follow the chosen case."""
    cases = [(c.pk, str(c)) for c in terms.published(version.pk).alternatives]
    case_id = _chosen(data.get("case") if data is not None else initial.get("case"), cases)
    return IntakeForm(
        data,
        initial=initial | {"case": case_id},
        agencies=competent_choices(version, receiving),
        cases=cases,
        components=terms.components_for(version.pk, case_id),
        fees=_fees(version),
    )


def _chosen(asked: Any, cases: list[tuple[int, str]]) -> int | None:
    by_text = {str(pk): pk for pk, _name in cases}
    return by_text.get(str(asked)) or (cases[0][0] if cases else None)


def competent_choices(version: ProcedureVersion, receiving: int) -> list[tuple[int, str]]:
    """Agencies that offer the procedure, the one-stop's own agency first.

    Law: NĐ 118/2025, Điều 14: any centre of the province receives for all of them.
    """
    home = agencies.served_by(receiving)
    offering = {
        offer.agency_id: offer.agency.name
        for offer in procedures.offers_for(version.procedure_id, clock.today())
    }
    others = sorted(offering.items(), key=lambda row: row[1])
    if home is not None and (home.pk in offering or not offering):
        return [(home.pk, home.name), *(row for row in others if row[0] != home.pk)]
    return others


def _fees(version: ProcedureVersion) -> list[Fee]:
    """Fees of the counter channel that are known as amounts, each once."""
    rows = terms.published(version.pk).fees
    return list({(fee.kind, fee.amount_vnd): fee for fee in rows}.values())[:4]


def with_all_papers(version: ProcedureVersion, posted: QueryDict) -> QueryDict:
    """The posted form with every required paper marked as there."""
    data = posted.copy()
    cases = [(c.pk, str(c)) for c in version.cases.filter(kind=CaseKind.ALTERNATIVE)]
    for component in terms.components_for(version.pk, _chosen(data.get("case"), cases)):
        name = f"c{component.pk}_kind"
        if component.is_required and not data.get(name):
            data[name] = usual_kind(component)
    return data


def sectors_of(version: ProcedureVersion) -> str:
    """Fields of administration a procedure belongs to, in one line."""
    return ", ".join(version.version_sectors.order_by("position").values_list("sector__name", flat=True))


def preview(version: ProcedureVersion, form: IntakeForm, receiving: int) -> tuple[str | None, Promise | None]:
    """Limit and due date as they would be if the dossier were accepted this minute."""
    choices = form.fields["competent_agency"].choices
    offered = {str(pk): pk for pk, _name in choices}
    first = choices[0][0] if choices else receiving
    agency_id = offered.get(str(form["competent_agency"].value())) or first
    channel = str(form["intake_channel"].value())
    kind = int(channel) if channel in ("1", "2", "3") else IntakeChannel.COUNTER.value
    at = clock.now()
    limit = terms.limit_text(version, agency_id=agency_id, channel=kind, at=at)
    if limit is None:
        return None, None
    calendar, _reference = calendars.in_force(Agency.objects.get(pk=agency_id), at)
    return limit, promise(Clock(limit, at, at), calendar)
