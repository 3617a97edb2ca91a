"""A holiday declared late: every running dossier recomputed by an event of its own."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from datetime import timedelta

from django.db import connection, transaction

from bench.measuring import Result, at_most
from bench.office import Bench
from motcua.casework.dossiers.models import Dossier
from motcua.casework.finding.numbers import fingerprint
from motcua.casework.upkeep.actions.recompute_due_dates import plan_recomputation, recompute_due_dates
from motcua.kernel import clock
from motcua.kernel.calendar import next_working_day
from motcua.kernel.calendar.actions import Change, publish_calendar_version
from motcua.kernel.calendar.queries import national_calendar
from motcua.kernel.calendar.special_days import Kind, SpecialDay
from motcua.kernel.events import facts, log
from motcua.kernel.events.models import Event

COUNT = int(os.environ.get("BENCH_RECOMPUTED", "100000"))
SECONDS = 60.0
_PORTION = 2000


def measure(bench: Bench) -> Iterator[Result]:
    made = _running_dossiers(bench)
    at = clock.now()
    day = next_working_day(clock.today(), national_calendar(at))
    special = SpecialDay(day, Kind.HOLIDAY, "Ngày nghỉ công bố muộn", "đo")
    with transaction.atomic():
        publish_calendar_version(key="national", change=Change(extra=(special,)), decision="đo", at=at)
    began, used = time.perf_counter(), time.process_time()
    plan_recomputation(event_id=Event.objects.filter(kind="calendar.version_published").latest("id").pk)
    moved = recompute_due_dates(clock.now())
    took, cpu = time.perf_counter() - began, time.process_time() - used
    if moved < made:
        raise AssertionError(f"{moved} of {made} dossiers moved")
    per_hundred_thousand = took * 100_000 / moved
    note = f"{moved} dossiers in {took:.1f} s, {cpu:.1f} s CPU"
    yield at_most("100,000 due dates recomputed", connection.vendor, per_hundred_thousand, "s", SECONDS, note)


def _running_dossiers(bench: Bench) -> int:
    """Copies of one accepted dossier, each with a chain of its own."""
    model = bench.accept(bench.drafts(1)[0])
    drafted, accepted = log.of(model.subject)[:2]
    for first in range(0, COUNT, _PORTION):
        _copies(model, drafted, accepted, range(first, min(first + _PORTION, COUNT)))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return COUNT


@transaction.atomic
def _copies(model: Dossier, drafted: Event, accepted: Event, numbers: range) -> None:
    rows = []
    for number in numbers:
        row = Dossier(**{f.attname: getattr(model, f.attname) for f in Dossier._meta.concrete_fields})
        row.pk, row.barcode, row.code = None, f"9{number:011d}", f"{model.code}-{number}"
        row.lookup_token = f"{number:032x}"
        rows.append(row)
    made = Dossier.objects.bulk_create(rows)
    for event in (drafted, accepted):
        stated = {}
        for row in made:
            said = event.facts | {"barcode": row.barcode, "token_sha256": fingerprint(row.lookup_token)}
            said = said if event is drafted else event.facts | {"code": row.code}
            stated[row.subject] = facts.decode(event.kind, said)
        at = event.happened_at + timedelta(0)
        log.publish_many(stated, happened_at=at, actor_id=event.actor_id, agency_id=event.agency_id)
