"""Are promises kept? On halls made otherwise than the predictor assumes; `python -m bench waits` prints more."""

import pytest

from motcua.facilities.waits.tests.halls import CIVIL, LAND
from motcua.facilities.waits.tests.measuring import measure


def test_some_days_of_a_hall():
    score = measure(LAND, days=3, seed=11, runs=60)
    assert len(score.waits) > 150
    assert 0.65 <= score.coverage <= 0.95
    assert score.mean_error(score.middles) <= min(map(score.mean_error, score.naive.values()))


@pytest.mark.long
@pytest.mark.parametrize("office", [CIVIL, LAND], ids=lambda office: office.name)
def test_a_hundred_and_fifty_days_of_a_group_with_three_counters(office):
    score = measure(office, days=150, seed=11)
    assert 0.75 <= score.coverage <= 0.85, score.table()
    assert score.mean_error(score.middles) <= 7, score.table()
    assert score.under_promised <= 0.2, score.table()
