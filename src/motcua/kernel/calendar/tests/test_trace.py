from datetime import date, datetime, timedelta

from motcua.kernel.calendar import due, parse_limit, shipped_calendar
from motcua.kernel.calendar.special_days import Kind, SpecialDay
from motcua.kernel.calendar.work_calendar import calendar_of_days


def trace_of(start, limit, calendar=None, **more):
    instant = datetime.fromisoformat(f"{start}+07:00")
    return due(instant, parse_limit(limit), calendar or shipped_calendar(), **more).trace


def texts(*args, **more):
    return [entry["text"] for entry in trace_of(*args, **more)]


def test_days_skipped_for_one_reason_are_one_entry():
    assert texts("2026-02-13T15:20", "5 working_days") == [
        "Bắt đầu lúc 15:20 ngày 13/02/2026",
        "Thời hạn 5 ngày làm việc",
        "Bỏ qua 14/02/2026–15/02/2026: ngày nghỉ hằng tuần",
        "Bỏ qua 16/02/2026–20/02/2026: Tết Nguyên đán",
        "Bỏ qua 21/02/2026–22/02/2026: ngày nghỉ hằng tuần",
        "Hạn trả kết quả: 15:20 ngày 27/02/2026",
    ]


def test_entries_carry_what_machines_read():
    entries = trace_of("2026-02-13T15:20", "5 working_days", law="NĐ 118/2025, Điều 17.3")
    assert entries[1]["law"] == "NĐ 118/2025, Điều 17.3"
    assert entries[3] == {
        "kind": "skipped",
        "from": "2026-02-16",
        "to": "2026-02-20",
        "days": 5,
        "reason": "holiday",
        "names": "Tết Nguyên đán",
        "text": "Bỏ qua 16/02/2026–20/02/2026: Tết Nguyên đán",
    }


def test_a_worked_saturday_is_told():
    assert "Tính cả 22/08/2026: Làm bù cho 31/08/2026" in texts("2026-08-21T09:00", "2 working_days")


def test_a_closed_office_at_the_start_is_told():
    assert texts("2026-03-06T18:00", "4 hours")[:2] == [
        "Bắt đầu lúc 18:00 ngày 06/03/2026",
        "Ngoài giờ làm việc: tính từ giờ mở cửa kế tiếp, 07:30 ngày 09/03/2026",
    ]


def test_a_last_day_that_is_off_is_told_with_its_law():
    entries = trace_of("2026-02-11T09:00", "5 days")
    assert entries[2]["text"] == "Ngày cuối 16/02/2026 là ngày nghỉ: chuyển sang 23/02/2026"
    assert entries[2]["law"] == "Bộ luật Dân sự 2015, Điều 148.5"
    assert [entry["kind"] for entry in entries] == ["start", "limit", "moved", "skipped", "skipped", "due"]


def test_the_cut_off_is_told():
    entry = trace_of("2026-03-06T15:00", "same_day")[2]
    assert entry["text"] == "Nhận từ 15:00 trở đi: tính sang ngày làm việc kế tiếp, 09/03/2026"


def test_expected_holidays_say_that_they_are_not_decided():
    assert any(
        "(dự kiến, chưa có quyết định)" in text for text in texts("2027-02-03T09:00", "3 working_days")
    )
    assert not any("dự kiến" in text for text in texts("2026-02-13T09:00", "3 working_days"))


def test_a_weekend_over_the_turn_of_a_year_is_one_entry():
    entries = trace_of("2028-12-29T09:00", "1 working_days", calendar_of_days([]))
    assert [e["text"] for e in entries if e["kind"] == "skipped"] == [
        "Bỏ qua 30/12/2028–31/12/2028: ngày nghỉ hằng tuần"
    ]
    entries = trace_of("2022-12-30T09:00", "1 working_days", calendar_of_days([]))
    assert [e["text"] for e in entries if e["kind"] == "skipped"] == [
        "Bỏ qua 31/12/2022–01/01/2023: ngày nghỉ hằng tuần"
    ]


def test_names_of_one_run_are_listed_once_each():
    days = [
        SpecialDay(date(2026, 3, 3) + timedelta(days=n), Kind.HOLIDAY, name) for n, name in enumerate("aab")
    ]
    assert "Bỏ qua 03/03/2026–05/03/2026: a, b" in texts(
        "2026-03-02T09:00", "1 working_days", calendar_of_days(days)
    )


def test_a_trace_may_be_changed_without_spoiling_the_next():
    first = trace_of("2026-02-13T15:20", "5 working_days")
    for entry in first:
        entry.clear()
    assert texts("2026-02-13T15:20", "5 working_days")[3] == "Bỏ qua 16/02/2026–20/02/2026: Tết Nguyên đán"
