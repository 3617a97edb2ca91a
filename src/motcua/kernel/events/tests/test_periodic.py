from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from motcua.kernel.clock import VIETNAM
from motcua.kernel.events import periodic
from motcua.kernel.events.models import PeriodicRun
from motcua.kernel.events.periodic import DAILY, Duty

NIGHT = datetime(2026, 3, 2, 0, 10, tzinfo=VIETNAM)


@pytest.fixture
def runs(monkeypatch):
    monkeypatch.setattr(periodic, "_duties", {})
    return []


def test_a_daily_duty_runs_once_per_day_of_viet_nam_after_its_time():
    seal = Duty("seal", DAILY, print, hour=0, minute=10)
    assert not periodic.is_due(seal, None, NIGHT - timedelta(minutes=1))
    assert periodic.is_due(seal, None, NIGHT)
    assert not periodic.is_due(seal, NIGHT, NIGHT + timedelta(hours=23))
    assert periodic.is_due(seal, NIGHT + timedelta(hours=23), NIGHT + DAILY)
    # 17:30 UTC is already tomorrow in Viet Nam.
    assert periodic.is_due(
        seal, datetime(2026, 3, 2, 1, tzinfo=UTC), datetime(2026, 3, 2, 17, 30, tzinfo=UTC)
    )


def test_a_shorter_duty_runs_when_its_time_has_passed():
    clear = Duty("clear", timedelta(minutes=5), print)
    assert periodic.is_due(clear, None, NIGHT)
    assert not periodic.is_due(clear, NIGHT, NIGHT + timedelta(minutes=4))
    assert periodic.is_due(clear, NIGHT, NIGHT + timedelta(minutes=5))


@pytest.mark.django_db
def test_what_is_due_runs_once(runs):
    periodic.register(Duty("seal", DAILY, runs.append))
    assert periodic.run_due(at=NIGHT) == ["seal"]
    assert periodic.run_due(at=NIGHT + timedelta(hours=1)) == []
    assert periodic.run_due(at=NIGHT + DAILY) == ["seal"]
    assert runs == [NIGHT, NIGHT + DAILY]


@pytest.mark.django_db
def test_a_failed_duty_is_written_down_and_tried_again_soon(runs):
    def fail(at):
        runs.append(at)
        if len(runs) == 1:
            raise RuntimeError("đĩa đầy")

    periodic.register(Duty("seal", DAILY, fail))
    assert periodic.run_due(at=NIGHT) == []
    assert PeriodicRun.objects.get().last_error == "RuntimeError: đĩa đầy"
    assert periodic.run_due(at=NIGHT + timedelta(minutes=9)) == []
    assert periodic.run_due(at=NIGHT + timedelta(minutes=10)) == ["seal"]
    row = PeriodicRun.objects.get()
    assert (row.last_error, row.failed_at) == ("", None)


@pytest.mark.django_db(transaction=True)
@pytest.mark.postgres
def test_two_workers_do_not_both_do_a_duty(runs):
    from threading import Event as Signal

    from motcua.kernel.events.tests.trace import together

    begun, finish = Signal(), Signal()

    def slowly(at):
        runs.append(at)
        begun.set()
        assert finish.wait(20)

    periodic.register(Duty("seal", DAILY, slowly))

    def second():
        assert begun.wait(20)
        done = periodic.run_due(at=NIGHT)
        finish.set()
        return done

    assert together(lambda: periodic.run_due(at=NIGHT), second) == [["seal"], []]
    assert runs == [NIGHT]
