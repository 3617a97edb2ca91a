"""A sequential process: steps in order, each with a role, a place and a working-hour budget."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from motcua.facilities.workflow.choices import Place, StepKind

ROLES = frozenset({"intake_officer", "case_officer", "division_head", "approver", "clerk"})


class BadProcess(ValueError):
    """Quy trình chưa hợp lệ."""


@dataclass(frozen=True)
class Step:
    """Bước xử lý: who does it (role, at which of the dossier's agencies) and in how many working hours."""

    code: str
    name: str
    kind: str
    role: str
    place: str
    hours: Decimal

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Step:
        return cls(
            code=str(data["code"]),
            name=str(data["name"]),
            kind=str(data["kind"]),
            role=str(data["role"]),
            place=str(data["place"]),
            hours=Decimal(str(data["hours"])),
        )

    def to_json(self) -> dict[str, Any]:
        return {
            "code": self.code,
            "name": self.name,
            "kind": self.kind,
            "role": self.role,
            "place": self.place,
            "hours": str(self.hours),
        }


@dataclass(frozen=True)
class Sequence:
    """The steps of one process version, in order."""

    steps: tuple[Step, ...]

    def step(self, code: str) -> Step:
        """The step of that code; KeyError when there is none."""
        for step in self.steps:
            if step.code == code:
                return step
        raise KeyError(code)

    @property
    def first(self) -> Step:
        return self.steps[0]

    def after(self, code: str) -> Step | None:
        """The step that follows, None after the last."""
        codes = [step.code for step in self.steps]
        place = codes.index(code) + 1
        return self.steps[place] if place < len(self.steps) else None


def problems(sequence: Sequence) -> list[str]:
    """Why a sequence may not be published, in words; empty when it may."""
    found = []
    codes = [step.code for step in sequence.steps]
    kinds = [step.kind for step in sequence.steps]
    if len(set(codes)) != len(codes):
        found.append("Hai bước trùng mã.")
    for step in sequence.steps:
        if step.role not in ROLES:
            found.append(f"Bước “{step.name}”: không có vai trò {step.role}.")
        if step.place not in Place.values:
            found.append(f"Bước “{step.name}”: không có nơi xử lý {step.place}.")
        if step.hours < 0:
            found.append(f"Bước “{step.name}”: thời gian không được âm.")
    if kinds[:1] != [StepKind.RECEIVE] or kinds[-1:] != [StepKind.DELIVER]:
        found.append("Quy trình phải bắt đầu bằng tiếp nhận và kết thúc bằng trả kết quả.")
    if kinds.count(StepKind.APPROVE) != 1 or kinds.count(StepKind.ISSUE) != 1:
        found.append("Quy trình cần đúng một bước phê duyệt và một bước ghi kết quả.")
    elif kinds.index(StepKind.ISSUE) != kinds.index(StepKind.APPROVE) + 1:
        found.append("Bước ghi kết quả phải liền sau bước phê duyệt.")
    return found
