"""How published processes follow from the log, for `audit verify`."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from motcua.facilities.workflow.choices import VersionState
from motcua.facilities.workflow.graphs import sequence_in
from motcua.facilities.workflow.models import ProcessVersion
from motcua.facilities.workflow.rules import Step
from motcua.kernel.events.models import Event
from motcua.kernel.events.projections import Difference, Projection, register

_PUBLISHING = ("workflow.process_published", "workflow.version_published")


def check(subject: str, events: list[Event]) -> Iterator[Difference]:
    """Every published version must be the drawing its fact states, and no other may stand as published."""
    versions = ProcessVersion.objects.filter(process_id=int(subject.partition(":")[2])).exclude(
        state=VersionState.DRAFT
    )
    rows = {version.number: version for version in versions}
    stated = {e.facts["number"]: e.facts for e in events if e.kind in _PUBLISHING}
    if stated.keys() != rows.keys():
        yield Difference(subject, "phiên bản quy trình", str(sorted(stated)), str(sorted(rows)))
    gone = {e.facts["number"] for e in events if e.kind == "workflow.version_withdrawn"}
    for number in sorted(stated.keys() & rows.keys()):
        if (rows[number].state == VersionState.WITHDRAWN) != (number in gone):
            yield Difference(
                subject, f"trạng thái của phiên bản {number}", str(number in gone), rows[number].state
            )
        if not _is_as_stated(rows[number], stated[number]):
            yield Difference(
                subject, f"các bước của phiên bản {number}", "như đã ban hành", "khác bản đã ban hành"
            )
        if stated[number]["valid_from"] != str(rows[number].valid_from):
            yield Difference(
                subject,
                f"hiệu lực của phiên bản {number}",
                stated[number]["valid_from"],
                str(rows[number].valid_from),
            )


def _is_as_stated(version: ProcessVersion, facts: dict[str, Any]) -> bool:
    """The drawing is the one that was published; before there were drawings a fact listed the steps."""
    xml = bytes(version.xml)
    if version.sha256 != hashlib.sha256(xml).hexdigest():
        return False
    if "sha256" in facts:
        return facts["sha256"] == version.sha256
    drawn = [replace(step, hours=step.hours.normalize()) for step in sequence_in(xml).steps]
    listed = [Step.from_json(step) for step in facts["steps"]]
    return drawn == [replace(step, hours=step.hours.normalize()) for step in listed]


def subjects() -> Iterator[str]:
    """Processes of which something was published; a draft states no fact."""
    stated = ProcessVersion.objects.exclude(state=VersionState.DRAFT)
    for pk in stated.order_by("process_id").values_list("process_id", flat=True).distinct():
        yield f"process:{pk}"


def install() -> None:
    register(Projection(name="workflow.processes", subject_type="process", check=check, subjects=subjects))
