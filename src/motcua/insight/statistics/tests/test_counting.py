"""What the database counts is what the log tells, for dossiers with lives by chance."""

from datetime import date, timedelta
from random import Random

import pytest

from motcua.casework.dossiers.models import Dossier
from motcua.casework.dossiers.tests import factories
from motcua.directory.procedures.models import Sector, VersionSector
from motcua.insight.statistics import counting, queries
from motcua.insight.statistics.rules import Flow, Period, Settlement, Standing, period_of
from motcua.insight.statistics.tests.random_life import live, settlement_from_the_log
from motcua.kernel import clock

pytestmark = pytest.mark.django_db
NOW = factories.MONDAY + timedelta(days=45)
TODAY = period_of("day", (NOW + timedelta(hours=7)).date())


def total(counted):
    return sum(counted.values(), type(next(iter(counted.values())))())


@pytest.fixture
def office():
    return factories.make_office()


@pytest.mark.parametrize("seed", range(4))
def test_rows_say_what_the_log_says(office, seed):
    chance = Random(seed)  # noqa: S311  the same lives every time
    versions = [factories.make_procedure(limit=str(days)) for days in (1, 5, 12)]
    for _ in range(30):
        begun = factories.MONDAY + timedelta(days=chance.randrange(28), hours=chance.randrange(8))
        live(office, chance.choice(versions), begun, chance)
    everywhere = [office.committee.pk]
    for first, last in (
        (date(2026, 10, 1), date(2026, 10, 31)),
        (date(2026, 10, 15), date(2026, 11, 14)),
        (date(2026, 10, 20), date(2026, 12, 31)),
        (date(2026, 9, 1), date(2026, 9, 30)),
    ):
        period = Period(first, last)
        counted = counting.settlement(everywhere, period, NOW)
        expected = settlement_from_the_log(period, NOW)
        found = total(counted) if counted else Settlement()
        flows = total(counting.flow(everywhere, period, NOW, by=counting.AGENCY) or {0: Flow()})
        assert (flows.new, flows.online, flows.settled, flows.overdue) == (
            expected.new,
            expected.online,
            expected.settled,
            expected.overdue,
        )
        assert found.is_balanced
        assert all(line.is_balanced for line in counted.values())
        if period.end >= NOW:
            assert found == expected
        # While a dossier waits for its applicant the promise is out of force; rows do not keep when that began.
        assert (found.received, found.settled, found.running) == (
            expected.received,
            expected.settled,
            expected.running,
        )
        assert (found.early, found.on_time, found.overdue) == (
            expected.early,
            expected.on_time,
            expected.overdue,
        )


def test_what_one_period_leaves_the_next_one_carries(office):
    chance, version = Random(7), factories.make_procedure()  # noqa: S311  the same lives every time
    for day in range(25):
        live(office, version, factories.MONDAY + timedelta(days=day), chance)
    left = 0
    for first in range(0, 40, 5):
        start = date(2026, 10, 5) + timedelta(days=first)
        period = Period(start, start + timedelta(days=4))
        counted = counting.settlement([office.committee.pk], period, NOW)
        line = total(counted) if counted else Settlement()
        assert line.carried == left
        left = line.running


def test_settled_on_the_minute_is_on_time_and_the_next_is_not(office):
    version = factories.make_procedure()
    period = Period(date(2026, 10, 1), date(2026, 12, 31))
    outcomes = {}
    for name, minutes in (("overdue", 1), ("on_time", 0), ("early", -24 * 60)):
        dossier = factories.make_accepted(office, version=version)
        at = dossier.due_at + timedelta(minutes=minutes)
        Dossier.objects.filter(pk=dossier.pk).update(resolved_at=at, status="resolved")
        outcomes[name] = total(counting.settlement([office.committee.pk], period, NOW))
        Dossier.objects.filter(pk=dossier.pk).update(competent_agency=office.center)
    for name, line in outcomes.items():
        assert {n: getattr(line, n) for n in ("early", "on_time", "overdue")} == {
            "early": 0,
            "on_time": 0,
            "overdue": 0,
        } | {name: 1}


