"""What this package refuses; the docstring is the message unless another is given."""

from __future__ import annotations


class CalendarError(ValueError):
    """Không tính được thời hạn."""

    def __str__(self) -> str:
        if self.args:
            return str(self.args[0])
        return " ".join((self.__doc__ or "").split("\n\n")[0].split())


class BadLimit(CalendarError):
    """Thời hạn phải có dạng “N working_days”, “N hours”, “N days”, “N months” hoặc “same_day”, N lớn hơn 0."""


class NaiveInstant(CalendarError):
    """Thời điểm phải kèm múi giờ, ví dụ 2026-02-13T15:20+07:00."""


class OutOfRange(CalendarError):
    """Thời điểm nằm ngoài các năm mà lịch làm việc tính được (2000–2199)."""


class PauseBackwards(CalendarError):
    """Thời điểm kết thúc tạm dừng phải sau thời điểm bắt đầu."""


class NotAWorkingDay(CalendarError):
    """Ngày này không phải ngày làm việc."""


class BadWeek(CalendarError):
    """Giờ làm việc trong tuần không hợp lệ."""


class BrokenCalendarFile(CalendarError):
    """Tệp lịch không đọc được: cần CSV có các cột date, kind, name, source."""
