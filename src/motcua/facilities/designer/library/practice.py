"""What a process of the library is made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from motcua.facilities.bpmn.table import Row, Table, Way
from motcua.facilities.bpmn.table.rows import ALL, END

_ROLES = {
    "counter": ("intake_officer", "receiving"),  # where the dossier was taken in
    "officer": ("case_officer", "competent"),
    "head": ("division_head", "competent"),
    "leader": ("approver", "competent"),
    "clerk": ("clerk", "competent"),
}

# Law: NĐ 118/2025, Điều 19.5: the wait for papers asked for is the applicant's, not the agency's.
SUPPLEMENT_LAW = "NĐ 118/2025/NĐ-CP, Điều 19 khoản 5"


@dataclass(frozen=True)
class Practice:
    """Quy trình mẫu: a table, when it fits, and which other agencies have to be named to use it."""

    title: str
    when: str
    table: Table
    agencies: Mapping[str, str] = field(default_factory=dict)  # code in the table → who that is

    @property
    def code(self) -> str:
        return self.table.code

    def hours(self) -> Decimal:
        """Of all steps together."""
        return sum((row.hours or Decimal(0) for row in self.table.rows), Decimal(0))


def step(code: str, name: str, kind: str, who: str, hours: str, **more: Any) -> Row:
    """`who`: one of the usual holders, or `role@place`; `more` as in Row."""
    role, place = _ROLES[who] if who in _ROLES else who.split("@")
    return Row(code=code, name=name, kind=kind, role=role, place=place, hours=Decimal(hours), **more)


def choice(*ways: Way) -> tuple[Way, ...]:
    return ways


def if_(outcome: str, label: str, *to: str) -> Way:
    """When the officer's answer at the step is this one."""
    return Way(to, f'outcome = "{outcome}"', label)


def otherwise(label: str, *to: str) -> Way:
    return Way(to, "", label)


def together(*to: str) -> tuple[Way, ...]:
    return (Way(to),)


def go(to: str) -> tuple[Way, ...]:
    return (Way((to,)),)


def meeting(row: Row) -> Row:
    """The row waits for everything that was begun together."""
    return replace(row, meets=ALL)


RECEIVE = step("receive", "Tiếp nhận, kiểm tra thành phần hồ sơ", "receive", "counter", "2")
ISSUE = step("issue", "Vào sổ, đóng dấu, ghi kết quả", "issue", "clerk", "4")
DELIVER = step("deliver", "Trả kết quả", "deliver", "counter", "0", next=go(END))
