"""Figures of leaders and report 06a over a year of dossiers; 200 ms for each 100,000."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import connection, transaction

from bench import filling
from bench.measuring import Result, at_most, timed
from bench.office import Bench
from motcua.casework.dossiers.models import Dossier
from motcua.casework.dossiers.tests import factories
from motcua.directory.agencies.models import Agency
from motcua.insight.statistics import queries
from motcua.insight.statistics.choices import Span
from motcua.insight.statistics.rules import period_of
from motcua.kernel import clock

PROCEDURES = 100
RUNS = 15
_AGO = {
    "sqlite": "datetime('now', '-' || ({minutes}) || ' minutes')",
    "postgresql": "now() - ({minutes}) * interval '1 minute'",
}
_YEAR = "id % 525600"
# Accepted over a year, ten days to settle, settled after up to fourteen, handed over the day after.
_DATES = {"accepted_at": _YEAR, "due_at": f"{_YEAR} - 14400", "resolved_at": f"{_YEAR} - id % 20160"}


def measure(bench: Bench) -> Iterator[Result]:
    if Dossier.objects.count() < filling.DOSSIERS:
        filling.fill(bench)
    with transaction.atomic():
        _spread([factories.make_procedure().pk for _ in range(PROCEDURES)])
    engine, count = connection.vendor, Dossier.objects.count()
    most = round(200 * count / 100_000)
    now, today = clock.now(), clock.today()
    ids = frozenset(Agency.objects.values_list("pk", flat=True))
    for span in (Span.MONTH, Span.YEAR):
        period, day = period_of(span, today), period_of(Span.DAY, today)
        times = timed([lambda period=period, day=day: queries.overview(ids, period, now, day)] * RUNS)  # type: ignore[misc]
        note = f"{count} dossiers, processor {times.cpu_p50:.0f} ms"
        yield at_most(f"figures of leaders, {span.value}: p50", engine, times.p50, "ms", most, note)
        times = timed([lambda period=period: queries.by_sector(ids, period, now)] * RUNS)  # type: ignore[misc]
        note = f"{count} dossiers, processor {times.cpu_p50:.0f} ms"
        yield at_most(f"report 06a, {span.value}: p50", engine, times.p50, "ms", most, note)


def _spread(versions: list[int]) -> None:
    """Days over a year, and many procedures: the tables are filled with one of each."""
    ago = _AGO[connection.vendor]
    dates = {column: ago.format(minutes=minutes) for column, minutes in _DATES.items()}
    ended = ago.format(minutes=f"{_YEAR} - id % 20160 - 1440")
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE dossiers_dossier SET accepted_at = {dates['accepted_at']}, due_at = {dates['due_at']},"
            f" procedure_version_id = {versions[0]} + id % {len(versions)}"
        )
        cursor.execute(
            f"UPDATE dossiers_dossier SET resolved_at = {dates['resolved_at']}, ended_at = {ended}"
            " WHERE ended_at IS NOT NULL"
        )
        cursor.execute("ANALYZE")
