"""Forms for work calendars: hours of the week, extra days, the decision behind them."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as now_
from django.utils.translation import gettext_lazy as _

from motcua.directory.agencies.desk.form_words import BAD_DATE, MISSING
from motcua.kernel.calendar import CalendarError, WorkCalendar
from motcua.kernel.calendar.actions import Change
from motcua.kernel.calendar.day_table import FIRST_YEAR, LAST_YEAR
from motcua.kernel.calendar.special_days import LARGEST_FILE, Kind, SpecialDay, read_special_days
from motcua.kernel.calendar.week import Hours, Week, clock_text, parse_clock
from motcua.kernel.calendar.work_calendar import Season
from motcua.kernel.ui.fields import ClientForm, Lines, VietnamDate, Words

WEEKDAYS = (_("Thứ Hai"), _("Thứ Ba"), _("Thứ Tư"), _("Thứ Năm"), _("Thứ Sáu"), _("Thứ Bảy"), _("Chủ nhật"))
_EXTRA = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})\s+(nghỉ|làm)(?=[\s:]|$)[\s:]*(.*)", re.IGNORECASE)
_DECISION_HELP = _("Số, ký hiệu, ngày và cơ quan ban hành.")


class CalendarForm(ClientForm):
    """Công bố phiên bản lịch."""

    valid_from = VietnamDate(label=_("Khung giờ áp dụng từ ngày"), error_messages=BAD_DATE)
    cutoff = Words(
        label=_("Mốc giờ trong ngày"),
        max_length=5,
        help_text=_("Hồ sơ nhận từ mốc này trở đi chuyển vào ngày làm việc kế tiếp."),
        error_messages=MISSING,
    )
    extra = Lines(
        label=_("Ngày nghỉ, làm bù riêng"),
        rows=4,
        required=False,
        max_length=40_000,
        help_text=_("Mỗi dòng một ngày: “07/10/2026 nghỉ Bão số 9” hoặc “10/10/2026 làm Làm bù”."),
    )
    decision = Words(label=_("Căn cứ"), max_length=160, help_text=_DECISION_HELP, error_messages=MISSING)

    def __init__(self, *args: Any, day_off: Kind = Kind.DAY_OFF, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._day_off = day_off
        for place, weekday in enumerate(WEEKDAYS):
            self.fields[f"day{place}"] = Words(label=weekday, max_length=80, required=False)

    def weekday_fields(self) -> list[forms.BoundField]:
        return [self[f"day{place}"] for place in range(7)]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        opened = [self._hours(f"day{place}") for place in range(7)]
        if not self.errors and not any(opened):
            self.add_error("day0", now_("Ít nhất một ngày trong tuần phải có giờ làm việc."))
        return cleaned

    def _hours(self, name: str) -> Hours:
        try:
            return Hours.parse(self.cleaned_data.get(name, ""))
        except CalendarError:
            self.add_error(name, now_("Giờ phải viết như 07:30-11:30, 13:30-17:30; để trống nếu nghỉ."))
            return Hours()

    def clean_cutoff(self) -> str:
        try:
            return clock_text(parse_clock(self.cleaned_data["cutoff"]))
        except CalendarError as refusal:
            raise ValidationError(str(refusal)) from refusal

    def clean_valid_from(self) -> date:
        day = self.cleaned_data["valid_from"]
        _covered(day)
        return day

    def clean_extra(self) -> str:
        lines = [line.strip() for line in self.cleaned_data["extra"].splitlines() if line.strip()]
        for line in lines:
            self._extra_day(line)
        return "\n".join(lines)

    def _extra_day(self, line: str) -> SpecialDay:
        found = _EXTRA.fullmatch(line)
        try:
            if found is None:
                raise ValueError
            day = date(int(found[3]), int(found[2]), int(found[1]))
        except ValueError:
            raise ValidationError(now_("Không đọc được dòng: %(line)s") % {"line": line[:60]}) from None
        _covered(day)
        kind = self._day_off if found[4].lower() == "nghỉ" else Kind.MAKEUP_WORKDAY
        return SpecialDay(day, kind, found[5][:120])

    def change(self, present: WorkCalendar) -> Change:
        """What was asked for, beside what the calendar says now; only after `is_valid()`."""
        said = self.cleaned_data
        week = Week(tuple(Hours.parse(said[f"day{place}"]) for place in range(7)))
        season = Season(said["valid_from"], week, parse_clock(said["cutoff"]))
        kept = present.season_on(season.valid_from)
        return Change(
            season=None if (kept.week, kept.cutoff) == (season.week, season.cutoff) else season,
            extra=tuple(self._extra_day(line) for line in said["extra"].splitlines()),
            valid_from=season.valid_from,
        )


def initial_of(season: Season, extra: tuple[SpecialDay, ...], on: date) -> dict[str, Any]:
    """The form filled with what holds now."""
    filled: dict[str, Any] = {f"day{place}": str(hours) for place, hours in enumerate(season.week.days)}
    lines = [f"{s.day:%d/%m/%Y} {'nghỉ' if s.kind.is_off else 'làm'} {s.name}".strip() for s in extra]
    return filled | {"valid_from": on, "cutoff": clock_text(season.cutoff), "extra": "\n".join(lines)}


class ImportForm(ClientForm):
    """Nạp tệp ngày nghỉ."""

    file = forms.FileField(
        label=_("Tệp CSV"),
        help_text=_("Các cột date, kind, name, source. Năm có trong tệp được thay toàn bộ."),
        error_messages={"required": _("Chưa chọn tệp."), "empty": _("Tệp trống.")},
    )
    decision = Words(label=_("Căn cứ"), max_length=160, help_text=_DECISION_HELP, error_messages=MISSING)

    def clean_file(self) -> str:
        """The text of the file, known to be readable."""
        file: UploadedFile = self.cleaned_data["file"]
        content = file.read(LARGEST_FILE + 1)
        try:
            read_special_days(content)
        except CalendarError as refusal:
            raise ValidationError(str(refusal)) from refusal
        return content.decode("utf-8-sig")


def month_asked(text: str) -> date | None:
    """The first day of a month written 2026-02; None when it is none."""
    if not re.fullmatch(r"\d{4}-\d\d", text, re.ASCII):
        return None
    try:
        return datetime.strptime(f"{text}-01", "%Y-%m-%d").date()  # noqa: DTZ007  a day, not an instant
    except ValueError:
        return None


def _covered(day: date) -> None:
    if not FIRST_YEAR < day.year < LAST_YEAR:
        raise ValidationError(
            now_("Năm phải từ %(first)s đến %(last)s.") % {"first": FIRST_YEAR + 1, "last": LAST_YEAR - 1}
        )
