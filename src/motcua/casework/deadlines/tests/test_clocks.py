"""The two dates of a clock: what stands still counts for nobody, and nothing counts twice."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from motcua.casework.deadlines.clocks import Clock, clock_of, promise, resumed, standing
from motcua.kernel.calendar import next_opening, shipped_calendar, working_minutes_between

CALENDAR = shipped_calendar()
# Monday 5 October 2026, 09:00 in Viet Nam
MONDAY = datetime(2026, 10, 5, 2, 0, tzinfo=UTC)
HOURS = 24
LAW = "NĐ 101/2024, Điều 5"


@dataclass(frozen=True)
class Said:
    kind: str
    happened_at: datetime
    facts: dict[str, Any] = field(default_factory=dict)
    actor_id: int | None = None
    agency_id: int | None = None


def said(kind: str, at: datetime, **facts: Any) -> Said:
    return Said(kind, at, {"calendar": {}} | facts)


ACCEPTED = said("dossiers.accepted", MONDAY, limit=f"{HOURS} hours")
_TOGGLES = {
    "law": (("upkeep.clock_stopped", {"laws": [LAW]}), ("upkeep.clock_resumed", {})),
    "money": (("dossiers.payment_asked", {"clock": "PAUSE"}), ("dossiers.payment_confirmed", {})),
}


@st.composite
def lives(draw: st.DrawFn) -> list[Said]:
    """An acceptance, then both kinds of stops turned on and off in any order, over each other too."""
    events, on, at = [ACCEPTED], {"law": False, "money": False}, MONDAY
    for what in draw(st.lists(st.sampled_from(sorted(_TOGGLES)), max_size=10)):
        at += timedelta(minutes=draw(st.integers(0, 3000)))
        kind, facts = _TOGGLES[what][on[what]]
        on[what] = not on[what]
        events.append(said(kind, at, **facts))
    for what in sorted(_TOGGLES):
        if on[what]:
            at += timedelta(minutes=draw(st.integers(0, 3000)))
            events.append(said(_TOGGLES[what][1][0], at))
    return events


def stood(events: list[Said], minute: datetime, until: datetime) -> int:
    """Working minutes between two instants in which at least one stop was on: found piece by piece."""
    on: set[str] = set()
    total, since = 0, MONDAY
    for event in [*events[1:], said("end", until)]:
        begins, ends = max(since, minute), min(event.happened_at, until)
        if on and begins < ends:
            total += working_minutes_between(begins, ends, CALENDAR)
        for what, ((starts, _facts), (stops, _none)) in _TOGGLES.items():
            if event.kind == starts:
                on.add(what)
            elif event.kind == stops:
                on.discard(what)
        since = event.happened_at
    return total


def clock(events: list[Said]) -> Clock:
    found = clock_of(events)
    assert found is not None
    return found[0]


@settings(max_examples=120, deadline=None)
@given(lives())
def test_both_dates_are_the_limit_beside_the_union_of_stops(events):
    promised = promise(clock(events), CALENDAR)
    for date in (promised.due_at, promised.index_due_at):
        counted = working_minutes_between(MONDAY, date, CALENDAR) - stood(events, MONDAY, date)
        assert counted == HOURS * 60


@settings(max_examples=80, deadline=None)
@given(lives(), st.integers(0, 10))
def test_a_date_promised_anew_moves_by_what_stood_still_since(events, place):
    """Only what begins after the extension moves it; the date itself took account of what came before."""
    place = min(place, len(events))
    at, on = events[place - 1].happened_at if place else MONDAY, clock(events[: max(place, 1)])
    if on.standing or sum(e.kind.startswith("dossiers.payment") for e in events[:place]) % 2:
        return  # nobody extends what stands
    to = next_opening(at + timedelta(days=30), CALENDAR)
    extended = said("dossiers.extended", at, due_at=to.isoformat())
    life = [*events[: max(place, 1)], extended, *events[max(place, 1) :]]
    promised = promise(clock(life), CALENDAR)
    assert promised.due_at == promised.index_due_at
    later = working_minutes_between(to, promised.due_at, CALENDAR)
    assert later == stood([ACCEPTED, *life[max(place, 1) + 1 :]], at, promised.due_at)


def test_the_trace_names_the_law():
    wednesday = MONDAY + timedelta(days=2)
    events = [
        ACCEPTED,
        said("upkeep.clock_stopped", MONDAY, laws=[LAW]),
        said("upkeep.clock_resumed", wednesday),
    ]
    promised = promise(clock(events), CALENDAR)
    paused = [entry for entry in promised.trace if entry["kind"] == "pause"]
    assert [(entry["paper"], entry["minutes"]) for entry in paused] == [(LAW, 16 * 60)]
    assert LAW in paused[0]["text"]


def test_another_law_lets_it_stand_on_and_both_are_named_once():
    tuesday, friday = MONDAY + timedelta(days=1), MONDAY + timedelta(days=4)
    on = standing(standing(clock([ACCEPTED]), MONDAY, [LAW]), tuesday, ["Luật Đất đai"])
    assert on.standing is not None
    assert on.standing.laws == ("Luật Đất đai",)
    paused = [e for e in promise(resumed(on, friday), CALENDAR).trace if e["kind"] == "pause"]
    assert [(e["paper"], e["minutes"]) for e in paused] == [(f"{LAW}, Luật Đất đai", 4 * 8 * 60)]


def test_a_stop_said_to_end_before_it_began_never_was():
    """An outside system's word may carry an earlier instant."""
    on = standing(clock([ACCEPTED]), MONDAY + timedelta(days=2), [LAW])
    assert promise(resumed(on, MONDAY), CALENDAR).due_at == promise(clock([ACCEPTED]), CALENDAR).due_at


def test_what_stood_before_a_supplement_stays_in_the_date_of_the_index():
    """The decree counts again from the supplement, the index goes on with its first count."""
    day = timedelta(days=1)
    events = [
        ACCEPTED,
        said("upkeep.clock_stopped", MONDAY, laws=[LAW]),
        said("upkeep.clock_resumed", MONDAY + day),
        said("dossiers.supplement_requested", MONDAY + day),
        said("dossiers.supplement_received", MONDAY + 2 * day),
    ]
    promised = promise(clock(events), CALENDAR)
    assert working_minutes_between(MONDAY + 2 * day, promised.due_at, CALENDAR) == HOURS * 60
    assert working_minutes_between(MONDAY, promised.index_due_at, CALENDAR) == (HOURS + 16) * 60
