"""Where a procedure is settled and for whom, in groups a person can choose from."""

from __future__ import annotations

import re
from collections.abc import Iterable

from motcua.directory.procedures.choices import Audience, ProcedureLevel
from motcua.kernel.text import fold

_LEVEL_WORDS = (
    (
        ProcedureLevel.COMMUNE,
        r"\bcap xa\b|\bubnd xa\b|\bnhan dan xa\b|\bcong an xa\b|(?<!dia )\bphuong\b|\bthuoc ubnd cap xa\b|\bphong kinh te\b|\bphong van hoa\b|\bthue co so\b",
    ),
    (
        ProcedureLevel.PROVINCE,
        r"\bcap tinh\b|\btinh\b|\bthanh pho\b|(?<!co )\bso \w|\bchi nhanh van phong dang ky dat dai\b|\bvan phong dang ky dat dai\b|\bban quan ly\b|\bkhu vuc\b",
    ),
    (
        ProcedureLevel.MINISTRY,
        r"(?<!can )\bbo \w|\bcuc \w|\btong cuc\b|\bvu \w|\bngan hang nha nuoc viet nam\b|\bchinh phu\b",
    ),
)
_LEVELS = tuple((level, re.compile(pattern)) for level, pattern in _LEVEL_WORDS)

_AUDIENCE_WORDS = (
    (Audience.FOREIGN, ("nguoi nuoc ngoai", "dinh cu o nuoc ngoai", "to chuc nuoc ngoai")),
    (Audience.OFFICER, ("can bo, cong chuc",)),
    (Audience.CITIZEN, ("cong dan",)),
    (Audience.ORGANISATION, ("to chuc (", "to chuc dang", "to chuc khac")),
    (Audience.ENTERPRISE, ("doanh nghiep viet nam", "hop tac xa", "ho kinh doanh", "von dau tu nuoc ngoai")),
)


def levels_in_words(bodies: str) -> tuple[str, ...]:
    """Levels guessed from the names of executing bodies, where the record does not state them."""
    folded = fold(bodies)
    return tuple(level.value for level, words in _LEVELS if words.search(folded))


def audience_groups(names: Iterable[str]) -> frozenset[str]:
    """The groups that the catalogue's names of subjects fall into."""
    groups = set()
    for name in names:
        folded = fold(name)
        if folded == "doanh nghiep":
            groups.add(Audience.ENTERPRISE.value)
            continue
        found = next((group for group, words in _AUDIENCE_WORDS if any(w in folded for w in words)), None)
        if found:
            groups.add(found.value)
    return frozenset(groups)
