"""Puts a whole demo province together: directory, catalogue, offers, processes, and sixty days of dossiers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from motcua.casework.dialogue import demo as dialogue
from motcua.casework.dossiers.choices import Status
from motcua.casework.dossiers.models import Dossier
from motcua.casework.feedback import demo as feedback
from motcua.casework.handling import demo as dossiers
from motcua.casework.joint import demo as together
from motcua.casework.mending import demo as mistakes
from motcua.casework.notes import demo as notes
from motcua.casework.ratings import demo as ratings
from motcua.config import demo_waits as waits
from motcua.directory.agencies import demo as agencies
from motcua.directory.agencies.models import OneStop
from motcua.directory.catalogue.actions.load_starter import load_starter
from motcua.directory.devices import demo as devices
from motcua.directory.procedures import queries as procedures
from motcua.directory.procedures.actions.offer_procedure import OfferRefused, OfferTerms, offer_procedure
from motcua.directory.procedures.models import ProcedureVersion
from motcua.directory.staff import demo as staff
from motcua.facilities.booking import demo as booking
from motcua.facilities.booking.models import Appointment
from motcua.facilities.printing.actions import NewPrinter, save_printer
from motcua.facilities.printing.choices import Kind
from motcua.facilities.printing.queries import printers_of
from motcua.facilities.queueing import demo as queueing
from motcua.facilities.workflow import standard
from motcua.kernel import clock
from motcua.kernel.clock import VIETNAM
from motcua.outreach.notifications import demo as notifications

DAYS = dossiers.DAYS
_SHOWN = (Status.PROCESSING.value, Status.SUPPLEMENT.value, Status.RESOLVED.value)


@dataclass(frozen=True)
class Prepared:
    """What there is to look at."""

    sign_ins: list[agencies.SignIn]
    dossiers: list[Dossier]
    made: int
    machines: list[devices.Machine]
    appointments: list[Appointment]


def is_empty() -> bool:
    """Whether nothing was entered yet."""
    return not Dossier.objects.exists()


def prepare(at: datetime, *, days: int = DAYS) -> Prepared:
    """Make the demo unless it stands; then say what there is. Raises agencies' DemoRefused.

    People stand in the hall on every day it is asked for. Everything else happens on a
    simulated clock that starts sixty days ago, so that dates of
    accounts, offers and dossiers fit together. An interrupted run left nothing half: the
    whole demo is one transaction.
    """
    made = 0
    if is_empty():
        made = _make(at, days)
    demo = agencies.create(at, since=_start(at, days).astimezone(VIETNAM).date())
    with transaction.atomic():
        receiving = demo.commune.officers["intake_officer"]
        hall = queueing.prepare(demo.commune.center, receiving, at)
        appointments = booking.prepare(hall, receiving[0], at)
        one_stop = OneStop.objects.get(agency=demo.commune.center)
        machines = devices.prepare(one_stop, at)
        _printer(one_stop, receiving[0].pk, at)
    return Prepared(demo.sign_ins, _to_look_at(), made, machines, appointments)


def _printer(one_stop: OneStop, actor_id: int, at: datetime) -> None:
    """The kiosk prints into a folder, plainly marked as a fake."""
    if not printers_of(one_stop.pk).exists():
        new = NewPrinter(name="Máy in giả lập", kind=Kind.FAKE, address="ready")
        save_printer(one_stop=one_stop, new=new, at=at, actor_id=actor_id)


def _start(at: datetime, days: int) -> datetime:
    return at - timedelta(days=days + 1)


@transaction.atomic
def _make(at: datetime, days: int) -> int:
    start = _start(at, days)
    with clock.frozen_at(start):
        demo = agencies.create(start, since=start.astimezone(VIETNAM).date())
        load_starter(at=start)
        standard.install(at=start)
        places = [
            _place(demo.commune, "commune", start, a_day=3, commune="xã Thạch Hà"),
            _place(demo.department, "province", start, a_day=1, commune="tỉnh Hà Tĩnh"),
        ]
        ratings.publish_criteria(demo.commune.center, start)
    office_hour = notifications.OfficeHour([(place.center.pk, place.officers) for place in places])
    made = dossiers.simulate(places, until=at, days=days, hourly=office_hour)
    for place in places:
        dossiers.keep_filters_of(place)
        notes.leave_notes(agency_id=place.competent.pk, officers=place.officers, at=at)
    ratings.rate_past(places[0].center, places[0].officers, at)
    feedback.tell(places[0].competent, places[0].officers, at)
    dialogue.meet(places[0].competent, places[0].officers, at)
    mistakes.find_mistakes(places[0].center, places[0].competent, places[0].officers, at)
    staff.stand_in(places[0].officers, at)
    together.make_together(places[0], places[1], at)
    waits.make_wait(places[1], at)
    return made


def _place(
    office: agencies.DemoOffice, level: str, at: datetime, *, a_day: int, commune: str
) -> dossiers.Place:
    return dossiers.Place(
        center=office.center,
        competent=office.competent,
        officers=office.officers,
        versions=_offered(office, level, at),
        a_day=a_day,
        commune=commune,
    )


def _offered(office: agencies.DemoOffice, level: str, at: datetime) -> list[ProcedureVersion]:
    """Every starter procedure of the level, offered by the office as published."""
    offered = []
    for version in procedures.versions_in_force(at.astimezone(VIETNAM).date()):
        if level not in version.levels:
            continue
        try:
            offer_procedure(
                agency_id=office.competent.pk, procedure_id=version.procedure_id, terms=OfferTerms(), at=at
            )
        except OfferRefused:
            continue
        offered.append(version)
    return offered


def _to_look_at() -> list[Dossier]:
    """One dossier in process, one that waits for papers, one with its result: the newest of each."""
    newest = (Dossier.objects.filter(status=status).order_by("-id").first() for status in _SHOWN)
    return [dossier for dossier in newest if dossier is not None]
