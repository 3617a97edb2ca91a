"""What a backup says about itself; the last member of the archive."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from typing import Any

NAME = "manifest.json"
FORMAT = 1


class BadBackup(Exception):
    """Tệp sao lưu hỏng hoặc không phải của motcua; chưa thay đổi gì."""

    def __str__(self) -> str:
        return str(self.args[0]) if self.args else self.__doc__ or ""


@dataclass(frozen=True)
class Member:
    """One file of the archive."""

    size: int
    sha256: str


@dataclass
class Manifest:
    """`tables` holds the columns of each table in the order of its rows' fields (PostgreSQL only)."""

    made_at: str
    version: str
    vendor: str
    migrations: list[list[str]]
    members: dict[str, Member] = field(default_factory=dict)
    tables: dict[str, list[str]] = field(default_factory=dict)
    format: int = FORMAT

    def to_json(self) -> bytes:
        return json.dumps(asdict(self), ensure_ascii=False, indent=1).encode()


def from_json(content: bytes) -> Manifest:
    """Raises BadBackup for anything that is not a manifest this version can read."""
    try:
        raw: dict[str, Any] = json.loads(content)
        raw["members"] = {name: Member(**member) for name, member in raw["members"].items()}
        manifest = Manifest(**raw)
    except (ValueError, TypeError, KeyError, AttributeError) as failure:
        raise BadBackup from failure
    if manifest.format != FORMAT:
        raise BadBackup(f"Tệp sao lưu theo khuôn dạng {manifest.format}, bản này chỉ đọc được {FORMAT}.")
    return manifest
