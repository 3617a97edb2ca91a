"""A hall to test with: three groups, counters, officers in their seats; every name is plainly invented."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta

from motcua.casework.dossiers.tests.factories import LONG_AGO, MONDAY, Office, make_office, make_officer
from motcua.directory.agencies.actions.add_place import NewCounter, add_counter
from motcua.directory.agencies.models import Counter, Officer, OneStop
from motcua.facilities.halls import actions as halls
from motcua.facilities.halls.actions import By, NewGroup
from motcua.facilities.halls.models import Group, Hall
from motcua.facilities.queueing import actions
from motcua.facilities.queueing.actions import Asked
from motcua.facilities.queueing.models import ServiceRequest, Visit
from motcua.facilities.queueing.queries import forget_snapshots
from motcua.kernel.events.verify import verify


def minutes(number: float):
    return MONDAY + timedelta(minutes=number)


@dataclass
class HallStage:
    """A hall of a one-stop with its people."""

    office: Office
    hall: Hall
    groups: dict[str, Group] = field(default_factory=dict)
    counters: list[Counter] = field(default_factory=list)
    officers: list[Officer] = field(default_factory=list)

    def by(self, seat: int = 0, at: float = 0) -> By:
        return By(self.officers[seat].pk, minutes(at))

    def ticket(self, letter: str = "A", at: float = 0, **asked: object) -> ServiceRequest:
        """A number taken and printed."""
        visit = self.visit(letter, at, **asked)
        actions.confirm(visit_id=visit.pk, by=By(None, minutes(at)))
        return ServiceRequest.objects.get(visit=visit)

    def visit(self, letter: str = "A", at: float = 0, **asked: object) -> Visit:
        wanted = Asked(group_id=self.groups[letter].pk, **asked)  # type: ignore[arg-type]
        return actions.issue(hall_id=self.hall.pk, asked=wanted, by=By(None, minutes(at)))

    def next(self, seat: int = 0, at: float = 0) -> ServiceRequest:
        return actions.call_next(counter_id=self.counters[seat].pk, by=self.by(seat, at))

    def serve(self, seat: int = 0, at: float = 0, until: float | None = None) -> ServiceRequest:
        """Call, start and finish the next one."""
        row = self.next(seat, at)
        actions.start(request_id=row.pk, by=self.by(seat, at))
        return actions.finish(request_id=row.pk, by=self.by(seat, at if until is None else until))


def make_hall(counters: int = 2, *, office: Office | None = None) -> HallStage:
    """A hall open since long ago with groups A, B, C; every counter serves A then B, the last one C too."""
    forget_snapshots()
    office = office or make_office()
    one_stop = OneStop.objects.get(agency=office.center)
    places = [
        add_counter(one_stop=one_stop, new=NewCounter(number=n, valid_from=LONG_AGO), at=MONDAY)
        for n in range(1, counters + 1)
    ]
    by = By(office.officers["system_admin"].pk, MONDAY - timedelta(days=1))
    hall = halls.open_hall(one_stop=one_stop, by=by)
    stage = HallStage(office, hall, counters=places)
    for letter, name in (("A", "Chứng thực"), ("B", "Hộ tịch"), ("C", "Đất đai")):
        new = NewGroup(letter=letter, name=name)
        stage.groups[letter] = halls.save_group(hall_id=hall.pk, new=new, by=by)
    for number, place in enumerate(places):
        letters = "ABC" if number == counters - 1 else "AB"
        ids = tuple(stage.groups[letter].pk for letter in letters)
        halls.plan_counter(hall_id=hall.pk, counter_id=place.pk, group_ids=ids, plan=(), by=by)
        officer = (
            office.officers["intake_officer"]
            if number == 0
            else make_officer(f"Cán Bộ Quầy {number + 1}", (office.center, "intake_officer"))
        )
        stage.officers.append(officer)
        actions.take_counter(counter_id=place.pk, by=By(officer.pk, MONDAY))
    return stage


def wrong() -> list[str]:
    """What `audit verify` finds wrong about halls and visits, and the chains and statements behind them."""
    return [str(found) for found in verify() if not found.subject.startswith(("procedure", "process"))]
