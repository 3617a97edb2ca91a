"""Are announced waits right? Three halls that never were, beside the estimators one could do with."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator

from bench.measuring import Result, at_most
from bench.office import Bench
from motcua.facilities.waits.hall import Counter, Hall, Person
from motcua.facilities.waits.prediction import predict
from motcua.facilities.waits.tests.halls import BUSINESS, CIVIL, LAND, days_of, learned
from motcua.facilities.waits.tests.measuring import measure as measure_office

DAYS = int(os.environ.get("BENCH_HALL_DAYS", "150"))
ENGINE = "pure"


def measure(bench: Bench) -> Iterator[Result]:
    del bench  # no database is asked
    yield _speed()
    for office in (CIVIL, LAND, BUSINESS):
        score = measure_office(office, days=DAYS, seed=5)
        print(score.table(), flush=True)
        what = f"waits, {office.counters} counters ({office.name})"
        error = score.mean_error(score.middles)
        note = f"{len(score.waits)} numbers of {DAYS} days"
        most = 7 if office.counters >= 3 else float("inf")
        yield at_most(f"{what}: mean error", ENGINE, error, "min", most, note)
        covered = 75 <= 100 * score.coverage <= 85
        yield Result(f"{what}: P10-P90 covers", ENGINE, 100 * score.coverage, "%", "75-85", covered, note)
        yield at_most(f"{what}: P80 passed", ENGINE, 100 * score.under_promised, "%", 20, note)


def _speed() -> Result:
    """Ten in front, three counters, two hundred plays."""
    past = [day.play() for day, _ in zip(days_of(CIVIL, seed=1), range(20), strict=False)]
    habits = learned(past)
    line = tuple(Person("G", "copy", 500.0 + place) for place in range(10))
    counters = (Counter(("G",), serving=("G", "copy"), busy_for=4.0),) * 3
    hall, me = Hall(510.0, line, counters), Person("G", "copy", 510.0)
    times = []
    for seed in range(40):
        began = time.perf_counter()
        predict(hall, me, habits, seed=seed)
        times.append((time.perf_counter() - began) * 1000)
    return at_most("one range, ten in front: p50", ENGINE, sorted(times)[20], "ms", 20)
