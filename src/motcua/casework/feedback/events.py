"""What the log keeps of feedback: classes, agencies, acts, dates. What was said stands in statements."""

from __future__ import annotations

from dataclasses import dataclass, field

from motcua.kernel.events.facts import fact


@fact("feedback.received")
@dataclass(frozen=True, kw_only=True)
class FeedbackReceived:
    """Đã tiếp nhận một phản ánh, kiến nghị."""

    feedback_class: str
    channel: str
    to_agency_id: int
    send_back_by: str
    ask_by: str
    resolve_by: str
    files: list[str] = field(default_factory=list)
    calendar: dict[str, str] = field(default_factory=dict)


@fact("feedback.moved")
@dataclass(frozen=True, kw_only=True)
class FeedbackMoved:
    """Đã làm một việc với phản ánh, kiến nghị."""

    act: str
    to_agency_id: int | None = None
    send_back_by: str = ""
    ask_by: str = ""
    resolve_by: str = ""
    publish_by: str = ""
    reason: str = ""
    fault: str = ""
    apologise_by: str = ""
    calendar: dict[str, str] = field(default_factory=dict)


@fact("feedback.apologised")
@dataclass(frozen=True, kw_only=True)
class FeedbackApologised:
    """Người đứng đầu cơ quan đã ký thư xin lỗi người phản ánh."""

    fault: str
    signer_id: int
    slip_template: str


@fact("feedback.liked")
@dataclass(frozen=True, kw_only=True)
class AnswerLiked:
    """Người gửi cho biết có hài lòng với câu trả lời không."""

    liking: str


@fact("feedback.referred")
@dataclass(frozen=True, kw_only=True)
class Referred:
    """Đã hướng dẫn một người nơi gửi khiếu nại hoặc tố cáo."""

    referral: str
