"""Codes of agencies and lengths of postings: pure functions, no database, no clock."""

from __future__ import annotations

import re
from datetime import date

from motcua.directory.agencies.choices import AgencyKind
from motcua.kernel.text import fold

# Law: QĐ 20/2020/QĐ-TTg, amended by QĐ 09/2025/QĐ-TTg (highest level first, at most 35 characters)
NEW_CODE = re.compile(r"[A-Z]\d{2}(?:\.[0-9A-Z]{2,3})*")
MAX_CODE = 35
# Law: QCVN 102:2016/BTTTT (lowest level first, 13 characters)
OLD_CODE = re.compile(r"(\d{3})\.(\d{2})\.(\d{2})\.([A-Z]\d{2})")
# Law: NĐ 118/2025, Điều 11 (a posting to a one-stop lasts 12 to 36 months)
MIN_SECONDMENT_MONTHS, MAX_SECONDMENT_MONTHS = 12, 36


def normal_code(text: str) -> str:
    """A code as typed or printed, made comparable: capitals, no spaces, no outer dots."""
    return "".join(text.split()).upper().strip(".")


def is_new_code(code: str) -> bool:
    """Whether the text is a code of the present form, such as `H27.05.13`."""
    return len(code) <= MAX_CODE and NEW_CODE.fullmatch(code) is not None


def is_old_code(code: str) -> bool:
    """Whether the text is a code of the form before 2020, such as `000.00.01.H22`."""
    return OLD_CODE.fullmatch(code) is not None


def new_code_of(old_code: str) -> str:
    """The present form of an old code: groups reversed, trailing zero groups dropped.

    `000.00.04.G18` gives `G18.04`. Raises ValueError for a text that is no old code.
    """
    found = OLD_CODE.fullmatch(old_code)
    if found is None:
        raise ValueError(f"no old agency code: {old_code!r}")
    groups = list(reversed(found.groups()))
    while not groups[-1].strip("0"):
        groups.pop()
    return ".".join(groups)


def new_codes_of(old_code: str) -> tuple[str, ...]:
    """Every present form under which an old code may have been issued again.

    The lowest group had three digits; lists issued since 2020 write two where they suffice.
    """
    code = new_code_of(old_code)
    head, _, last = code.rpartition(".")
    if len(last) == 3 and last.startswith("0") and head:
        return code, f"{head}.{last[1:]}"
    return (code,)


def is_below(code: str, above: str) -> bool:
    """Whether a code belongs under another: its groups continue the other's."""
    return code.startswith(f"{above}.")


def months_later(day: date, months: int) -> date:
    """The same day so many months later, or the last day of that month."""
    year, month0 = divmod(day.year * 12 + day.month - 1 + months, 12)
    for shown in (day.day, 30, 29, 28):
        try:
            return date(year, month0 + 1, min(day.day, shown))
        except ValueError:
            continue
    raise AssertionError("every month has 28 days")


def is_short_secondment(start: date, end: date) -> bool:
    """Whether a posting to a one-stop ends before the law's shortest term."""
    return end < months_later(start, MIN_SECONDMENT_MONTHS)


_KINDS_BY_NAME = (
    ("trung tam phuc vu hanh chinh cong", AgencyKind.SERVICE_CENTER),
    ("uy ban nhan dan", AgencyKind.PEOPLE_COMMITTEE),
    ("ubnd", AgencyKind.PEOPLE_COMMITTEE),
    ("hoi dong nhan dan", AgencyKind.PEOPLE_COUNCIL),
    ("hdnd", AgencyKind.PEOPLE_COUNCIL),
    ("phong", AgencyKind.DIVISION),
    ("van phong hdnd", AgencyKind.DIVISION),
    ("cong an", AgencyKind.VERTICAL_AGENCY),
    ("thue", AgencyKind.VERTICAL_AGENCY),
    ("bao hiem xa hoi", AgencyKind.VERTICAL_AGENCY),
    ("buu dien", AgencyKind.PUBLIC_POST),
    ("mat tran to quoc", AgencyKind.FATHERLAND_FRONT),
    ("bo", AgencyKind.MINISTRY),
)


def kind_of_name(name: str) -> AgencyKind:
    """What sort of agency a name tells of; a department when nothing else is plain."""
    words = fold(name) + " "
    for beginning, kind in _KINDS_BY_NAME:
        if words.startswith(f"{beginning} "):
            return kind
    return AgencyKind.DEPARTMENT
