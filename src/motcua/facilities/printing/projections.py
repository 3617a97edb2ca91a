"""How printers follow from the log, for `audit verify`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from motcua.facilities.printing.models import Printer, subject_of
from motcua.kernel.events import projections
from motcua.kernel.events.models import Event
from motcua.kernel.events.projections import Difference, Projection


def install() -> None:
    """Called once by the app's `AppConfig.ready`."""
    projections.register(Projection("printing.printers", "printer", check, _subjects))


def _subjects() -> Iterator[str]:
    for pk in Printer.objects.order_by("pk").values_list("pk", flat=True).iterator():
        yield subject_of(pk)


def check(subject: str, events: list[Event]) -> Iterator[Difference]:
    """Where the printer stands, how it is reached, whether it is in use."""
    row = Printer.objects.filter(pk=int(subject.partition(":")[2])).first()
    expected: dict[str, Any] = {}
    for event in events:
        if event.kind == "printing.printer_saved":
            said = event.facts
            expected |= {
                "one_stop": said["one_stop_id"],
                "kind": said["reached_by"],
                "address": said["address"],
            }
            expected.setdefault("added_at", event.happened_at)
            expected.setdefault("removed_at", None)
        elif event.kind == "printing.printer_removed":
            expected["removed_at"] = event.happened_at
    if row is None or not expected:
        yield Difference(subject, "máy in", "có" if expected else "không có", "có" if row else "không có")
        return
    found = {"one_stop": row.one_stop_id, "kind": row.kind, "address": row.address}
    found |= {"added_at": row.added_at, "removed_at": row.removed_at}
    yield from projections.compare(subject, expected, found)
