"""A guard that no clock decides: how many statements of its own a step costs, however long the run."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from motcua.facilities.bpmn.tests.drawing import xml
from motcua.facilities.workflow import actions, queries
from motcua.facilities.workflow.actions import First, When
from motcua.facilities.workflow.models import Process, ProcessVersion

pytestmark = pytest.mark.django_db
AT = datetime(2026, 10, 5, 2, 0, tzinfo=UTC)
WHEN = When(AT, None, AT)
# One statement reads. On PostgreSQL one writes; SQLite takes no writing part in a WITH, so it needs one for each.
MOST = {"postgresql": 2, "sqlite": 4}
ROUNDS = """
    S start; A user; P parallel; B user; C user; J parallel; N service kind=x; G exclusive; E end
    T boundary A timer=P5D; F end; S -> A -> P -> B -> J -> N -> G; P -> C -> J; G -> A if again = true; G -> E default
    T -> F
"""


@pytest.fixture
def run():
    process = Process.objects.create(code="rounds", name="Vòng")
    version = ProcessVersion.objects.create(process=process, number=1, xml=xml(ROUNDS), sha256="r" * 64)
    first = First(None, None)
    return actions.start_run(
        version_id=version.pk, sha256=version.sha256, places={"competent": 1}, first=first, when=WHEN
    ).run_id


def step(run_id: int, node: str, said: dict[str, object]) -> int:
    """Do it; how many statements that took."""
    number = next(spot.number for spot in queries.spots_of(run_id).values() if spot.node == node)
    with CaptureQueriesContext(connection) as sent:
        actions.complete_step(run_id=run_id, number=number, said=said, to=None, when=WHEN)
    return len(sent)


def test_a_step_costs_two_statements_in_the_hundredth_round_as_in_the_first(run):
    counts = []
    for _round in range(100):
        counts.append([step(run, node, {"again": True}) for node in ("A", "B", "C", "N")])
    assert max(map(max, counts)) <= MOST[connection.vendor]
    assert counts[0] == counts[-1]
    assert {spot.node for spot in queries.spots_of(run).values()} == {"A", "T"}


def test_the_other_acts_cost_no_more(run):
    number = next(spot.number for spot in queries.spots_of(run).values() if spot.node == "A")
    acts = [
        lambda: actions.hand_to(run_id=run, number=number, officer_id=7, when=WHEN),
        lambda: actions.hold_all(run_id=run, when=WHEN),
        lambda: actions.go_on(run_id=run, restart=True, when=WHEN),
        lambda: actions.put_off(run_id=run, when=WHEN),
        lambda: actions.end_run(run_id=run, when=WHEN),
    ]
    for act in acts:
        with CaptureQueriesContext(connection) as sent:
            act()
        assert len(sent) <= MOST[connection.vendor]
