from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.kernel.calendar.errors import BrokenCalendarFile
from motcua.kernel.calendar.special_days import Kind, SpecialDay, by_year, read_special_days

HEAD = b"date,kind,name,source\n"


def test_rows_are_read_in_order_and_once():
    content = (
        HEAD
        + "2026-09-02,holiday,Quốc khánh,x\r\n\n2026-01-10,makeup_workday,,\n2026-09-02,holiday,Quốc khánh,x\n".encode()
    )
    assert read_special_days(content) == (
        SpecialDay(date(2026, 1, 10), Kind.MAKEUP_WORKDAY),
        SpecialDay(date(2026, 9, 2), Kind.HOLIDAY, "Quốc khánh", "x"),
    )


def test_columns_may_stand_in_another_order_behind_a_byte_order_mark():
    content = "\ufeffkind,date,source,name\nin_lieu,2026-04-27,,Nghỉ bù".encode()
    assert read_special_days(content) == (SpecialDay(date(2026, 4, 27), Kind.SUBSTITUTE_DAY, "Nghỉ bù"),)


def test_a_head_alone_is_a_calendar_without_special_days():
    assert read_special_days(HEAD) == ()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\n",
        b"a,b,c,d\n",
        b"date,kind,name\n2026-01-01,holiday,x\n",
        b"date,kind,name,source,more\n",
        b"\xff\xfe\x00date",
        HEAD + b"2026-01-01,holiday,\xc3\x28,x\n",
        HEAD + b"2026-02-30,holiday,x,x\n",
        HEAD + b"1/1/2026,holiday,x,x\n",
        HEAD + b"2026-01-01,feast,x,x\n",
        HEAD + b"2026-01-01,day_off,x,x\n",
        HEAD + b"2026-01-01,holiday,x\n",
        HEAD + b"2026-01-01,holiday,x,x,x\n",
        HEAD + b'2026-01-01,holiday,"x,x\n',
        HEAD + b"2026-01-01,holiday,\x00,x\n",
        HEAD + b"2026-01-01,holiday," + b"x" * 200_000 + b",x\n",
        HEAD + b"x" * (5 * 1024 * 1024),
    ],
)
def test_broken_files_are_refused_in_one_line(content):
    with pytest.raises(BrokenCalendarFile) as refusal:
        read_special_days(content)
    assert str(refusal.value)
    assert "\n" not in str(refusal.value)


def test_the_broken_line_is_named():
    with pytest.raises(BrokenCalendarFile, match="dòng 3"):
        read_special_days(HEAD + b"2026-01-01,holiday,x,x\n2026-01-32,holiday,x,x\n")


@given(st.binary(max_size=80).map(lambda tail: HEAD + tail) | st.binary(max_size=80))
def test_no_bytes_break_the_reader(content):
    try:
        days = read_special_days(content)
    except BrokenCalendarFile:
        return
    assert all(isinstance(day, SpecialDay) for day in days)


def test_days_survive_json():
    day = SpecialDay(date(2028, 1, 1), Kind.HOLIDAY, "Tết Dương lịch", "luật", True)
    assert SpecialDay.from_json(day.to_json()) == day
    assert by_year([day]) == {2028: (day,)}
