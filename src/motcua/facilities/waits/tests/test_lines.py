from motcua.facilities.waits.hall import Fairness, Person
from motcua.facilities.waits.lines import Lines, queues_of


def lines_of(*people: Person, in_a_row: int = 0) -> Lines:
    cast = list(people)
    return Lines(cast, queues_of(cast, {"G": in_a_row}), Fairness())


def order_of(lines: Lines, at: float) -> list[float]:
    """Arrivals in the order of the calls."""
    called = []
    while (number := lines.take(["G"], at)) is not None:
        called.append(lines.cast[number].arrived)
    return called


def test_first_come_first_called():
    assert order_of(lines_of(*(Person("G", "a", float(at)) for at in (3, 1, 2))), 10) == [1, 2, 3]


def test_an_appointment_in_its_window_goes_first_then_priority():
    people = [Person("G", "a", 1), Person("G", "a", 2, is_priority=True), Person("G", "a", 3, slot=12)]
    assert order_of(lines_of(*people), 10) == [3, 2, 1]


def test_outside_its_window_an_appointment_waits_by_arrival():
    early, late = Person("G", "a", 3, slot=40), Person("G", "a", 4, slot=-5)
    assert order_of(lines_of(Person("G", "a", 5), late, early, Person("G", "a", 1)), 10) == [1, 3, 4, 5]


def test_two_priority_calls_in_a_row_pass_a_patient_regular_but_no_third():
    priority = [Person("G", "a", float(at), is_priority=True) for at in (20, 21, 22)]
    assert order_of(lines_of(Person("G", "a", 0), *priority), 31) == [20, 21, 0, 22]
    assert order_of(lines_of(Person("G", "a", 0), *priority), 29) == [20, 21, 22, 0]


def test_calls_before_now_count():
    people = [Person("G", "a", 0), Person("G", "a", 20, is_priority=True)]
    assert order_of(lines_of(*people, in_a_row=2), 40) == [0, 20]


def test_who_joins_stands_in_the_right_place():
    lines = lines_of(Person("G", "a", 1), Person("G", "a", 2, slot=14))
    lines.join(Person("G", "a", 9, slot=11))
    lines.join(Person("G", "a", 10, is_priority=True))
    assert order_of(lines, 10) == [9, 2, 10, 1]


def test_a_counter_calls_its_groups_in_their_order():
    cast = [Person("A", "a", 2), Person("B", "b", 1), Person("C", "c", 0)]
    lines = Lines(cast, queues_of(cast, {}), Fairness())
    assert [lines.take(["A", "B"], 5), lines.take(["A", "B"], 5), lines.take(["A", "B"], 5)] == [0, 1, None]


def test_who_has_waited_long_in_another_group_goes_before():
    cast = [Person("A", "a", 20), Person("B", "b", 0)]
    assert Lines(cast, queues_of(cast, {}), Fairness()).take(["A", "B"], 31) == 1
    assert Lines(cast, queues_of(cast, {}), Fairness()).take(["A", "B"], 29) == 0


def test_appointments_are_preferred_too():
    slots = [Person("G", "a", 20 + n, slot=31 + n) for n in range(3)]
    assert order_of(lines_of(Person("G", "a", 0), *slots), 32) == [20, 21, 0, 22]
