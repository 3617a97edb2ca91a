"""How links and parts follow from the log, for `audit verify`."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from motcua.casework.joint.models import LinkedProcedure, Part
from motcua.kernel.events.models import Event
from motcua.kernel.events.projections import Difference, Projection, compare, register


def _id(subject: str) -> int:
    return int(subject.partition(":")[2])


def check_parts(subject: str, events: list[Event]) -> Iterator[Difference]:
    """Each part of a dossier against what was stated of it."""
    rows = {part.dossier_id: part for part in Part.objects.filter(whole=_id(subject))}
    opened = {e.facts["dossier_id"]: e for e in events if e.kind == "joint.part_opened"}
    ended = {e.facts["dossier_id"]: e for e in events if e.kind == "joint.part_ended"}
    yield from compare(subject, {"hồ sơ thành phần": sorted(opened)}, {"hồ sơ thành phần": sorted(rows)})
    for pk in opened.keys() & rows.keys():
        expected = {name: opened[pk].facts[name] for name in ("spot", "step", "is_counted")}
        expected |= {"opened_at": opened[pk].happened_at, "outcome": "", "ended_at": None}
        if pk in ended:
            expected |= {"outcome": ended[pk].facts["outcome"], "ended_at": ended[pk].happened_at}
        yield from compare(f"{subject} {pk}", expected, vars(rows[pk]))


def check_links(subject: str, events: list[Event]) -> Iterator[Difference]:
    """Each procedure of a group against what was stated of it."""
    rows = {row.pk: row for row in LinkedProcedure.objects.filter(lead=_id(subject))}
    made = {e.facts["link_id"]: e.facts for e in events if e.kind == "joint.linked"}
    ended = {e.facts["link_id"]: e.facts["valid_to"] for e in events if e.kind == "joint.unlinked"}
    yield from compare(subject, {"thủ tục liên thông": sorted(made)}, {"thủ tục liên thông": sorted(rows)})
    for pk in made.keys() & rows.keys():
        expected = {
            "step": made[pk]["step"],
            "procedure_id": made[pk]["procedure_id"],
            "valid_from": date.fromisoformat(made[pk]["valid_from"]),
            "valid_to": date.fromisoformat(ended[pk]) if pk in ended else None,
        }
        yield from compare(f"{subject} {pk}", expected, vars(rows[pk]))


def wholes() -> Iterator[str]:
    found = Part.objects.order_by("whole_id").values_list("whole_id", flat=True).distinct()
    for pk in found.iterator(chunk_size=2000):
        yield f"parts:{pk}"


def leads() -> Iterator[str]:
    found = LinkedProcedure.objects.order_by("lead_id").values_list("lead_id", flat=True).distinct()
    for pk in found.iterator(chunk_size=2000):
        yield f"joint:{pk}"


def install() -> None:
    """Called once when the app is ready."""
    register(Projection("joint_parts", "parts", check_parts, wholes))
    register(Projection("joint_links", "joint", check_links, leads))
