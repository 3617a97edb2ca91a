"""Forms by which a hall is laid down: groups, what counters serve and when, rules."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as now_
from django.utils.translation import gettext_lazy as _

from motcua.facilities.halls.actions import LetterTaken, NewGroup, ValidInThePast
from motcua.facilities.halls.models import Group, HallCounter
from motcua.facilities.halls.rules import HallRules, PriorityClass, plan_from
from motcua.kernel.calendar import CalendarError
from motcua.kernel.calendar.week import Hours, Week, clock_text, parse_clock
from motcua.kernel.text import fold
from motcua.kernel.ui.fields import ClientForm, Lines, VietnamDate, Words

WEEKDAYS = (_("Thứ Hai"), _("Thứ Ba"), _("Thứ Tư"), _("Thứ Năm"), _("Thứ Sáu"), _("Thứ Bảy"), _("Chủ nhật"))
MISSING = {"required": _("Chưa điền ô này.")}
NUMBER = MISSING | {"invalid": _("Ghi một số nguyên.")}
MOST_CLASSES = 12
_RANKED = re.compile(r"(?:(\d)\s*[.)]\s*)?(.+)")


def _whole(label: object, least: int, most: int, **said: Any) -> forms.IntegerField:
    errors = NUMBER | {
        "min_value": _("Ít nhất là %(limit_value)s."),
        "max_value": _("Nhiều nhất là %(limit_value)s."),
    }
    return forms.IntegerField(label=label, min_value=least, max_value=most, error_messages=errors, **said)  # type: ignore[arg-type]


class OpenForm(ClientForm):
    """Mở sảnh: nothing but the button."""


class GroupForm(ClientForm):
    """Nhóm thủ tục lấy số."""

    refused_at = {LetterTaken: "letter"}
    wide = ("sectors", "procedures", "is_closed")

    letter = Words(
        label=_("Chữ trên phiếu"), max_length=1, help_text=_("Một chữ từ A đến Z."), error_messages=MISSING
    )
    name = Words(label=_("Tên nhóm"), max_length=120, error_messages=MISSING)
    minutes = _whole(_("Số phút phục vụ thường lệ"), 1, 240)
    sectors = Lines(
        label=_("Lĩnh vực"),
        required=False,
        help_text=_("Mỗi dòng một lĩnh vực, viết như trong danh mục thủ tục, hoặc mã lĩnh vực."),
    )
    procedures = Lines(
        label=_("Thủ tục riêng"),
        required=False,
        help_text=_("Mỗi dòng một mã thủ tục; đứng trước lĩnh vực."),
    )
    is_closed = forms.BooleanField(
        label=_("Thôi phát số ở nhóm này"),
        required=False,
        help_text=_("Người đang chờ vẫn được gọi."),
    )

    def clean_letter(self) -> str:
        letter = self.cleaned_data["letter"].upper()
        if not re.fullmatch("[A-Z]", letter):
            raise ValidationError(now_("Chữ phải là một chữ cái từ A đến Z, không dấu."))
        return letter

    def new(self) -> NewGroup:
        said = self.cleaned_data
        listed = {name: tuple(_lines(said[name])) for name in ("sectors", "procedures")}
        plain = {name: said[name] for name in ("letter", "name", "minutes", "is_closed")}
        return NewGroup(**plain, **listed)


def group_initial(group: Group) -> dict[str, Any]:
    """The form filled with what holds now."""
    return {
        "letter": group.letter,
        "name": group.name,
        "minutes": group.minutes,
        "sectors": "\n".join(group.sectors),
        "procedures": "\n".join(group.procedures),
        "is_closed": group.is_closed,
    }


class _WeekForm(ClientForm):
    """Seven fields for the hours of a week."""

    hours_refusal = _("Giờ phải viết như 07:30-11:30, 13:30-17:30; để trống nếu nghỉ.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for place, weekday in enumerate(WEEKDAYS):
            self.fields[f"day{place}"] = Words(label=weekday, max_length=80, required=False)

    def weekday_fields(self) -> list[forms.BoundField]:
        return [self[f"day{place}"] for place in range(7)]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for place in range(7):
            try:
                Hours.parse(cleaned.get(f"day{place}", ""))
            except CalendarError:
                self.add_error(f"day{place}", str(self.hours_refusal))
        return cleaned

    def days(self) -> tuple[Hours, ...]:
        """Only after `is_valid()`."""
        return tuple(Hours.parse(self.cleaned_data[f"day{place}"]) for place in range(7))


class CounterForm(_WeekForm):
    """Quầy phục vụ nhóm nào, mở lúc nào."""

    letters = Words(
        label=_("Nhóm phục vụ"),
        max_length=60,
        required=False,
        help_text=_("Chữ của các nhóm theo thứ tự ưu tiên gọi, ví dụ A, C. Để trống: quầy không gọi số."),
    )

    def __init__(self, *args: Any, groups: Sequence[Group], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._ids = {group.letter: group.pk for group in groups}

    def clean_letters(self) -> str:
        letters = re.findall(r"\w+", self.cleaned_data["letters"].upper())
        unknown = [letter for letter in letters if letter not in self._ids]
        if unknown:
            raise ValidationError(now_("Sảnh không có nhóm %(letter)s.") % {"letter": unknown[0]})
        return ", ".join(letters)

    def group_ids(self) -> tuple[int, ...]:
        return tuple(self._ids[letter] for letter in self.cleaned_data["letters"].split(", ") if letter)


def counter_initial(row: HallCounter | None, groups: Sequence[Group]) -> dict[str, Any]:
    if row is None:
        return {}
    letters = {group.pk: group.letter for group in groups}
    filled: dict[str, Any] = {f"day{n}": _written(hours) for n, hours in enumerate(plan_from(row.plan))}
    return filled | {"letters": ", ".join(letters[pk] for pk in row.group_ids if pk in letters)}


class RulesForm(_WeekForm):
    """Quy định của sảnh, áp dụng từ một ngày."""

    refused_at = {ValidInThePast: "valid_from"}
    wide = ("follows_calendar", "closing_message", "classes")

    valid_from = VietnamDate(
        label=_("Áp dụng từ ngày"), error_messages=MISSING | {"invalid": _("Ghi ngày như 20/11/2026.")}
    )
    follows_calendar = forms.BooleanField(
        label=_("Nghỉ phát số vào ngày nghỉ của lịch làm việc"), required=False
    )
    closing_message = Words(label=_("Lời báo khi ngừng phát số"), max_length=200, error_messages=MISSING)
    day_ends = Words(
        label=_("Kết thúc ngày lúc"),
        max_length=5,
        required=False,
        help_text=_("Người còn chờ được ghi là đã về. Để trống: không bao giờ tự kết thúc."),
    )
    classes = Lines(
        label=_("Diện ưu tiên"),
        required=False,
        help_text=_("Mỗi dòng một diện; viết “2. …” cho diện gọi sau diện hạng 1."),
    )
    most_a_day = _whole(_("Số lượt mỗi người trong ngày"), 1, 50)
    slot_minutes = _whole(_("Số phút của một khung hẹn"), 5, 240)
    slot_places = _whole(_("Số chỗ mỗi khung của một nhóm"), 0, 50)
    days_ahead = _whole(_("Đặt hẹn trước tối đa (ngày)"), 0, 60)

    def __init__(self, *args: Any, present: HallRules, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._codes = {one.name: one.code for one in present.classes}

    def clean_day_ends(self) -> str:
        text = self.cleaned_data["day_ends"]
        try:
            return clock_text(parse_clock(text)) if text else ""
        except CalendarError as refusal:
            raise ValidationError(str(refusal)) from refusal

    def clean_classes(self) -> str:
        lines = list(_lines(self.cleaned_data["classes"]))
        if len(lines) > MOST_CLASSES:
            raise ValidationError(now_("Nhiều nhất %(most)s diện ưu tiên.") % {"most": MOST_CLASSES})
        names = [one.name for one in self._classes("\n".join(lines))]
        if len(set(names)) < len(names) or any(len(name) > 80 for name in names):
            raise ValidationError(now_("Mỗi diện viết một lần, tối đa 80 chữ."))
        return "\n".join(lines)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not any(cleaned.get(f"day{place}") for place in range(7)):
            self.add_error("day0", now_("Ít nhất một ngày trong tuần phải phát số."))
        return cleaned

    def _classes(self, text: str) -> tuple[PriorityClass, ...]:
        """A class keeps its code as long as it keeps its name; a new one gets a code of its own."""
        found: list[PriorityClass] = []
        taken = set(self._codes.values())
        for line in _lines(text):
            rank, name = (_RANKED.fullmatch(line) or re.match("()(.*)", line)).groups()  # type: ignore[union-attr]
            code = self._codes.get(name) or _free_code(name, taken)
            taken.add(code)
            found.append(PriorityClass(code, name, max(int(rank or 1), 1)))
        return tuple(found)

    def rules(self) -> HallRules:
        said = self.cleaned_data
        numbers = ("most_a_day", "slot_minutes", "slot_places", "days_ahead")
        return HallRules(
            issuing=Week(self.days()),
            follows_calendar=said["follows_calendar"],
            closing_message=said["closing_message"],
            day_ends=parse_clock(said["day_ends"]) if said["day_ends"] else None,
            classes=self._classes(said["classes"]),
            **{name: said[name] for name in numbers},
        )


def rules_initial(rules: HallRules, on: date) -> dict[str, Any]:
    filled: dict[str, Any] = {f"day{n}": _written(hours) for n, hours in enumerate(rules.issuing.days)}
    plain = ("follows_calendar", "closing_message", "most_a_day", "slot_minutes", "slot_places", "days_ahead")
    return (
        filled
        | {name: getattr(rules, name) for name in plain}
        | {
            "valid_from": on,
            "day_ends": "" if rules.day_ends is None else clock_text(rules.day_ends),
            "classes": "\n".join(f"{one.rank}. {one.name}" for one in rules.classes),
        }
    )


def _written(hours: Hours) -> str:
    return str(hours).replace("–", "-")


def _lines(text: str) -> list[str]:
    return list(dict.fromkeys(line.strip() for line in text.splitlines() if line.strip()))


def _free_code(name: str, taken: set[str]) -> str:
    base = re.sub(r"\W+", "_", fold(name))[:12].strip("_") or "dien"
    return next(code for n in range(100) if (code := f"{base}{n or ''}") not in taken)
