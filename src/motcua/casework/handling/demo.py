"""Believable demo data: dossiers of the last sixty days in every state, made by the real verbs.

A simulated clock moves through the days; every fact is marked as demo in the log.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import count
from random import Random

from motcua.casework.dossiers import actions, queries
from motcua.casework.dossiers.actions import By, DossierRefusal
from motcua.casework.dossiers.actions.results import Outcome, Receiver
from motcua.casework.dossiers.choices import DeliveryChoice, Status
from motcua.casework.dossiers.intake import ComponentEntry, FeeEntry, Intake
from motcua.casework.dossiers.models import Dossier
from motcua.casework.dossiers.terms import components_for, limit_text
from motcua.casework.handling import demo_people
from motcua.casework.handling.actions.keep_filters import keep_filter
from motcua.directory.agencies.models import Agency, Officer
from motcua.directory.procedures.models import Fee, ProcedureVersion
from motcua.kernel import clock
from motcua.kernel.calendar import WorkCalendar, add_working_minutes, is_working_day, shipped_calendar
from motcua.kernel.clock import VIETNAM

DAYS = 60
SEED = 2026


@dataclass(frozen=True)
class Place:
    """An office that receives and decides: its officers by role and the procedures it offers."""

    center: Agency
    competent: Agency
    officers: dict[str, list[Officer]]
    versions: list[ProcedureVersion]
    a_day: int
    commune: str


Act = Callable[[datetime], None]


@dataclass
class Simulation:
    """A queue of acts by their instant; each act may put later ones in."""

    chance: Random
    until: datetime
    calendar: WorkCalendar
    queue: list[tuple[datetime, int, Act]] = field(default_factory=list)
    order: Iterator[int] = field(default_factory=count)
    numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def at(self, instant: datetime, act: Act) -> None:
        """Plan an act; what would happen after the end of the simulation stays undone."""
        if instant < self.until:
            heapq.heappush(self.queue, (instant, next(self.order), act))

    def after(self, instant: datetime, hours: float, act: Act) -> None:
        """Plan an act so many working hours later."""
        self.at(add_working_minutes(instant, max(int(hours * 60), 1), self.calendar), act)

    def run(self) -> None:
        while self.queue:
            instant, _, act = heapq.heappop(self.queue)
            with clock.frozen_at(instant):
                try:
                    act(instant)
                except DossierRefusal:
                    continue  # people try what is not allowed; the refusal changed nothing


def simulate(places: list[Place], *, until: datetime, days: int = DAYS, hourly: Act | None = None) -> int:
    """Fill the log with `days` days of work that end at `until`; how many dossiers there are then.

    `hourly` is what goes on beside it in working hours: upper apps react to the facts in their time.
    """
    simulation = Simulation(Random(SEED), until, shipped_calendar())
    last = until.astimezone(VIETNAM).date()
    for back in range(days, -1, -1):
        day = last - timedelta(days=back)
        if is_working_day(day, simulation.calendar):
            for place in places:
                _plan_day(simulation, place, day)
            if hourly:
                for hour in range(8, 18):
                    simulation.at(datetime.combine(day, time(hour, 5), VIETNAM), hourly)
    simulation.run()
    return Dossier.objects.count()


def keep_filters_of(place: Place) -> None:
    """What heads keep at hand: what is late in the whole agency, shared with its officers."""
    for head in place.officers["division_head"]:
        keep_filter(
            officer_id=head.pk,
            name="Quá hạn, chưa ai nhận",
            query="view=co-quan&state=late&holder=none",
            shared_with_id=place.competent.pk,
        )


def _plan_day(simulation: Simulation, place: Place, day: date) -> None:
    chance = simulation.chance
    for _ in range(chance.randint(max(place.a_day - 1, 0), place.a_day + 1)):
        morning = chance.random() < 0.65
        clock_time = time(chance.randint(8, 10) if morning else chance.randint(14, 16), chance.randint(0, 59))
        simulation.at(datetime.combine(day, clock_time, VIETNAM), _Arrival(simulation, place).come)


@dataclass
class _Arrival:
    """One application and everything that happens to it."""

    simulation: Simulation
    place: Place
    dossier_id: int = 0
    supplemented: bool = False

    @property
    def chance(self) -> Random:
        return self.simulation.chance

    def by(self, role: str, at: datetime) -> By:
        here = self.place.center if role == "intake_officer" else self.place.competent
        return By(self.chance.choice(self.place.officers[role]).pk, here.pk, at)

    def dossier(self) -> Dossier:
        found = queries.plain(self.dossier_id)
        assert found is not None, "it came to the counter before"  # noqa: S101  narrows the type
        return found

    def come(self, at: datetime) -> None:
        """At the counter: most are accepted, some lack papers, a few are refused or left as drafts."""
        place, chance = self.place, self.chance
        version = chance.choice(place.versions)
        fate = chance.random()
        people = demo_people.parties(chance, next(self.simulation.numbers), place.commune)
        put_down = Intake(
            procedure_version_id=version.pk,
            procedure_case_id=None,
            receiving_agency_id=place.center.pk,
            support_point_id=place.center.pk,
            competent_agency_id=place.competent.pk,
            parties=people,
            delivery_choice=chance.choice(
                [DeliveryChoice.COUNTER, DeliveryChoice.BOTH, DeliveryChoice.POST]
            ).value,
            components=_entries(version) if fate > 0.09 else (),
            mandate="Giấy ủy quyền mẫu" if people.submitter else "",
        )
        by = self.by("intake_officer", at)
        self.dossier_id = actions.draft_dossier(intake=put_down, by=by).pk
        if fate < 0.03:
            return
        if fate < 0.06:
            actions.reject_dossier(
                dossier_id=self.dossier_id, by=by, reason="Thủ tục không thuộc thẩm quyền (dữ liệu minh họa)."
            )
        elif fate < 0.09:
            items = ["Bản chính tờ khai có chữ ký", "Bản sao giấy tờ kèm theo"]
            actions.request_supplement(
                dossier_id=self.dossier_id, by=by, items=items, reason="Chưa đủ thành phần hồ sơ."
            )
        elif limit_text(version, agency_id=place.competent.pk, channel=1, at=at):
            actions.accept_dossier(dossier_id=self.dossier_id, by=by, fees=_fees(version))
            self.simulation.after(at, chance.uniform(0.2, 3), self.leave_counter)

    def leave_counter(self, at: datetime) -> None:
        if self.chance.random() < 0.01:
            actions.undo_acceptance(
                dossier_id=self.dossier_id, by=self.by("intake_officer", at), reason="Chọn nhầm thủ tục."
            )
            return
        actions.hand_over(dossier_id=self.dossier_id, by=self._holder(at))
        self.simulation.after(at, self.chance.uniform(0.3, 4), self.take)

    def _holder(self, at: datetime) -> By:
        """Whoever has it now, else anybody of its role."""
        dossier = self.dossier()
        someone = self.chance.choice(self.place.officers[dossier.holder_role]).pk
        return By(
            dossier.holder_officer_id or someone, dossier.holder_agency_id or self.place.competent.pk, at
        )

    def take(self, at: datetime) -> None:
        actions.take_over(dossier_id=self.dossier_id, by=self._holder(at))
        dossier = self.dossier()
        pace = self._pace(dossier)
        if dossier.step == "appraise" and not self.supplemented and self.chance.random() < 0.14:
            self.simulation.after(at, self.chance.uniform(1, 12), self.ask)
        elif self.chance.random() < 0.02:
            self.simulation.after(at, pace, self.withdraw)
        else:
            self.simulation.after(at, pace, self.go_on)

    def _pace(self, dossier: Dossier) -> float:
        """Working hours a step takes: most within its share of the limit, some far too long."""
        whole = 8.0
        if dossier.due_at and dossier.accepted_at:
            whole = max((dossier.due_at - dossier.accepted_at).total_seconds() / 3600 / 3, 2.0)
        factor = (
            self.chance.uniform(0.05, 0.26) if self.chance.random() < 0.93 else self.chance.uniform(0.5, 1.6)
        )
        return whole * factor

    def ask(self, at: datetime) -> None:
        self.supplemented = True
        reason = "Nội dung kê khai chưa khớp với giấy tờ kèm theo."
        actions.request_supplement(
            dossier_id=self.dossier_id,
            by=self._holder(at),
            items=["Bản sao giấy tờ còn thiếu"],
            reason=reason,
        )
        if self.chance.random() < 0.8:
            self.simulation.after(at, self.chance.uniform(6, 40), self.answer)

    def answer(self, at: datetime) -> None:
        actions.receive_supplement(
            dossier_id=self.dossier_id, by=self.by("intake_officer", at), components=()
        )
        self.simulation.after(at, self._pace(self.dossier()), self.go_on)

    def withdraw(self, at: datetime) -> None:
        actions.withdraw(
            dossier_id=self.dossier_id,
            by=self.by("intake_officer", at),
            reason="Người nộp không còn nhu cầu.",
        )
        if self.chance.random() < 0.7:
            self.simulation.after(at, self.chance.uniform(2, 12), self.stop)

    def stop(self, at: datetime) -> None:
        decision = "Dừng giải quyết theo yêu cầu của người nộp."
        actions.stop(dossier_id=self.dossier_id, by=self.by("approver", at), decision=decision)

    def go_on(self, at: datetime) -> None:
        dossier = self.dossier()
        if dossier.status in (Status.SUPPLEMENT, Status.WITHDRAWAL):
            return
        if dossier.is_overdue(at) and not dossier.apology_count:
            actions.apologise(
                dossier_id=dossier.pk, by=self.by("approver", at), reason="Cơ quan phải xác minh thêm (dữ liệu minh họa).",
                cause_agency_id=self.place.competent.pk,
            )  # fmt: skip
        if dossier.step == "approve":
            actions.approve(dossier_id=dossier.pk, by=self._holder(at))
        elif dossier.step == "issue":
            title = f"Kết quả: {dossier.procedure_version.name}"[:300]
            outcome = Outcome(
                title=title, number=f"{dossier.pk}/KQ-UBND", signed_on=at.astimezone(VIETNAM).date()
            )
            actions.record_result(dossier_id=dossier.pk, by=self._holder(at), outcome=outcome)
            if self.chance.random() < 0.9:
                self.simulation.after(at, self.chance.uniform(1, 30), self.give)
            return
        else:
            actions.hand_over(dossier_id=dossier.pk, by=self._holder(at))
        self.simulation.after(at, self.chance.uniform(0.3, 4), self.take)

    def give(self, at: datetime) -> None:
        owner = self.dossier().parties.get(role="owner")
        receiver = Receiver(
            kind="owner", identity_check="personal_id", name=owner.name, identity_number=owner.personal_id
        )
        actions.deliver(dossier_id=self.dossier_id, by=self.by("intake_officer", at), receiver=receiver)


def _entries(version: ProcedureVersion) -> tuple[ComponentEntry, ...]:
    wanted = components_for(version.pk, None)
    return tuple(
        ComponentEntry(component_id=c.pk, kind="original" if c.original_qty else "copy") for c in wanted
    )


def _fees(version: ProcedureVersion) -> list[FeeEntry]:
    fees = Fee.objects.filter(
        time_limit__channel__version=version, time_limit__channel__kind="counter", amount_vnd__isnull=False
    )
    return [FeeEntry(fee_id=fee.pk, kind=fee.kind, amount_vnd=fee.amount_vnd or 0) for fee in fees[:1]]
