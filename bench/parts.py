"""The parts of the benchmark, in the order they run."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from bench import (
    catalogue,
    desks,
    figures,
    hall,
    pages,
    recomputing,
    registers,
    screens,
    serving,
    steps,
    tokens,
    verbs,
    waits,
)
from bench.measuring import Result
from bench.office import Bench

PARTS: dict[str, Callable[[Bench], Iterator[Result]]] = {
    "verbs": verbs.measure,
    "http": serving.measure,
    "recompute": recomputing.measure,
    "catalogue": catalogue.measure,
    "pages": pages.measure,
    "figures": figures.measure,
    "registers": registers.measure,
    "steps": steps.measure,
    "tokens": tokens.measure,
    "waits": waits.measure,
    "hall": hall.measure,
    "desks": desks.measure,
    "screens": screens.measure,
}


def run(asked: list[str]) -> Iterator[Result]:
    bench = Bench()
    for name, measure in PARTS.items():
        if not asked or name in asked:
            yield from measure(bench)
