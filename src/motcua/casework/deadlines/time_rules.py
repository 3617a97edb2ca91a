"""The time limits of the one-stop decree, T1 to T16, as dated data with their articles.

A rule holds from its `valid_from` on until a newer row of the same id begins; a dossier
keeps the `version_on` the day it was accepted. Where sector law may set another limit, the
decree's is the fallback. The limit of the procedure itself is not here: the procedure
catalogue publishes it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from motcua.kernel.calendar import Due, Pause, WorkCalendar, due, parse_limit
from motcua.kernel.clock import VIETNAM

# Law: NĐ 118/2025, in force 01/07/2025
_DECREE_118 = date(2025, 7, 1)


class NoSuchRule(LookupError):
    """Không có quy tắc thời gian này vào ngày đó."""


@dataclass(frozen=True)
class TimeRule:
    """Quy tắc thời gian. `limit` is "" where the law sets no number; `unit` says what a number counts."""

    id: str
    what: str
    limit: str
    unit: str
    law: str
    valid_from: date = _DECREE_118
    yields_to_sector_law: bool = False


RULES: tuple[TimeRule, ...] = (
    # Law: NĐ 118/2025, Điều 17.2
    TimeRule(
        "T1", "Cổng Dịch vụ công quốc gia báo có hồ sơ trực tuyến: nhắc công chức một cửa",
        "2", "hours", "NĐ 118/2025, Điều 17.2",
    ),
    # Law: NĐ 118/2025, Điều 17.2c
    TimeRule(
        "T2", "Hồ sơ trực tuyến về tới hệ thống: thông báo tiếp nhận chính thức hoặc yêu cầu bổ sung",
        "8", "hours", "NĐ 118/2025, Điều 17.2c", yields_to_sector_law=True,
    ),
    # Law: NĐ 118/2025, Điều 17.3
    TimeRule("T3", "Thời hạn giải quyết tính từ khi tiếp nhận đủ, hợp lệ", "", "", "NĐ 118/2025, Điều 17.3"),
    # Law: NĐ 118/2025, Điều 18.2 (`kernel.calendar.hand_over_by`)
    TimeRule(
        "T4", "Chuyển hồ sơ nhận tại quầy: trong ngày làm việc; nhận sau 15 giờ thì đầu ngày làm việc kế tiếp",
        "", "same_day", "NĐ 118/2025, Điều 18.2",
    ),
    # Law: NĐ 118/2025, Điều 20.1a
    TimeRule(
        "T5", "Chuyển hồ sơ giấy nhận không phụ thuộc địa giới",
        "1", "working_days", "NĐ 118/2025, Điều 20.1a",
    ),
    # Law: NĐ 118/2025, Điều 19.5
    TimeRule(
        "T6", "Hồ sơ chưa đủ điều kiện: trả lại kèm Phiếu yêu cầu bổ sung, kể từ ngày tiếp nhận",
        "3", "working_days", "NĐ 118/2025, Điều 19.5", yields_to_sector_law=True,
    ),
    # Law: NĐ 118/2025, Điều 19.5
    TimeRule("T7", "Sau khi bổ sung đúng, thời hạn được tính lại từ đầu", "", "", "NĐ 118/2025, Điều 19.5"),
    # Law: NĐ 118/2025, Điều 19.5
    TimeRule(
        "T8", "Không bổ sung kể từ ngày thông báo: đóng hồ sơ",
        "15", "days", "NĐ 118/2025, Điều 19.5", yields_to_sector_law=True,
    ),
    # Law: NĐ 118/2025, Điều 19.6 (`kernel.calendar.last_moment_to_extend`)
    TimeRule(
        "T9", "Sắp quá hạn: xin lỗi, hẹn lại chậm nhất trước ngày hẹn trả",
        "1", "working_days", "NĐ 118/2025, Điều 19.6",
    ),
    # Law: NĐ 118/2025, Điều 19.6
    TimeRule("T10", "Hẹn lại không quá một lần", "1", "times", "NĐ 118/2025, Điều 19.6"),
    # Law: NĐ 118/2025, Điều 19.3
    TimeRule("T11", "Từ chối sau thẩm định trong thời hạn giải quyết", "", "", "NĐ 118/2025, Điều 19.3"),
    # Law: NĐ 118/2025, Điều 23.1
    TimeRule(
        "T12", "Kết quả sai do cơ quan: sửa và chuyển lại Bộ phận Một cửa",
        "3", "working_days", "NĐ 118/2025, Điều 23.1",
    ),
    # Law: NĐ 118/2025, Điều 21
    TimeRule("T13", "Rút hồ sơ, dừng giải quyết trước khi có kết quả", "", "", "NĐ 118/2025, Điều 21"),
    # Law: NĐ 118/2025, Điều 24.3
    TimeRule(
        "T14", "Nộp phí, lệ phí thu trực tuyến vào ngân sách",
        "8", "hours", "NĐ 118/2025, Điều 24.3", yields_to_sector_law=True,
    ),
    # Law: NĐ 118/2025, Điều 19.4
    TimeRule("T15", "Lấy ý kiến cơ quan khác: theo hạn ghi trong văn bản hỏi", "", "", "NĐ 118/2025, Điều 19.4"),
    # Law: NĐ 118/2025, Điều 22.5
    TimeRule("T16", "Trả kết quả sớm phải báo trước", "", "", "NĐ 118/2025, Điều 22.5"),
)  # fmt: skip


def rules_on(day: date) -> dict[str, TimeRule]:
    """Rules in force on a day, by id; those before the first decree known here are the first ones."""
    found: dict[str, TimeRule] = {}
    for rule in sorted(RULES, key=lambda rule: rule.valid_from):
        if rule.id not in found or rule.valid_from <= day:
            found[rule.id] = rule
    return found


def rule_on(rule_id: str, day: date) -> TimeRule:
    """Raises NoSuchRule."""
    try:
        return rules_on(day)[rule_id]
    except KeyError:
        raise NoSuchRule(rule_id) from None


def version_on(day: date) -> str:
    """The name of the rules in force on a day: the day the newest of them began."""
    return max(rule.valid_from for rule in rules_on(day).values()).isoformat()


def due_by_rule(rule_id: str, start: datetime, calendar: WorkCalendar, pauses: Sequence[Pause] = ()) -> Due:
    """When a rule that starts at an instant runs out, its article in the trace.

    Raises NoSuchRule, and ValueError for a rule that sets no time limit.
    """
    rule = rule_on(rule_id, start.astimezone(VIETNAM).date())
    text = rule.unit if rule.unit == "same_day" else f"{rule.limit} {rule.unit}"
    return due(start, parse_limit(text), calendar, pauses, law=rule.law)
