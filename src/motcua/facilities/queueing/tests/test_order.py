"""The fairness of a line, on values."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from motcua.facilities.queueing.rules.order import (
    MOST_PREFERRED,
    PATIENCE,
    Waiting,
    choose,
    in_order,
    is_missed,
    passed_over,
)

NINE = datetime(2026, 10, 5, 2, 0, tzinfo=UTC)


def at(minutes: float) -> datetime:
    return NINE + timedelta(minutes=minutes)


def person(pk: int, came: float, **fields: object) -> Waiting:
    return Waiting(**({"id": pk, "group_id": 1, "line_at": at(came)} | fields))  # type: ignore[arg-type]


def order(*people: Waiting, now: float = 0, streak: int = 0) -> list[int]:
    return [one.id for one in in_order(people, at=at(now), streak=streak)]


def test_arrival_decides_among_equals():
    assert order(person(2, 1), person(1, 0), person(3, 1)) == [1, 2, 3]


def test_priority_goes_before_and_its_first_class_first():
    assert order(person(1, 0), person(2, 1, rank=2), person(3, 2, rank=1)) == [3, 2, 1]


@pytest.mark.parametrize(
    ("now", "expected"), [(24, [1, 2, 3]), (25, [3, 1, 2]), (40, [3, 1, 2]), (41, [1, 2, 3])]
)
def test_an_appointment_counts_from_five_minutes_before_to_ten_after(now, expected):
    # A priority class stands behind the appointment and before the others; here are none.
    people = person(1, 15), person(2, 16), person(3, 20, appointment_at=at(30))
    assert order(*people, now=now) == expected


def test_an_appointment_in_its_window_goes_before_priority():
    assert order(person(1, 0, rank=1), person(2, 1, appointment_at=at(5)), now=5) == [2, 1]


def test_after_two_of_priority_one_goes_who_waited_long():
    long = person(1, 0)
    urgent = [person(n, 30, rank=1) for n in (2, 3, 4, 5, 6)]
    assert order(long, person(9, 20), *urgent, now=31) == [2, 3, 1, 4, 5, 6, 9]
    assert order(long, *urgent, now=31, streak=2)[0] == 1
    assert order(long, *urgent, now=29, streak=2)[0] == 2, "29 minutes are not long yet"


def test_who_is_back_in_time_stands_second():
    back = person(9, 0, returned_at=at(10), behind_id=1)
    assert order(person(1, 1), person(2, 2), back, now=10) == [1, 9, 2]
    assert order(person(2, 2), back, now=12) == [9, 2], "whoever was first has been called"
    again = person(8, 0, returned_at=at(11), behind_id=1)
    assert order(person(1, 1), person(2, 2), again, back, now=12) == [1, 9, 8, 2]


def test_a_counter_takes_its_first_group_unless_another_waits_too_long():
    lines = [[person(1, 20)], [person(2, 0, group_id=2)]]
    chosen = choose(lines, counter_id=7, group_ids=(1, 2), at=at(25))
    assert chosen == lines[0][0]
    chosen = choose(lines, counter_id=7, group_ids=(1, 2), at=at(31))
    assert chosen == lines[1][0]
    assert choose(lines, counter_id=7, group_ids=(3,), at=at(31)) is None


def test_who_was_sent_to_a_counter_is_called_there_only_and_first():
    sent = person(2, 5, for_counter_id=7)
    lines = [[person(1, 0), sent]]
    here = choose(lines, counter_id=7, group_ids=(1,), at=at(6))
    elsewhere = choose([[sent]], counter_id=8, group_ids=(1,), at=at(6))
    assert here == sent
    assert elsewhere is None


def test_passed_over_counts_who_could_have_been_called():
    line = [person(1, 0), person(2, 1, for_counter_id=8), person(3, 2), person(4, 3)]
    assert passed_over([line], line[3], counter_id=7, group_ids=(1,)) == 2
    assert passed_over([line], line[0], counter_id=7, group_ids=(1,)) == 0


def test_missed_needs_three_calls_over_two_minutes():
    assert not is_missed(calls=3, first_call_at=NINE, at=NINE + timedelta(seconds=119))
    assert not is_missed(calls=2, first_call_at=NINE, at=at(10))
    assert is_missed(calls=3, first_call_at=NINE, at=at(2))


_people = st.lists(
    st.builds(
        lambda came, rank, due: (came, rank, due),
        st.integers(0, 120),
        st.sampled_from((0, 0, 0, 1, 2)),
        st.none() | st.integers(0, 150),
    ),
    max_size=25,
)


def _line(rows) -> list[Waiting]:
    return [
        person(n, came, rank=rank, appointment_at=None if due is None else at(due))
        for n, (came, rank, due) in enumerate(rows, 1)
    ]


@given(_people, st.integers(0, 3), st.integers(0, 200), st.randoms(use_true_random=False))
@settings(max_examples=60)
def test_everybody_stands_in_line_once_and_the_order_does_not_depend_on_how_they_are_listed(
    rows, streak, now, random
):
    people = _line(rows)
    mixed = people[:]
    random.shuffle(mixed)
    ordered = in_order(people, at=at(now), streak=streak)
    assert sorted(one.id for one in ordered) == [one.id for one in people]
    assert ordered == in_order(mixed, at=at(now), streak=streak)


@given(_people, st.integers(121, 200))
@settings(max_examples=60)
def test_equals_keep_the_order_of_their_arrival(rows, now):
    ordered = in_order(_line(rows), at=at(now), streak=0)
    regular = [one.line_at for one in ordered if not one.is_preferred(at(now))]
    assert regular == sorted(regular)


@given(st.integers(1, 12), st.integers(1, 6), st.integers(0, 4))
@settings(max_examples=40)
def test_nobody_starves_however_many_of_priority_come(regulars, minutes_each, already_waiting):
    """One counter, and before each of its calls two more people of priority arrive: all regulars are served."""
    waiting = [person(n, 0) for n in range(1, regulars + 1)]
    waiting += [person(100 + n, 0, rank=1) for n in range(already_waiting)]
    streak, now, calls, next_id = 0, 0, 0, 1000
    while any(one.rank == 0 for one in waiting):
        waiting += [person(next_id, now, rank=1), person(next_id + 1, now, rank=1)]
        next_id += 2
        first = in_order(waiting, at=at(now), streak=streak)[0]
        waiting.remove(first)
        streak = streak + 1 if first.rank else 0
        calls += 1
        now += minutes_each
        assert streak <= MOST_PREFERRED or at(now - minutes_each) - NINE <= PATIENCE
        assert calls <= PATIENCE.seconds // 60 // minutes_each + (MOST_PREFERRED + 1) * regulars + 1


@given(_people, st.integers(0, 200))
@settings(max_examples=40)
def test_the_first_is_always_the_one_whom_the_counter_calls(rows, now):
    line = in_order(_line(rows), at=at(now), streak=0)
    chosen = choose([line], counter_id=7, group_ids=(1,), at=at(now))
    assert chosen == (line[0] if line else None)
    moved = [replace(one, group_id=2) for one in line]
    assert choose([moved], counter_id=7, group_ids=(1,), at=at(now)) is None
