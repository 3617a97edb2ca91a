"""What the applicant sees of a dossier: the answer first, then where it is and what to do."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.casework.deadlines.clocks import Standing
from motcua.casework.dossiers import queries
from motcua.casework.dossiers.choices import Correction, Status, Timeliness
from motcua.casework.dossiers.models import Dossier, DossierStatement
from motcua.casework.handling.stages import Stage, stages
from motcua.kernel.calendar import WorkCalendar, working_days_between
from motcua.kernel.clock import VIETNAM
from motcua.kernel.events.models import Event
from motcua.kernel.ui import words


@dataclass(frozen=True)
class Headline:
    """State in plain words; `tone` is ok, warn, bad or empty."""

    tone: str
    icon: str
    title: str
    text: str


@dataclass(frozen=True)
class Progress:
    """Working days gone of the working days promised."""

    gone: int
    whole: int
    late_days: int = 0

    @property
    def left(self) -> int:
        return max(self.whole - self.gone, 0)


@dataclass(frozen=True)
class Letter:
    """A letter of apology: when, and the reason it gave."""

    at: datetime
    text: str


@dataclass(frozen=True)
class Tracking:
    headline: Headline
    stages: list[Stage]
    progress: Progress | None
    wanted: list[str] = field(default_factory=list)
    why_wanted: str = ""
    apologies: list[Letter] = field(default_factory=list)
    finished_at: datetime | None = None
    timeliness: str = ""
    stands_since: datetime | None = None


_HOW_TO_GET: dict[str, Any] = {
    "counter": gettext_lazy("Mời ông/bà đến nhận, mang theo giấy hẹn và căn cước."),
    "both": gettext_lazy("Mời ông/bà đến nhận bản giấy, mang theo giấy hẹn và căn cước."),
    "electronic": gettext_lazy("Bản điện tử được gửi theo cách ông/bà đã đăng ký."),
    "post": gettext_lazy("Bưu điện sẽ giao kết quả đến nhà ông/bà."),
}


def headline(dossier: Dossier, at: datetime, standing: Standing | None = None) -> Headline:
    """The answer to "how is my dossier?" in one line and what to do in another."""
    if dossier.correction in (Correction.CONFIRMED, Correction.CORRECTED):
        return _correcting(dossier)
    if dossier.is_overdue(at):
        return Headline(
            "bad",
            "warning",
            _("Trễ hẹn, chúng tôi xin lỗi"),
            _("Cơ quan giải quyết đang chậm hơn ngày đã hẹn. Ông/bà không phải nộp lại gì."),
        )
    if dossier.clock_stopped_at is not None:
        return _standing(dossier, standing.laws if standing else ())
    ready = {
        Status.DRAFT: ("", "clock", _("Đang lập hồ sơ"), _("Hồ sơ chưa được tiếp nhận.")),
        Status.INCOMPLETE: ("warn", "warning", _("Cần nộp thêm giấy tờ"), _("Nộp đủ giấy tờ dưới đây thì hồ sơ mới được tiếp nhận.")),
        Status.REJECTED: ("bad", "error", _("Không được tiếp nhận"), _("Lý do ghi trên phiếu từ chối đã giao. Có thể hỏi lại bộ phận Một cửa.")),
        Status.SUPPLEMENT: ("warn", "warning", _("Cần bổ sung giấy tờ"), _("Sau khi bổ sung đủ, thời hạn được tính lại từ đầu.")),
        Status.OBLIGATION: ("warn", "warning", _("Cần thực hiện nghĩa vụ tài chính"), _("Xin hỏi Bộ phận Một cửa khoản phải nộp và nơi nộp; nộp xong, hồ sơ được giải quyết tiếp.")),
        Status.RESOLVED: ("ok", "check-circle", _("Đã có kết quả"), _HOW_TO_GET.get(dossier.delivery_choice, _HOW_TO_GET["counter"])),
        Status.DELIVERED: ("ok", "check-circle", _("Đã trả kết quả"), _("Hồ sơ đã xong.")),
        Status.WITHDRAWAL: ("warn", "clock", _("Đang xử lý yêu cầu rút hồ sơ"), _("Cơ quan sẽ ra thông báo dừng giải quyết.")),
        Status.STOPPED: ("", "info", _("Đã dừng giải quyết"), _("Hồ sơ đã dừng theo yêu cầu.")),
    }  # fmt: skip
    if dossier.status in ready:
        tone, icon, title, text = ready[Status(dossier.status)]
        return Headline(tone, icon, title, str(text))
    return Headline(
        "ok", "check-circle", _("Đúng tiến độ"), _("Đang giải quyết. Ông/bà không cần làm gì thêm.")
    )


def _standing(dossier: Dossier, laws: Iterable[str]) -> Headline:
    """What it waits for, and by which law that time is not counted."""
    said = _("Hồ sơ chờ ở bước “%(step)s”; thời gian chờ không tính vào thời hạn giải quyết.")
    text = said % {"step": queries.step_name(dossier)}
    if named := "; ".join(laws):
        text += " " + _("Căn cứ: %(law)s.") % {"law": named.rstrip(".")}
    return Headline("warn", "clock", _("Đang tạm dừng tính thời hạn"), text)


def _correcting(dossier: Dossier) -> Headline:
    """A wrong result is owned to at once, and so is the day by which it is put right."""
    if dossier.correction == Correction.CORRECTED:
        return Headline(
            "ok",
            "check-circle",
            _("Đã có kết quả đính chính"),
            _("Mời ông/bà đến nhận bản đúng, mang theo bản đã nhận."),
        )
    by = words.long_instant(dossier.correct_by) if dossier.correct_by else ""
    return Headline(
        "warn",
        "warning",
        _("Kết quả có sai sót, chúng tôi xin lỗi và đang đính chính"),
        _("Kết quả đúng sẽ có trước %(day)s. Ông/bà không phải nộp lại gì.") % {"day": by},
    )


def tracking_of(
    dossier: Dossier,
    events: list[Event],
    statements: dict,
    calendar: WorkCalendar | None,
    at: datetime,
    standing: Standing | None = None,
) -> Tracking:
    """Everything the tracking page shows, names left out."""
    sequence = dossier.process_version.sequence if dossier.process_version else None
    waiting = dossier.status in (Status.SUPPLEMENT, Status.INCOMPLETE)
    asked = _latest_request(events, statements) if waiting else {}
    return Tracking(
        headline=headline(dossier, at, standing),
        stages=stages(dossier, events, sequence),
        progress=_progress(dossier, calendar, dossier.clock_stopped_at or at),
        wanted=asked.get("items", []),
        why_wanted=asked.get("reason", ""),
        apologies=_apologies(events, statements),
        finished_at=dossier.delivered_at or dossier.resolved_at,
        timeliness=_timeliness(events),
        stands_since=None if dossier.is_overdue(at) else dossier.clock_stopped_at,
    )


def _progress(dossier: Dossier, calendar: WorkCalendar | None, at: datetime) -> Progress | None:
    """Working days since acceptance up to an instant, of those promised; None when no clock runs."""
    is_waiting = dossier.status in (Status.SUPPLEMENT, Status.WITHDRAWAL)
    if calendar is None or dossier.accepted_at is None or dossier.due_at is None:
        return None
    if dossier.resolved_at or dossier.is_ended or is_waiting:
        return None
    start, end, today = (local(value) for value in (dossier.accepted_at, dossier.due_at, at))
    whole = max(working_days_between(start, end, calendar), 1)
    gone = working_days_between(start, min(today, end), calendar) if today > start else 0
    late = max(working_days_between(end, today, calendar), 0)
    return Progress(min(gone, whole), whole, late)


def local(at: datetime) -> date:
    """The Vietnamese day of an instant."""
    return at.astimezone(VIETNAM).date()


def _latest_request(events: list[Event], statements: dict) -> dict[str, Any]:
    """What the last request for a supplement said: items and reason."""
    for event in reversed(events):
        if event.kind == "dossiers.supplement_requested":
            return next((row.body for row in _said(event, statements) if row.body), {})
    return {}


def _apologies(events: list[Event], statements: dict) -> list[Letter]:
    """Reasons the agency gave in its letters of apology."""
    letters = [event for event in events if event.kind == "dossiers.apologised"]
    return [
        Letter(event.happened_at, str(row.body.get("text", "")))
        for event in letters
        for row in _said(event, statements)
        if row.body
    ]


def _timeliness(events: list[Event]) -> str:
    """Early, on time or late in words, once there is a result."""
    kept = [
        e.facts.get("timeliness")
        for e in events
        if e.kind in ("dossiers.result_recorded", "dossiers.refused")
    ]
    return str(Timeliness(kept[-1]).label).lower() if kept and kept[-1] in Timeliness.values else ""


def _said(event: Event, statements: dict) -> list[DossierStatement]:
    by_text = {str(key): row for key, row in statements.items()}
    return [by_text[key] for key in event.statements if key in by_text]
