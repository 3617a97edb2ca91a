from datetime import UTC, date, datetime
from io import StringIO

import pytest
from django.core.management import call_command

from motcua.directory.agencies.calendars import (
    UnknownAgency,
    calendar_key,
    calendar_of,
    calendar_of_code,
    owner_of,
)
from motcua.directory.agencies.tests.factories import make_agency
from motcua.directory.reception.calendar_month import is_covered, month_of
from motcua.kernel import clock
from motcua.kernel.calendar import due, parse_limit, shipped_calendar
from motcua.kernel.calendar.actions import Change, publish_calendar_version
from motcua.kernel.calendar.special_days import Kind, SpecialDay
from motcua.kernel.calendar.week import BASE_WEEK, CLOSED, Hours, Week
from motcua.kernel.calendar.work_calendar import Season

AT = datetime(2026, 10, 5, 2, 0, tzinfo=UTC)
SATURDAYS = Week((*BASE_WEEK.days[:5], Hours(((450, 690),)), CLOSED))


def publish(agency, **change):
    return publish_calendar_version(key=calendar_key(agency), change=Change(**change), decision="QĐ 1", at=AT)


@pytest.mark.django_db
class TestWhoseCalendar:
    def test_the_nearest_agency_with_a_calendar_of_its_own(self):
        province = make_agency()
        commune = make_agency(parent=province)
        division = make_agency(parent=commune)
        assert calendar_of(division, AT) is shipped_calendar()
        publish(province, season=Season(date(2026, 1, 1), SATURDAYS))
        assert owner_of(calendar_of(division, AT)) == province
        publish(commune, extra=(SpecialDay(date(2026, 10, 7), Kind.DAY_OFF, "Bão"),))
        assert [owner_of(calendar_of(a, AT)) for a in (province, commune, division)] == [
            province,
            commune,
            commune,
        ]

    def test_nobody_owns_the_national_calendar(self):
        assert owner_of(shipped_calendar()) is None

    def test_by_code_of_either_form(self):
        agency = make_agency(code="H81.05", old_code="000.00.05.H81")
        publish(agency, season=Season(date(2026, 1, 1), SATURDAYS))
        assert (
            calendar_of_code("000.00.05.H81", AT) == calendar_of_code("h81.05", AT) == calendar_of(agency, AT)
        )
        with pytest.raises(UnknownAgency):
            calendar_of_code("H99", AT)


class TestMonth:
    def test_every_day_tells_its_hours_or_its_reason(self):
        month = month_of(shipped_calendar(), date(2026, 8, 1))
        cells = {cell.day: cell for week in month.weeks for cell in week}
        assert [len(week) for week in month.weeks] == [7] * 6
        assert (month.before, month.after) == (date(2026, 7, 1), date(2026, 9, 1))
        assert cells[date(2026, 8, 31)].names == "Nghỉ hoán đổi với 22/08/2026"
        assert cells[date(2026, 8, 22)].is_worked_day_off
        assert cells[date(2026, 8, 22)].intervals == ("07:30–11:30", "13:30–17:30")
        assert (cells[date(2026, 8, 23)].is_off, cells[date(2026, 8, 23)].names) == (True, "")
        assert not cells[date(2026, 9, 1)].in_month
        assert not cells[date(2026, 8, 31)].is_computed

    def test_a_day_tells_its_lunar_date_and_whether_it_is_decided(self):
        cells = [cell for week in month_of(shipped_calendar(), date(2027, 2, 1)).weeks for cell in week]
        tet = next(cell for cell in cells if cell.day == date(2027, 2, 6))
        assert (tet.lunar.day, tet.lunar.month, tet.names, tet.is_computed) == (1, 1, "Tết Nguyên đán", True)

    @pytest.mark.parametrize(("first", "covered"), [(date(2000, 1, 1), False), (date(2000, 2, 1), True), (date(2199, 11, 1), True), (date(2199, 12, 1), False), (date(9999, 12, 1), False)])  # fmt: skip
    def test_months_end_where_calendars_end(self, first, covered):
        assert is_covered(first) is covered
        if covered:
            month = month_of(shipped_calendar(), first)
            assert (month.before is None) == (first.year == 2000)
            assert (month.after is None) == (first.year == 2199)


@pytest.mark.django_db
class TestAskingForAnAgency:
    def _due(self, *options):
        out = StringIO()
        call_command("due", *options, stdout=out)
        return out.getvalue().split()[0]

    def test_its_own_hours_and_days_count(self):
        agency = make_agency(code="H81.05")
        with clock.frozen_at(AT):
            publish(agency, season=Season(date(2026, 1, 1), SATURDAYS))
            ask = ("--start", "2026-03-06T09:00+07:00", "--limit", "1 working_days")
            assert self._due(*ask, "--agency", "H81.05") == "2026-03-07T09:00:00+07:00"
            assert self._due(*ask) == "2026-03-09T09:00:00+07:00"

    def test_a_file_replaces_the_national_days_and_keeps_its_hours(self, tmp_path):
        file = tmp_path / "lich.csv"
        file.write_text("date,kind,name,source\n2026-03-07,holiday,x,x\n", encoding="utf-8")
        agency = make_agency(code="H81.05")
        with clock.frozen_at(AT):
            publish(agency, season=Season(date(2026, 1, 1), SATURDAYS))
            own = ("--agency", "H81.05", "--calendar", str(file))
            start = ("--start", "2026-03-06T09:00+07:00")
            assert self._due(*start, "--limit", "1 working_days", *own) == "2026-03-09T09:00:00+07:00"
            assert self._due(*start, "--limit", "6 working_days", *own) == "2026-03-14T09:00:00+07:00"
            tet = ("--start", "2026-02-16T09:00+07:00", "--limit", "1 working_days")
            assert self._due(*tet, *own) == "2026-02-17T09:00:00+07:00"

    def test_the_same_function_answers(self):
        calendar = shipped_calendar()
        start = datetime.fromisoformat("2026-02-13T15:20+07:00")
        expected = due(start, parse_limit("7.5 working_days"), calendar).due_at.isoformat()
        assert self._due("--start", "2026-02-13T15:20+07:00", "--limit", "7.5 working_days") == expected
