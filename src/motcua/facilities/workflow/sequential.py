"""The processes of the beginning, steps one after another, as tables."""

from __future__ import annotations

from motcua.facilities.bpmn.table import Row, Table
from motcua.facilities.workflow.rules import Sequence


def table_of(sequence: Sequence, *, code: str, name: str) -> Table:
    """Row by row; every step leads to the following one."""
    rows = tuple(
        Row(
            code=step.code, name=step.name, kind=step.kind, role=step.role, place=step.place, hours=step.hours
        )
        for step in sequence.steps
    )
    return Table(code=code, name=name, rows=rows)
