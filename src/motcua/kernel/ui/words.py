"""How a date, an instant and a sum of money read, in Vietnamese or English."""

from __future__ import annotations

from datetime import date, datetime

from django.utils.translation import gettext, gettext_lazy

from motcua.kernel.clock import VIETNAM

_WEEKDAYS = (
    gettext_lazy("thứ Hai"),
    gettext_lazy("thứ Ba"),
    gettext_lazy("thứ Tư"),
    gettext_lazy("thứ Năm"),
    gettext_lazy("thứ Sáu"),
    gettext_lazy("thứ Bảy"),
    gettext_lazy("Chủ nhật"),
)


def vnd(amount: int | None) -> str:
    """`30.000 ₫`; a dash when there is no amount. The space before the sign does not break."""
    if amount is None:
        return "–"
    return f"{int(amount):,}".replace(",", ".") + "\u00a0₫"


def count(number: int | None) -> str:
    """`12.345`, thousands parted as in Vietnamese print; a dash for none."""
    return "–" if number is None else f"{int(number):,}".replace(",", ".")


def weekday(value: date | datetime) -> str:
    """`thứ Sáu`; instants are first moved to Vietnamese time."""
    return str(_WEEKDAYS[local(value).weekday()])


def local(value: date | datetime) -> date | datetime:
    """An aware instant in Vietnamese time; a day, or a naive local time, as it is."""
    if isinstance(value, datetime) and value.tzinfo is not None:
        return value.astimezone(VIETNAM)
    return value


def day(value: date | datetime | None) -> str:
    """`20/11/2026`."""
    return f"{local(value):%d/%m/%Y}" if value else "–"


def long_day(value: date | datetime | None) -> str:
    """`thứ Sáu, 20/11/2026`."""
    return f"{weekday(value)}, {day(value)}" if value else "–"


def instant(value: datetime | None) -> str:
    """`16:30 20/11/2026`, for tables."""
    return f"{local(value):%H:%M %d/%m/%Y}" if value else "–"


def long_instant(value: datetime | date | None) -> str:
    """`16:30 thứ Sáu, 20/11/2026`; a day without an hour reads `thứ Sáu, 20/11/2026`."""
    if isinstance(value, datetime):
        return f"{local(value):%H:%M} {long_day(value)}"
    return long_day(value)


def capital(text: str) -> str:
    """The first letter as a capital, the rest untouched: `thứ Hai` begins a line as `Thứ Hai`."""
    return text[:1].upper() + text[1:]


def key_name(keys: str) -> str:
    """How a key is written on its hint: `Ctrl+Enter` as `Ctrl ↵`, `Alt+1` as `Alt 1`, `Space` in Vietnamese."""
    names = {"Enter": "↵", "Space": gettext("Phím cách"), "ArrowUp": "↑", "ArrowDown": "↓", "Escape": "Esc"}
    return " ".join(names.get(part, part) for part in keys.split("+"))
