"""How agencies, officers and their roles follow from the log, for `audit verify`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from motcua.directory.agencies.models import (
    Agency,
    AgencyName,
    AgencyStatement,
    Membership,
    Officer,
    OfficerName,
    Succession,
)
from motcua.kernel.events.models import Event
from motcua.kernel.events.projections import Difference, Projection, compare, register

ERASED = "(đã xóa)"
NAMING = frozenset(
    {
        "agencies.agency_created",
        "agencies.agency_renamed",
        "agencies.officer_appointed",
        "agencies.officer_renamed",
    }
)


def install() -> None:
    """Called once by the app's `AppConfig.ready`."""
    register(Projection("agencies.agencies", "agency", check_agency, _agencies))
    register(Projection("agencies.officers", "officer", check_officer, _officers))


def _agencies() -> Iterator[str]:
    for pk in Agency.objects.values_list("pk", flat=True).order_by("pk").iterator():
        yield f"agency:{pk}"


def _officers() -> Iterator[str]:
    for pk in Officer.objects.values_list("pk", flat=True).order_by("pk").iterator():
        yield f"officer:{pk}"


def check_agency(subject: str, events: list[Event]) -> Iterator[Difference]:
    """Code, place, life and heirs of an agency, and every name it bore."""
    agency = Agency.objects.filter(pk=_id(subject)).first()
    if agency is None:
        yield Difference(subject, "cơ quan", "có dòng", "không có")
        return
    heirs = Succession.objects.filter(predecessor=agency).order_by("successor_id")
    found: dict[str, object] = {
        "code": agency.code,
        "parent_id": agency.parent_id,
        "valid_from": agency.valid_from.isoformat(),
        "valid_to": agency.valid_to.isoformat() if agency.valid_to else None,
        "successor_ids": [heir.successor_id for heir in heirs],
    }
    yield from compare(subject, _agency_facts(events), found)
    rows = {row.valid_from: (row.name,) for row in AgencyName.objects.filter(agency=agency)}
    yield from _names(subject, events, rows, (agency.name,), ("name",))


def _agency_facts(events: list[Event]) -> dict[str, object]:
    state: dict[str, object] = {"code": None, "valid_to": None, "successor_ids": []}
    for event in events:
        if event.kind == "agencies.agency_created":
            state |= {name: event.facts[name] for name in ("code", "parent_id", "valid_from")}
        elif event.kind == "agencies.agency_ended":
            state["valid_to"] = event.facts["valid_to"]
            state["successor_ids"] = sorted(event.facts["successor_ids"])
    return state


def check_officer(subject: str, events: list[Event]) -> Iterator[Difference]:
    """The account of an officer, every name and title, every role with its days."""
    officer = Officer.objects.filter(pk=_id(subject)).first()
    if officer is None:
        yield Difference(subject, "cán bộ", "có dòng", "không có")
        return
    appointed = [event.facts["account_id"] for event in events if event.kind == "agencies.officer_appointed"]
    yield from compare(
        subject, {"account_id": appointed[0] if appointed else None}, {"account_id": officer.account_id}
    )
    rows = {row.valid_from: (row.name, row.title) for row in OfficerName.objects.filter(officer=officer)}
    yield from _names(subject, events, rows, (officer.name, officer.title), ("name", "title"))
    yield from _memberships(subject, events, officer)


def _memberships(subject: str, events: list[Event], officer: Officer) -> Iterator[Difference]:
    expected = _granted(events)
    found = {
        row.pk: {
            "agency_id": row.agency_id,
            "role": row.role,
            "valid_from": row.valid_from.isoformat(),
            "valid_to": row.valid_to.isoformat() if row.valid_to else None,
            "home_agency_id": row.home_agency_id,
            "lent_by_id": row.lent_by_id,
            "signs_as": row.signs_as,
            "decision": row.decision,
        }
        for row in Membership.objects.filter(officer=officer)
    }
    for pk in sorted(expected.keys() | found.keys()):
        if pk in found and expected.get(pk, {}).get("decision") is ERASED:
            found[pk]["decision"] = ERASED
        if expected.get(pk) != found.get(pk):
            yield Difference(subject, f"vai trò {pk}", repr(expected.get(pk)), repr(found.get(pk)))


def _granted(events: list[Event]) -> dict[int, dict[str, Any]]:
    columns = ("agency_id", "role", "valid_from", "valid_to", "home_agency_id", "lent_by_id", "signs_as")
    empty = {"home_agency_id": None, "lent_by_id": None, "signs_as": "", "decision": ""}
    state: dict[int, dict[str, Any]] = {}
    for event in events:
        pk = event.facts.get("membership_id", 0)
        if event.kind in ("agencies.membership_granted", "agencies.delegation_granted"):
            state[pk] = empty | {name: event.facts[name] for name in columns if name in event.facts}
        elif event.kind in ("agencies.membership_ended", "agencies.delegation_ended") and pk in state:
            state[pk]["valid_to"] = event.facts["valid_to"]
        if event.kind == "agencies.delegation_granted":
            state[pk]["decision"] = _decision(event)
    return state


def _decision(event: Event) -> object:
    """The decision a role was lent by, as it was stated; ERASED where the statement is gone by law."""
    said = AgencyStatement.objects.filter(pk__in=list(event.statements), erased_at=None).first()
    return said.body["decision"] if said else ERASED


def _names(
    subject: str,
    events: list[Event],
    rows: Mapping[date, tuple[str, ...]],
    present: tuple[str, ...],
    columns: tuple[str, ...],
) -> Iterator[Difference]:
    """Names are personal data: the report says where they differ, not what they are."""
    said = {
        str(s.pk): s for s in AgencyStatement.objects.filter(subject=subject, purpose="name", erased_at=None)
    }
    expected: dict[date, tuple[str, ...] | None] = {}
    for event in events:
        if event.kind in NAMING:
            bodies = [said[key].body for key in event.statements if key in said]
            day = date.fromisoformat(event.facts["valid_from"])
            if event.statements:
                expected[day] = tuple(bodies[0][name] for name in columns) if bodies else None
    differing = [
        day for day in expected.keys() | rows.keys() if _differs(expected.get(day, ()), rows.get(day))
    ]
    for day in sorted(differing):
        yield Difference(subject, f"tên từ {day:%d/%m/%Y}", "như lời ghi", "khác lời ghi")
    if rows and present != rows[max(rows)]:
        yield Difference(subject, "tên đang dùng", "tên mới nhất", "tên khác")


def _differs(stated: tuple[str, ...] | None, row: tuple[str, ...] | None) -> bool:
    """A statement erased by law leaves nothing to compare with."""
    return stated is not None and stated != row


def _id(subject: str) -> int:
    return int(subject.partition(":")[2])
