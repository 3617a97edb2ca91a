"""Cases that people can check by hand."""

from datetime import date, datetime, timedelta, timezone

import pytest

from motcua.kernel.calendar import CalendarError, Pause, due, parse_limit, shipped_calendar
from motcua.kernel.calendar.errors import NaiveInstant, OutOfRange, PauseBackwards
from motcua.kernel.calendar.special_days import Kind, SpecialDay
from motcua.kernel.calendar.week import BASE_WEEK, CLOSED, Hours, Week
from motcua.kernel.calendar.work_calendar import Season, WorkCalendar, calendar_of_days


def at(text):
    return datetime.fromisoformat(f"{text}+07:00")


def due_at(start, limit, *pauses, calendar=None):
    spans = [tuple(at(end) for end in pause.split("/")) for pause in pauses]
    found = due(at(start), parse_limit(limit), calendar or shipped_calendar(), spans)
    return found.due_at.isoformat(timespec="minutes").removesuffix("+07:00")


@pytest.mark.parametrize(
    ("start", "limit", "expected"),
    [
        # a receipt of 2019: 25 working days later at the same clock time
        ("2019-11-20T08:37", "25 working_days", "2019-12-25T08:37"),
        # over Tết 2026
        ("2026-02-13T15:20", "5 working_days", "2026-02-27T15:20"),
        # a day off against a worked Saturday, and both days of Quốc khánh
        ("2026-08-21T09:00", "1 working_days", "2026-08-22T09:00"),
        ("2026-08-21T09:00", "7 working_days", "2026-09-03T09:00"),
        # outside opening hours: night, lunch, closing minute, Saturday
        ("2026-03-02T05:00", "1 working_days", "2026-03-03T07:30"),
        ("2026-03-02T11:30", "1 working_days", "2026-03-03T13:30"),
        ("2026-03-02T17:30", "1 working_days", "2026-03-04T07:30"),
        ("2026-03-07T10:00", "1 working_days", "2026-03-10T07:30"),
        ("2026-03-02T17:29", "1 working_days", "2026-03-03T17:29"),
        # fractions are working hours of an eight-hour day
        ("2026-03-02T09:00", "7.5 working_days", "2026-03-11T15:00"),
        ("2026-03-02T07:30", "0.5 working_days", "2026-03-02T11:30"),
        ("2026-03-02T13:30", "1.5 working_days", "2026-03-03T17:30"),
        ("2026-03-06T13:31", "0.5 working_days", "2026-03-09T07:31"),
        # hours are working hours and may end on the closing minute
        ("2026-03-02T07:30", "8 hours", "2026-03-02T17:30"),
        ("2026-03-02T07:30", "4 hours", "2026-03-02T11:30"),
        ("2026-03-02T16:30", "2 hours", "2026-03-03T08:30"),
        ("2026-03-06T17:00", "8 hours", "2026-03-09T17:00"),
        ("2026-03-07T08:00", "0.25 hours", "2026-03-09T07:45"),
        # calendar days and months end at the closing minute, on the next working day if need be
        ("2026-03-02T09:00", "3 days", "2026-03-05T17:30"),
        ("2026-03-02T09:00", "5 days", "2026-03-09T17:30"),
        ("2026-02-11T09:00", "5 days", "2026-02-23T17:30"),
        ("2026-03-06T18:00", "1 days", "2026-03-10T17:30"),
        ("2026-01-30T09:00", "1 months", "2026-03-02T17:30"),
        ("2026-03-31T09:00", "3 months", "2026-06-30T17:30"),
        ("2027-12-01T09:00", "2 months", "2028-02-01T17:30"),
        # within the day, up to 15:00
        ("2026-03-02T14:59", "same_day", "2026-03-02T17:30"),
        ("2026-03-02T15:00", "same_day", "2026-03-03T17:30"),
        ("2026-03-06T15:00", "same_day", "2026-03-09T17:30"),
        ("2026-03-06T18:00", "same_day", "2026-03-09T17:30"),
        ("2026-03-07T16:00", "same_day", "2026-03-09T17:30"),
        ("2026-03-02T12:00", "same_day", "2026-03-02T17:30"),
    ],
)
def test_known_due_dates(start, limit, expected):
    assert due_at(start, limit) == expected


