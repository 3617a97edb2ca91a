"""What an act costs: accept and hand over, beside their own statements sent raw."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Iterator

from django.db import connection

from bench import raw
from bench.measuring import Result, at_most, timed
from bench.office import Bench
from motcua.casework.dossiers.models import Dossier

COUNT = 200
WARM = 20
CPU_MS = 8.0
TIMES_RAW = {"postgresql": 7.0, "sqlite": 10.0}


def measure(bench: Bench) -> Iterator[Result]:
    engine = connection.vendor
    drafts = bench.drafts(2 * COUNT)
    yield from _beside_raw("accept", bench.accept, drafts, engine, cpu_target=CPU_MS)
    accepted = [bench.accept(draft) for draft in bench.drafts(2 * COUNT)]
    yield from _beside_raw("hand over", bench.hand_over, accepted, engine, cpu_target=None)


def _beside_raw(
    name: str,
    act: Callable[[Dossier], object],
    dossiers: list[Dossier],
    engine: str,
    *,
    cpu_target: float | None,
) -> Iterator[Result]:
    """One half goes through the act, the other half raw, in turns, so that both see the same machine."""
    ours, theirs = dossiers[::2], dossiers[1::2]
    wall, cpu, floor, count = [], [], [], 0
    for place, (own, other) in enumerate(zip(ours, theirs, strict=True)):
        times = timed([lambda own=own: act(own)], warm=0)
        statements = raw.captured(lambda other=other: act(other))
        took = raw.sent(statements)
        count = len(statements)
        if place >= WARM:
            wall += times.wall
            cpu += times.cpu
            floor.append(took)
    yield (
        at_most(f"{name}: CPU", engine, statistics.fmean(cpu), "ms", cpu_target)
        if cpu_target
        else Result(f"{name}: CPU", engine, statistics.fmean(cpu), "ms")
    )
    yield Result(f"{name}: wall p50", engine, statistics.median(wall), "ms", note=f"{count} statements")
    yield Result(f"{name}: raw p50", engine, statistics.median(floor), "ms", note="the same statements")
    times_raw = statistics.median(wall) / statistics.median(floor)
    most = TIMES_RAW[engine]
    yield at_most(f"{name}: times raw", engine, times_raw, "×", most)
