import math
from statistics import fmean

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from motcua.facilities.waits.habits import DEFAULT_MINUTES, ENOUGH, Basis, Habits, assumed, spans
from motcua.facilities.waits.hall import Booked, Counter, Hall, Person
from motcua.facilities.waits.prediction import play_many, predict, quantile

G = ("G",)
ME = Person("G", "a", 100)
STEADY = Habits(by_procedure={"a": spans([10.0] * ENOUGH)})
VARIED = Habits(
    by_procedure={"a": spans([float(minutes) for minutes in range(2, 42)])},
    absences=spans([5.0, 15.0, 40.0]),
    absence_chance=0.1,
    no_show_chance=0.05,
)


def hall(people: int = 0, open_counters: int = 1, **changes) -> Hall:
    line = tuple(Person("G", "a", float(at)) for at in range(people))
    given = {"now": 100.0, "line": line, "counters": (Counter(G),) * open_counters}
    return Hall(**(given | changes))


def test_nobody_waits_at_a_free_counter():
    told = predict(hall(), ME, STEADY, seed=1)
    assert (told.low, told.promised, told.high) == (0, 0, 0)


def test_steady_services_are_foretold_exactly():
    told = predict(hall(people=5, open_counters=2), ME, STEADY, seed=1)
    assert (told.low, told.middle, told.high) == (20, 20, 20)


def test_time_already_spent_counts():
    sitting = Counter(G, serving=("G", "a"), busy_for=7)
    assert predict(hall(counters=(sitting,)), ME, STEADY, seed=1).middle == 3


def test_a_counter_that_opens_later_and_one_that_is_left():
    assert predict(hall(counters=(Counter(G, opens_in=25),)), ME, STEADY, seed=1).middle == 25
    breaks = Habits(by_procedure=STEADY.by_procedure, absences=spans([15.0]))
    assert predict(hall(counters=(Counter(G, away_for=5),)), ME, breaks, seed=1).middle == 10


def test_no_open_counter_gives_no_promise():
    assert predict(hall(counters=()), ME, STEADY, seed=1) is None
    assert predict(hall(counters=(Counter(("X",)),)), ME, STEADY, seed=1) is None


def test_nobody_is_promised_a_call_after_closing():
    closing = Counter(G, closes_in=25)
    assert predict(hall(people=2, counters=(closing,)), ME, STEADY, seed=1).high == 20
    assert predict(hall(people=3, counters=(closing,)), ME, STEADY, seed=1) is None


def test_priority_that_will_come_makes_the_regular_wait_longer():
    calm, busy = (
        VARIED,
        Habits(by_procedure=VARIED.by_procedure, priority_rate={"G": 0.05}, mix={"G": ("a",)}),
    )
    many = hall(people=8, open_counters=2)
    assert predict(many, ME, busy, seed=2).middle > predict(many, ME, calm, seed=2).middle
    first = ME._replace(is_priority=True)
    assert predict(many, first, busy, seed=2).middle < predict(many, ME, calm, seed=2).middle


def test_an_appointment_still_to_come_goes_first():
    booked = hall(people=2, booked=(Booked("G", "a", 112.0),))
    assert predict(booked, ME, STEADY, seed=1).middle == 30
    assert predict(booked, ME, Habits(STEADY.by_procedure, missed_slot_chance=1.0), seed=1).middle == 20


def test_counters_with_two_skills_are_kept_busy_by_both_groups():
    line = tuple(Person(group, "a", 96.0 + at) for at, group in enumerate("GXXG"))
    counters = (Counter(("G", "X")), Counter(("X",)))
    assert predict(hall(line=line, counters=counters), ME, STEADY, seed=1).middle == 20
    turned = (Counter(("X", "G")), Counter(("X",)))
    assert predict(hall(line=line, counters=turned), ME, STEADY, seed=1).middle == 30
    apart = (Counter(G), Counter(("X",)))
    assert predict(hall(line=line, counters=apart), ME, STEADY, seed=1).middle == 20


def test_little_history_falls_back_to_the_group_then_to_normal_minutes():
    few, enough = spans([3.0] * (ENOUGH - 1)), spans([9.0] * ENOUGH, Basis.GROUP)
    grouped = Habits(by_procedure={"a": few}, by_group={"G": enough})
    assert (grouped.of("G", "a").mean, grouped.of("G", "a").basis) == (9, Basis.GROUP)
    bare = Habits(by_procedure={"a": few}, normal_minutes={"G": 7.0})
    assert bare.of("G", "a").mean == pytest.approx(7)
    assert Habits().of("G", "a").mean == pytest.approx(DEFAULT_MINUTES)
    assert predict(hall(people=4), ME, bare, seed=1).basis is Basis.NORMAL


def test_a_service_longer_than_any_before_still_ends():
    sitting = Counter(G, serving=("G", "a"), busy_for=500)
    told = predict(hall(counters=(sitting,)), ME, VARIED, seed=1)
    assert 0 < told.middle < 60


def test_assumed_times_spread_round_their_mean():
    found = assumed(20)
    assert fmean(found.minutes) == pytest.approx(20)
    assert found.minutes[0] < 10
    assert found.minutes[-1] > 40


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 12), st.integers(1, 4), st.integers(0, 2**32))
def test_the_same_hall_and_seed_give_the_same_answer(people, counters, seed):
    asked = [predict(hall(people, counters), ME, VARIED, seed=seed, runs=20) for _ in range(2)]
    assert asked[0] == asked[1]


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 12), st.integers(1, 4), st.integers(0, 2**32))
def test_one_more_in_front_never_shortens_a_wait(people, counters, seed):
    fewer = play_many(hall(people, counters), ME, VARIED, seed=seed, runs=20)
    more = play_many(hall(people + 1, counters), ME, VARIED, seed=seed, runs=20)
    assert all(a <= b for a, b in zip(fewer, more, strict=True))


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 12), st.integers(1, 4), st.integers(0, 2**32))
def test_one_more_counter_never_lengthens_a_wait(people, counters, seed):
    fewer = play_many(hall(people, counters), ME, VARIED, seed=seed, runs=20)
    more = play_many(hall(people, counters + 1), ME, VARIED, seed=seed, runs=20)
    assert all(a >= b for a, b in zip(fewer, more, strict=True))


@settings(max_examples=40, deadline=None)
@given(st.integers(1, 12), st.integers(1, 4), st.integers(0, 2**32))
def test_the_range_stands_in_order(people, counters, seed):
    told = predict(hall(people, counters), ME, VARIED, seed=seed, runs=30)
    assert 0 <= told.low <= told.promised <= told.high


def test_quantiles_lie_between_neighbours():
    assert quantile([0.0, 10.0], 0.25) == 2.5
    assert quantile([7.0], 0.9) == 7
    assert quantile([1.0, math.inf], 0.5) == math.inf
    assert quantile([1.0, math.inf], 0.0) == 1