@pytest.mark.parametrize(
    ("limit", "pauses", "expected"),
    [
        # 02/03/2026 is a Monday; the start is 09:00
        ("2 working_days", ["2026-03-03T09:00/2026-03-03T11:00"], "2026-03-04T11:00"),
        ("2 working_days", ["2026-03-03T09:00/2026-03-05T09:00"], "2026-03-06T09:00"),
        ("2 working_days", ["2026-03-02T00:00/2026-03-02T10:00"], "2026-03-04T10:00"),
        ("2 working_days", ["2026-03-02T20:00/2026-03-03T05:00"], "2026-03-04T09:00"),
        ("2 working_days", ["2026-03-01T00:00/2026-03-02T09:00"], "2026-03-04T09:00"),
        # begins on the due minute, or when it has passed: too late
        ("2 working_days", ["2026-03-04T09:00/2026-03-06T09:00"], "2026-03-04T09:00"),
        ("2 working_days", ["2026-03-04T08:59/2026-03-04T09:00"], "2026-03-04T09:01"),
        # one pause makes room for the next
        ("2 working_days", ["2026-03-03T09:00/2026-03-03T11:30", "2026-03-04T10:00/2026-03-04T11:00"], "2026-03-04T14:30"),
        # overlapping ones are one
        ("2 working_days", ["2026-03-03T09:00/2026-03-03T11:00", "2026-03-03T10:00/2026-03-03T11:30"], "2026-03-04T13:30"),
        ("2 working_days", ["2026-03-03T09:00/2026-03-03T11:00", "2026-03-03T09:30/2026-03-03T10:00"], "2026-03-04T11:00"),
        ("8 hours", ["2026-03-02T10:00/2026-03-02T17:30"], "2026-03-03T16:30"),
        ("3 days", ["2026-03-03T08:00/2026-03-03T09:00"], "2026-03-06T08:30"),
        ("3 days", ["2026-03-03T00:00/2026-03-04T00:00"], "2026-03-06T17:30"),
        ("1 months", ["2026-03-03T00:00/2026-03-04T00:00"], "2026-04-03T17:30"),
        ("same_day", ["2026-03-02T10:00/2026-03-02T10:30"], "2026-03-03T08:00"),
    ],
)  # fmt: skip
def test_pauses_move_the_due_date(limit, pauses, expected):
    assert due_at("2026-03-02T09:00", limit, *pauses) == expected


def test_pauses_that_touch_are_one():
    """Alone, the second would begin on the due minute and be too late."""
    touching = ("2026-03-09T18:00/2026-03-10T08:30", "2026-03-10T08:30/2026-03-10T09:30")
    assert due_at("2026-03-07T09:00", "1 working_days", *touching) == "2026-03-10T09:30"
    assert due_at("2026-03-07T09:00", "1 working_days", touching[0]) == "2026-03-10T08:30"


def test_an_office_day_of_pause_moves_working_days_to_the_next_opening_and_hours_to_the_closing():
    pause = "2026-03-02T07:30/2026-03-02T17:30"
    assert due_at("2026-03-02T07:30", "1 working_days", pause) == "2026-03-04T07:30"
    assert due_at("2026-03-02T07:30", "8 hours", pause) == "2026-03-03T17:30"
    assert due_at("2026-03-02T07:30", "1.5 working_days", pause) == "2026-03-04T11:30"


def test_instants_of_any_zone_give_the_same():
    asked, calendar = parse_limit("1 working_days"), shipped_calendar()
    utc = datetime(2026, 3, 2, 2, 0, tzinfo=timezone.utc)  # noqa: UP017
    assert due(utc, asked, calendar).due_at == at("2026-03-03T09:00")
    assert due(utc, asked, calendar).due_at.utcoffset() == timedelta(hours=7)


def test_half_days_and_seasons():
    morning = Hours(((450, 690),))
    saturdays = Season(date.min, Week((*BASE_WEEK.days[:5], morning, CLOSED)))
    summer_day = Hours(((420, 660), (840, 1020)))
    summer = Season(date(2026, 5, 4), Week((summer_day,) * 5 + (CLOSED, CLOSED)), cutoff=840)
    calendar = WorkCalendar(seasons=(saturdays, summer))
    assert due_at("2026-03-06T09:00", "1 working_days", calendar=calendar) == "2026-03-07T09:00"
    assert due_at("2026-03-06T15:20", "1 working_days", calendar=calendar) == "2026-03-09T07:30"
    assert due_at("2026-03-06T15:20", "same_day", calendar=calendar) == "2026-03-07T11:30"
    assert due_at("2026-04-29T15:20", "1 working_days", calendar=calendar) == "2026-05-04T07:00"
    assert due_at("2026-05-06T14:00", "same_day", calendar=calendar) == "2026-05-07T17:00"