def test_the_day_is_that_of_viet_nam(office):
    """One minute past midnight in Viet Nam is still the day before in UTC."""
    dossier = factories.make_accepted(office)
    due = dossier.due_at.astimezone(clock.VIETNAM)
    for moved, expected in (
        (due.replace(hour=0, minute=1), "on_time"),
        (due.replace(hour=0) - timedelta(hours=1), "early"),
    ):
        Dossier.objects.filter(pk=dossier.pk).update(resolved_at=moved, status="resolved")
        period = Period(date(2026, 10, 1), date(2026, 12, 31))
        line = total(counting.settlement([office.committee.pk], period, NOW))
        assert getattr(line, expected) == 1, expected


def test_what_stands_now(office):
    version = factories.make_procedure()
    late = factories.make_accepted(office, version=version)
    waiting = factories.make_accepted(office, version=version)
    today = factories.make_accepted(office, version=version)
    Dossier.objects.filter(pk=waiting.pk).update(status="supplement")
    Dossier.objects.filter(pk=today.pk).update(due_at=NOW + timedelta(minutes=30))
    factories.make_draft(office, version=version)
    assert total(counting.standing([office.committee.pk], NOW, TODAY, by=counting.AGENCY)) == Standing(
        3, 1, 1
    )
    assert [row.pk for row in queries.late([office.committee.pk], NOW)] == [late.pk]
    assert counting.standing([office.center.pk], NOW, TODAY, by=counting.VERSION) == {}
    assert counting.settlement([], Period(date(2026, 1, 1), date(2026, 12, 31)), NOW) == {}


def test_lines_by_agency_procedure_and_sector(office):
    other = factories.make_office("Khác")
    plain, filed = factories.make_procedure(), factories.make_procedure()
    for number, slug in ((1, "ho-tich"), (0, "ho-tich")):
        sector = Sector.objects.create(code=f"S{number}", name=f"Hộ tịch {number}", slug=slug)
        VersionSector.objects.create(version=filed, sector=sector, position=number)
    for where, version in ((office, plain), (office, filed), (other, filed)):
        factories.make_accepted(where, version=version)
    period = Period(date(2026, 10, 1), date(2026, 12, 31))
    ids = [office.committee.pk, other.committee.pk]
    found = queries.overview(ids, period, NOW, TODAY)
    assert {line.name: line.flow.new for line in found.agencies} == {
        office.committee.name: 2,
        other.committee.name: 1,
    }
    assert {line.code: line.standing.late for line in found.procedures} == {
        plain.procedure.code: 1,
        filed.procedure.code: 2,
    }
    assert (found.total.flow.new, found.total.standing.late) == (3, 3)
    sectors = queries.by_sector(ids, period, NOW)
    assert [(line.name, line.figures.received) for line in sectors] == [("Hộ tịch 0", 2), ("", 1)]


def test_sectors_stand_in_the_order_of_the_alphabet(office):
    for name in ("Văn hóa", "Đất đai", "Giáo dục"):
        version = factories.make_procedure()
        sector = Sector.objects.create(name=name, slug=name)
        VersionSector.objects.create(version=version, sector=sector, position=0)
        factories.make_accepted(office, version=version)
    period = Period(date(2026, 10, 1), date(2026, 12, 31))
    lines = queries.by_sector([office.committee.pk], period, NOW)
    assert [line.name for line in lines] == ["Đất đai", "Giáo dục", "Văn hóa"]


def test_counting_costs_few_queries(office, django_assert_num_queries):
    factories.make_accepted(office)
    period = Period(date(2026, 10, 1), date(2026, 12, 31))
    with django_assert_num_queries(6):
        queries.overview([office.committee.pk], period, NOW, TODAY)
    with django_assert_num_queries(2):
        queries.by_sector([office.committee.pk], period, NOW)
    with django_assert_num_queries(5):
        queries.with_holders(queries.late([office.committee.pk], NOW), NOW)
