"""What the intake page offers: procedures, competent agencies, papers, fees, and the date it would promise."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from motcua.casework.deadlines import calendars
from motcua.casework.deadlines.clocks import Clock, Promise, promise
from motcua.casework.dossiers import terms
from motcua.casework.dossiers.choices import IntakeChannel
from motcua.casework.intake.desk import fees
from motcua.casework.intake.desk.files import Files
from motcua.casework.intake.desk.form import IntakeForm, Offered
from motcua.casework.intake.desk.typed import Typed, chosen_case, take_over_fees
from motcua.directory.agencies import queries as agencies
from motcua.directory.agencies.models import Agency
from motcua.directory.procedures import queries as procedures
from motcua.directory.procedures.models import ProcedureVersion
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


def offered_for(version: ProcedureVersion, receiving: int, asked: Any, files: Files) -> Offered:
    """What the form consists of, by the case and the agency `asked` names (a posted form, or initial values)."""
    said = terms.published(version.pk)
    case_id = chosen_case(said, asked.get("case"))
    choices = competent_choices(version, receiving)
    return Offered(
        agencies=choices,
        cases=[(case.pk, str(case)) for case in said.alternatives],
        components=said.asked(case_id),
        fees=fees.lines(version, case_id, _agency_of(choices, asked.get("competent_agency"))),
        files=files,
    )


def bound_form(version: ProcedureVersion, receiving: int, data: Any, files: Files) -> IntakeForm:
    """The form as it was posted; fees nobody changed follow the case and the agency."""
    offered = offered_for(version, receiving, data, files)
    take_over_fees(data, offered.fees)
    return IntakeForm(data, offered=offered)


def kept_form(version: ProcedureVersion, receiving: int, initial: dict[str, Any], said: Typed) -> IntakeForm:
    """A form that shows what was typed so far without judging it."""
    offered = offered_for(version, receiving, said.data, said.files)
    take_over_fees(said.data, offered.fees)
    return IntakeForm(None, initial=initial | said.data.dict(), offered=offered)


def fresh_form(
    version: ProcedureVersion, receiving: int, initial: dict[str, Any], files: Files
) -> IntakeForm:
    """A form that shows values without judging them."""
    offered = offered_for(version, receiving, initial, files)
    case_id = chosen_case(terms.published(version.pk), initial.get("case"))
    return IntakeForm(None, initial=initial | {"case": case_id}, offered=offered)


def _agency_of(choices: list[tuple[int, str]], asked: Any) -> int | None:
    by_text = {str(pk): pk for pk, _name in choices}
    return by_text.get(str(asked)) or next(iter(by_text.values()), None)


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


def sectors_of(version: ProcedureVersion) -> str:
    """Fields of administration a procedure belongs to, in one line."""
    return ", ".join(version.version_sectors.order_by("position").values_list("sector__name", flat=True))


def preview(version: ProcedureVersion, form: IntakeForm, receiving: int) -> tuple[str | None, Promise | None]:
    """Limit and due date as they would be if the dossier were accepted this minute."""
    choices = form.fields["competent_agency"].choices
    agency_id = _agency_of(choices, form["competent_agency"].value()) or receiving
    channel = str(form["intake_channel"].value())
    kind = int(channel) if channel in ("1", "2", "3") else IntakeChannel.COUNTER.value
    case_id = chosen_case(terms.published(version.pk), form["case"].value())
    at = clock.now()
    limit = terms.limit_text(version, agency_id=agency_id, channel=kind, at=at, case_id=case_id)
    if limit is None:
        return None, None
    calendar, _reference = calendars.in_force(Agency.objects.get(pk=agency_id), at)
    return limit, promise(Clock(limit, at, at), calendar)