def test_a_day_off_beats_a_worked_saturday():
    saturday = date(2026, 3, 7)
    worked = SpecialDay(saturday, Kind.MAKEUP_WORKDAY)
    assert (
        due_at("2026-03-06T09:00", "1 working_days", calendar=calendar_of_days([worked]))
        == "2026-03-07T09:00"
    )
    both = calendar_of_days([worked, SpecialDay(saturday, Kind.HOLIDAY)])
    assert due_at("2026-03-06T09:00", "1 working_days", calendar=both) == "2026-03-09T09:00"


def test_a_file_replaces_every_shipped_day():
    assert due_at("2026-02-13T15:20", "5 working_days", calendar=calendar_of_days([])) == "2026-02-20T15:20"
    assert due_at("2028-12-29T09:00", "1 working_days", calendar=calendar_of_days([])) == "2029-01-01T09:00"


def test_an_agency_adds_its_own_days():
    own = SpecialDay(date(2026, 3, 3), Kind.DAY_OFF, "Bão số 1")
    found = due(at("2026-03-02T09:00"), parse_limit("1 working_days"), WorkCalendar(extra=(own,)))
    assert found.due_at == at("2026-03-04T09:00")
    assert "Bỏ qua 03/03/2026: Bão số 1" in [entry["text"] for entry in found.trace]


@pytest.mark.parametrize(
    ("start", "limit", "pause", "refusal"),
    [
        (datetime(2026, 3, 2, 9, 0), "1 days", None, NaiveInstant),  # noqa: DTZ001
        (at("1999-12-31T09:00"), "1 days", None, OutOfRange),
        (at("2200-01-01T00:00"), "1 days", None, OutOfRange),
        (at("2199-12-31T18:00"), "1 hours", None, OutOfRange),
        (at("2026-03-02T09:00"), "999999 days", None, OutOfRange),
        (at("2026-03-02T09:00"), "999999 months", None, OutOfRange),
        (at("2026-03-02T09:00"), "999999 working_days", None, OutOfRange),
        (at("2026-03-02T09:00"), "999999 hours", None, OutOfRange),
        (datetime.min.replace(tzinfo=timezone(timedelta(hours=14))), "1 days", None, OutOfRange),
        (datetime.max.replace(tzinfo=timezone(timedelta(hours=-12))), "1 days", None, OutOfRange),
        (at("2026-03-02T09:00"), "1 days", (at("2026-03-03T09:00"), at("2026-03-03T08:59")), PauseBackwards),
        (at("2026-03-02T09:00"), "1 days", (at("2026-03-03T09:00"), at("2300-03-03T08:59")), OutOfRange),
        (at("2026-03-02T09:00"), "1 days", (at("2026-03-03T09:00"), at("2199-12-31T17:00")), OutOfRange),
    ],
)
def test_impossible_questions_are_refused_in_one_line(start, limit, pause, refusal):
    with pytest.raises(refusal) as found:
        due(start, parse_limit(limit), shipped_calendar(), [pause] if pause else [])
    assert isinstance(found.value, CalendarError)
    assert str(found.value)
    assert "\n" not in str(found.value)


def test_a_calendar_that_is_never_open_again_is_refused():
    closed = calendar_of_days(
        SpecialDay(date(2026, 1, 1) + timedelta(days=n), Kind.HOLIDAY) for n in range(365 * 175)
    )
    with pytest.raises(OutOfRange):
        due(at("2026-03-02T09:00"), parse_limit("1 days"), closed)


def test_a_pause_names_its_paper():
    pauses = [
        Pause(at("2026-03-03T09:00"), at("2026-03-03T10:00"), "Phiếu 02"),
        Pause(at("2026-03-03T09:30"), at("2026-03-03T11:00"), "Phiếu 05"),
        Pause(at("2026-03-09T09:30"), at("2026-03-09T11:00")),
    ]
    trace = due(at("2026-03-02T09:00"), parse_limit("2 working_days"), shipped_calendar(), pauses).trace
    pause = next(entry for entry in trace if entry["kind"] == "pause")
    assert pause["paper"] == "Phiếu 02, Phiếu 05"
    assert pause["minutes"] == 120
    assert pause["text"] == (
        "Tạm dừng theo Phiếu 02, Phiếu 05 từ 09:00 ngày 03/03/2026 đến 11:00 ngày 03/03/2026: 2 giờ làm việc"
    )
    assert [entry["kind"] for entry in trace if "pause" in entry["kind"]] == ["pause", "pause_ignored"]
