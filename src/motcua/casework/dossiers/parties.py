"""Owner and submitter of a dossier as plain values: what a statement holds and what rows show."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from motcua.casework.dossiers.choices import PartyKind


@dataclass(frozen=True, kw_only=True)
class PartyData:
    """A person or body; every text is NFC and trimmed by the form that made it."""

    kind: str = PartyKind.CITIZEN.value
    name: str
    personal_id: str = ""
    tax_code: str = ""
    born_on: date | None = None
    sex: str = ""
    address: str = ""
    phone: str = ""
    email: str = ""

    def columns(self) -> dict[str, Any]:
        return {field.name: getattr(self, field.name) for field in fields(self)}

    def to_json(self) -> dict[str, Any]:
        born = self.born_on.isoformat() if self.born_on else None
        return self.columns() | {"born_on": born}

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> PartyData:
        born = date.fromisoformat(data["born_on"]) if data.get("born_on") else None
        return cls(**(data | {"born_on": born}))


@dataclass(frozen=True)
class Parties:
    """The owner, and the submitter when somebody else hands the dossier in."""

    owner: PartyData
    submitter: PartyData | None = None

    def by_role(self) -> Iterator[tuple[str, PartyData]]:
        yield "owner", self.owner
        if self.submitter:
            yield "submitter", self.submitter

    def to_json(self) -> dict[str, Any]:
        return {role: party.to_json() for role, party in self.by_role()}

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Parties:
        submitter = PartyData.from_json(data["submitter"]) if data.get("submitter") else None
        return cls(PartyData.from_json(data["owner"]), submitter)
