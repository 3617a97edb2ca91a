"""How published processes follow from the log, for `audit verify`."""

from __future__ import annotations

from collections.abc import Iterator

from motcua.facilities.workflow.models import Process
from motcua.kernel.events.models import Event
from motcua.kernel.events.projections import Difference, Projection, register


def check(subject: str, events: list[Event]) -> Iterator[Difference]:
    """Every published version must hold the steps its fact states, and no other version may stand."""
    process = Process.objects.filter(pk=int(subject.partition(":")[2])).first()
    stated = {e.facts["number"]: e.facts for e in events if e.kind == "workflow.process_published"}
    rows = {version.number: version for version in process.versions.all()} if process else {}
    if stated.keys() != rows.keys():
        yield Difference(subject, "phiên bản quy trình", str(sorted(stated)), str(sorted(rows)))
    for number in stated.keys() & rows.keys():
        if stated[number]["steps"] != rows[number].steps_json:
            yield Difference(
                subject, f"các bước của phiên bản {number}", "như đã ban hành", "khác bản đã ban hành"
            )
        if stated[number]["valid_from"] != rows[number].valid_from.isoformat():
            yield Difference(
                subject,
                f"hiệu lực của phiên bản {number}",
                stated[number]["valid_from"],
                str(rows[number].valid_from),
            )


def subjects() -> Iterator[str]:
    for pk in Process.objects.order_by("pk").values_list("pk", flat=True):
        yield f"process:{pk}"


def install() -> None:
    register(Projection(name="workflow.processes", subject_type="process", check=check, subjects=subjects))
