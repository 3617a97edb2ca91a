"""Who counts as having taken a dossier on, which papers go along, and what the clock says afterwards."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from motcua.casework.deadlines.clocks import Clock, Replaced, promise, recased
from motcua.casework.dossiers.tests.factories import MONDAY
from motcua.casework.recasing.rules import carried, taken_on
from motcua.kernel.calendar.work_calendar import shipped_calendar

HOUR, CALENDAR = timedelta(hours=1), shipped_calendar()


@dataclass
class Happened:
    kind: str
    facts: dict = field(default_factory=dict)


def accepted() -> Happened:
    return Happened("dossiers.accepted", {"step_role": "intake_officer"})


def passed(to_role: str, officer_id: int | None = None, kind: str = "dossiers.handed_over") -> Happened:
    return Happened(kind, {"to_role": to_role, "to_officer_id": officer_id})


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        ([], False),
        ([passed("case_officer")], False),
        ([passed("intake_officer"), passed("case_officer")], False),
        ([passed("case_officer", 7)], True),
        ([passed("case_officer", 7), passed("intake_officer", 3, "dossiers.recalled")], False),
        ([passed("case_officer"), Happened("dossiers.taken_over")], True),
        ([Happened("dossiers.taken_over"), passed("case_officer")], False),
        ([Happened("dossiers.supplement_requested")], False),
        ([passed("case_officer"), Happened("dossiers.supplement_requested")], True),
        ([passed("case_officer"), Happened("dossiers.assigned")], True),
        ([passed("case_officer"), passed("approver")], True),
        ([passed("case_officer"), passed("intake_officer", 3, "dossiers.sent_back")], True),
        ([Happened("dossiers.extended")], True),
        ([passed("case_officer"), Happened("dossiers.amended"), Happened("dossiers.pin_replaced")], False),
        ([passed("case_officer"), Happened("dossiers.taken_over"), accepted()], False),
    ],
)
def test_taken_on(after, expected):
    assert taken_on([Happened("dossiers.drafted"), accepted(), *after]) is expected


@given(st.lists(st.sampled_from(["amended", "pin_replaced", "case_changed", "due_recomputed"]), max_size=8))
def test_what_the_counter_and_the_calendar_do_takes_nothing_on(kinds):
    quiet = [Happened(f"dossiers.{kind}") for kind in kinds]
    assert not taken_on([accepted(), *quiet, passed("case_officer"), *quiet])
    assert taken_on(
        [accepted(), *quiet, passed("case_officer"), *quiet, Happened("dossiers.taken_over"), *quiet]
    )


def test_papers_of_the_same_name_go_along():
    names = {1: "Tờ khai", 2: "Bản vẽ", 3: "TỜ KHAI", 4: "Đơn"}
    assert carried({1: "Tờ khai", 2: "Bản vẽ"}, names, [2, 3, 4]) == {2: 2, 3: 1}
    assert carried({1: "", 2: "Bản vẽ"}, names | {3: ""}, [3]) == {}


LIMITS = ["1 working_days", "5 working_days", "15 working_days", "10 days", "4 hours"]


@settings(max_examples=40)
@given(st.lists(st.sampled_from(LIMITS), min_size=2, max_size=5))
def test_the_last_limit_counts_and_every_former_one_is_told(limits):
    clock = Clock(limits[0], MONDAY, MONDAY)
    for number, limit in enumerate(limits[1:], 1):
        before = Replaced(MONDAY + number * HOUR, clock.limit, promise(clock, CALENDAR).due_at)
        clock = recased(clock, limit, before)
    found, plain = promise(clock, CALENDAR), promise(Clock(limits[-1], MONDAY, MONDAY), CALENDAR)
    assert (found.due_at, found.index_due_at) == (plain.due_at, plain.index_due_at)
    notes = [line for line in found.trace if line["kind"] == "case"]
    assert [line for line in found.trace if line["kind"] != "case"] == plain.trace
    assert [line["at"] for line in notes] == [before.at.isoformat() for before in clock.replaced]
    assert len(notes) == len(limits) - 1
