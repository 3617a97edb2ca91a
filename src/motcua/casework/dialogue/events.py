"""What the log keeps of dialogues: agencies, days, numbers. Words and names stand in statements."""

from __future__ import annotations

from dataclasses import dataclass

from motcua.kernel.events.facts import fact


@fact("dialogue.planned")
@dataclass(frozen=True, kw_only=True)
class DialoguePlanned:
    """Đã dự kiến một hội nghị đối thoại."""

    of_agency_id: int
    held_on: str


@fact("dialogue.announced")
@dataclass(frozen=True, kw_only=True)
class DialogueAnnounced:
    """Đã thông báo hội nghị đối thoại."""


@fact("dialogue.postponed")
@dataclass(frozen=True, kw_only=True)
class DialoguePostponed:
    """Đã dời ngày hội nghị đối thoại."""

    was_on: str
    held_on: str
    number: int


@fact("dialogue.cancelled")
@dataclass(frozen=True, kw_only=True)
class DialogueCancelled:
    """Đã hủy hội nghị đối thoại."""


@fact("dialogue.asked")
@dataclass(frozen=True, kw_only=True)
class QuestionAsked:
    """Đã nhận một câu hỏi gửi trước."""

    number: int


@fact("dialogue.answered")
@dataclass(frozen=True, kw_only=True)
class QuestionAnswered:
    """Đã công khai một câu hỏi và câu trả lời."""

    number: int


@fact("dialogue.held")
@dataclass(frozen=True, kw_only=True)
class DialogueHeld:
    """Đã ghi biên bản hội nghị đối thoại."""


@fact("dialogue.promised")
@dataclass(frozen=True, kw_only=True)
class PromiseMade:
    """Đã ghi một lời hứa."""

    number: int
    owner_id: int
    due_on: str


@fact("dialogue.assigned")
@dataclass(frozen=True, kw_only=True)
class PromiseAssigned:
    """Đã giao người thực hiện một lời hứa: một cán bộ, hoặc những người giữ một vai trò."""

    number: int
    role: str = ""
    officer_id: int | None = None


@fact("dialogue.kept")
@dataclass(frozen=True, kw_only=True)
class PromiseKept:
    """Đã thực hiện một lời hứa."""

    number: int
    kept_on: str
