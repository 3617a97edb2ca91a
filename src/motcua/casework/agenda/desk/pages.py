"""The agenda: a month or a week of what falls due, for one part of the work list."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from motcua.casework.agenda import queries
from motcua.casework.dossiers.models import Dossier
from motcua.casework.handling.desk.listing import OFFICE, TO_DO, Listing
from motcua.casework.handling.desk.work import shown
from motcua.directory.agencies.calendars import calendar_of
from motcua.directory.agencies.doors import officer_required
from motcua.directory.reception.calendar_month import DayCell, Month, is_covered, month_of
from motcua.kernel import clock
from motcua.kernel.calendar import WorkCalendar

MINE, ROLES, AGENCY = "toi", "vai-tro", "co-quan"
ROWS_A_DAY = 8
# Each part is a part of the work list, narrowed as the list itself is.
_ADDRESS = {MINE: {"view": TO_DO, "holder": "me"}, ROLES: {"view": TO_DO}, AGENCY: {"view": OFFICE}}


@dataclass(frozen=True)
class Day:
    """One day: whether the office is open, how many fall due, and the list behind the number."""

    cell: DayCell
    due: int
    late: int
    query: str
    rows: list[Dossier] = field(default_factory=list)

    @property
    def more(self) -> int:
        return max(self.due - len(self.rows), 0)


@officer_required()
@require_safe
def agenda(request: HttpRequest) -> HttpResponse:
    """A month, or with `?week=` the week of a day; what cannot be asked shows today's."""
    part, listing = _part(request)
    calendar = calendar_of(request.officer.live_memberships[0].agency, clock.now())  # type: ignore[attr-defined]
    week = _day(request.GET.get("week", ""))
    month = month_of(calendar, (week or _month(request.GET.get("month", "")) or clock.today()).replace(day=1))
    days = _week(calendar, week) if week else [cell for line in month.weeks for cell in line]
    told = _days(listing, part, days, with_rows=week is not None)
    context = {
        "part": part,
        "parts": _parts(listing),
        "month": month,
        "weeks": [told[at : at + 7] for at in range(0, len(told), 7)],
        "week": week,
        "late": queries.late(listing.left, clock.now()),
        "late_query": urlencode(_ADDRESS[part] | {"state": "late"}),
        "today": clock.today(),
    }
    return render(request, "agenda/desk/agenda.html", context | _beside(month, week))


def _part(request: HttpRequest) -> tuple[str, Listing]:
    """The part asked for, and the work list behind it."""
    asked = request.GET.get("part", "")
    part = asked if asked in _ADDRESS else ROLES
    listing = Listing(request, QueryDict(urlencode(_ADDRESS[part])))
    if part == AGENCY and OFFICE not in listing.views:
        return ROLES, Listing(request, QueryDict(urlencode(_ADDRESS[ROLES])))
    return part, listing


def _parts(listing: Listing) -> dict[str, object]:
    found: dict[str, object] = {MINE: _("Tôi đã nhận"), ROLES: _("Vai trò của tôi")}
    return found | ({AGENCY: _("Cả cơ quan")} if OFFICE in listing.views else {})


def _days(listing: Listing, part: str, cells: list[DayCell], *, with_rows: bool) -> list[Day]:
    """What falls due on each of these days: two grouped reads, and in a week the rows themselves."""
    first, last, at = cells[0].day, cells[-1].day, clock.now()
    due = queries.due_by_day(listing.left, first, last)
    late = queries.late_by_day(listing.left, first, last, at)
    busy = sorted(due) if with_rows else []
    rows = {day: shown(found) for day, found in queries.rows_by_day(listing.left, busy, ROWS_A_DAY).items()}
    return [
        Day(
            cell=cell,
            due=due.get(cell.day, 0),
            late=late.get(cell.day, 0),
            query=urlencode(_ADDRESS[part] | {"on": cell.day.isoformat()}),
            rows=rows.get(cell.day, []),
        )
        for cell in cells
    ]


def _week(calendar: WorkCalendar, day: date) -> list[DayCell]:
    """Monday to Sunday around a day, whichever months they lie in."""
    monday = day - timedelta(days=day.weekday())
    cells: dict[date, DayCell] = {}
    for first in {monday.replace(day=1), (monday + timedelta(days=6)).replace(day=1)}:
        cells |= {cell.day: cell for line in month_of(calendar, first).weeks for cell in line}
    return [cells[monday + timedelta(days=n)] for n in range(7)]


def _beside(month: Month, week: date | None) -> dict[str, object]:
    """Addresses of the time before and after, and of the other view of the same days."""
    if week is None:
        ways: dict[str, object] = {
            "before": month.before and f"month={month.before:%Y-%m}",
            "after": month.after and f"month={month.after:%Y-%m}",
        }
        here = clock.today() if clock.today().replace(day=1) == month.first else month.first
        return ways | {"other": f"week={here.isoformat()}"}
    before, after = week - timedelta(days=7), week + timedelta(days=7)
    return {
        "before": f"week={before.isoformat()}" if is_covered(before.replace(day=1)) else None,
        "after": f"week={after.isoformat()}" if is_covered(after.replace(day=1)) else None,
        "other": f"month={week:%Y-%m}",
    }


def _day(asked: str) -> date | None:
    """A day that calendars cover."""
    try:
        day = date.fromisoformat(asked)
    except ValueError:
        return None
    return day if is_covered(day.replace(day=1)) else None


def _month(asked: str) -> date | None:
    try:
        first = datetime.strptime(asked, "%Y-%m").date()  # noqa: DTZ007  a month has no time zone
    except ValueError:
        return None
    return first if is_covered(first) else None
