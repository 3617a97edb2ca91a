import pytest

from motcua.kernel.calendar.errors import BadWeek
from motcua.kernel.calendar.week import BASE_WEEK, CLOSED, OFFICE_HOURS, Hours, Week, parse_clock

MORNING = Hours(((450, 690),))


def test_hours_are_read_and_said():
    assert Hours.parse("07:30-11:30, 13:30–17:30") == OFFICE_HOURS
    assert Hours.parse(" 07:30 - 11:30 ; ") == MORNING
    assert Hours.parse("") == CLOSED
    assert str(OFFICE_HOURS) == "07:30–11:30, 13:30–17:30"
    assert Hours.parse(str(OFFICE_HOURS)) == OFFICE_HOURS
    assert (OFFICE_HOURS.minutes, OFFICE_HOURS.opens, OFFICE_HOURS.closes) == (480, 450, 1050)
    assert Hours.parse("00:00-24:00").minutes == 1440


@pytest.mark.parametrize(
    "text",
    [
        "7:30-11:30", "07:30", "11:30-07:30", "07:30-07:30", "07:30-11:30,11:00-12:00", "07:30-11:30,11:30-12:00",
        "13:30-17:30,07:30-11:30", "25:00-26:00", "23:00-24:30", "07:60-08:00", "x", "07:30-11:30-12:00",
        "01:00-02:00,03:00-04:00,05:00-06:00,07:00-08:00,09:00-10:00", "٠٧:٣٠-١١:٣٠",
    ],
)  # fmt: skip
def test_impossible_hours_are_refused(text):
    with pytest.raises(BadWeek):
        Hours.parse(text)


def test_a_week_is_open_on_some_day():
    with pytest.raises(BadWeek):
        Week((CLOSED,) * 7)
    with pytest.raises(BadWeek):
        Week((OFFICE_HOURS,) * 5)


def test_a_week_survives_json():
    week = Week((*BASE_WEEK.days[:5], MORNING, CLOSED))
    assert Week.from_json(week.to_json()) == week


def test_a_worked_saturday_has_the_hours_of_a_weekday_even_where_saturday_has_its_own():
    assert Week((*BASE_WEEK.days[:5], MORNING, CLOSED)).makeup_hours == OFFICE_HOURS
    assert Week((CLOSED,) * 5 + (MORNING, CLOSED)).makeup_hours == MORNING


def test_clock_times_are_read():
    assert parse_clock("15:00") == 900
    assert parse_clock("7:05") == 425
    for text in ("", "24:00", "15", "15:60", "15:00:00"):
        with pytest.raises(BadWeek):
            parse_clock(text)
