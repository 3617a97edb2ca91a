"""What the law lets happen to a dossier, on values alone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from motcua.casework.dossiers.choices import (
    IN_PROCESS,
    NOT_ACCEPTED,
    RUNNING,
    WITH_RESULT,
    Correction,
    Status,
    Timeliness,
)
from motcua.kernel.clock import VIETNAM


@dataclass(frozen=True)
class Move:
    """A verb, the states it may start from, and what to say otherwise."""

    verb: str
    label: object
    start: frozenset[str]
    refusal: object


def _move(verb: str, label: object, start: Iterable[str], refusal: object) -> tuple[str, Move]:
    return verb, Move(verb, label, frozenset(start), refusal)


_RESOLVABLE = {Status.APPROVED}
_WITHDRAWABLE = IN_PROCESS | {Status.SUPPLEMENT, Status.OBLIGATION}

MOVES: dict[str, Move] = dict(
    (
        _move("revise", _("Sửa hồ sơ"), NOT_ACCEPTED, _("Chỉ sửa được khi hồ sơ chưa tiếp nhận.")),
        _move("accept", _("Tiếp nhận"), NOT_ACCEPTED, _("Hồ sơ này đã được tiếp nhận hoặc đã kết thúc.")),
        _move(
            "reject",
            _("Từ chối tiếp nhận"),
            NOT_ACCEPTED,
            _("Chỉ từ chối tiếp nhận khi hồ sơ chưa tiếp nhận."),
        ),
        _move(
            "request_supplement",
            _("Yêu cầu bổ sung"),
            {Status.DRAFT, Status.ACCEPTED, Status.PROCESSING},
            _("Hồ sơ đang chờ bổ sung hoặc không còn ở bước được yêu cầu bổ sung."),
        ),
        _move(
            "receive_supplement",
            _("Nhận bổ sung"),
            {Status.INCOMPLETE, Status.SUPPLEMENT},
            _("Hồ sơ này không chờ bổ sung."),
        ),
        _move(
            "hand_over",
            _("Chuyển bước"),
            {Status.ACCEPTED, Status.PROCESSING},
            _("Hồ sơ không ở bước có thể chuyển."),
        ),
        _move("take_over", _("Nhận bàn giao"), IN_PROCESS, _("Hồ sơ không ở bước có thể nhận.")),
        _move(
            "send_back",
            _("Trả lại bước trước"),
            {Status.PROCESSING, Status.APPROVED},
            _("Chỉ trả lại bước trước khi hồ sơ đang được giải quyết."),
        ),
        _move(
            "recall",
            _("Thu hồi"),
            {Status.PROCESSING, Status.APPROVED},
            _("Chỉ thu hồi được hồ sơ vừa chuyển đi và chưa ai mở."),
        ),
        _move("assign", _("Phân công"), IN_PROCESS, _("Chỉ phân công hồ sơ đang giải quyết.")),
        _move(
            "consult",
            _("Lấy ý kiến cơ quan khác"),
            {Status.PROCESSING},
            _("Chỉ lấy ý kiến khi hồ sơ đang được giải quyết."),
        ),
        _move(
            "answer",
            _("Trả lời ý kiến"),
            RUNNING,
            _("Hồ sơ không còn chờ ý kiến."),
        ),
        _move(
            "ask_payment",
            _("Yêu cầu nghĩa vụ tài chính"),
            {Status.ACCEPTED, Status.PROCESSING, Status.APPROVED},
            _("Hồ sơ không ở bước được yêu cầu nghĩa vụ tài chính."),
        ),
        _move(
            "confirm_payment",
            _("Xác nhận đã nộp"),
            {Status.OBLIGATION},
            _("Hồ sơ này không chờ nghĩa vụ tài chính."),
        ),
        _move(
            "refuse",
            _("Từ chối giải quyết"),
            {Status.PROCESSING},
            _("Chỉ từ chối giải quyết sau khi thẩm định và trước khi có kết quả."),
        ),
        _move("approve", _("Phê duyệt"), {Status.PROCESSING}, _("Hồ sơ không ở bước phê duyệt.")),
        _move("record_result", _("Ghi kết quả"), _RESOLVABLE, _("Hồ sơ chưa được phê duyệt.")),
        _move("deliver", _("Trả kết quả"), {Status.RESOLVED}, _("Hồ sơ chưa có kết quả hoặc đã trả.")),
        _move(
            "report_wrong",
            _("Báo kết quả sai"),
            WITH_RESULT,
            _("Chỉ báo được khi hồ sơ đã có kết quả và chưa có đính chính đang làm."),
        ),
        _move(
            "confirm_wrong",
            _("Xác nhận phải đính chính"),
            WITH_RESULT,
            _("Hồ sơ không có phản ánh kết quả sai chờ xem xét."),
        ),
        _move(
            "dismiss_wrong",
            _("Giữ nguyên kết quả"),
            WITH_RESULT,
            _("Hồ sơ không có phản ánh kết quả sai chờ xem xét."),
        ),
        _move(
            "correct_result",
            _("Ghi kết quả đính chính"),
            WITH_RESULT,
            _("Chưa có xác nhận phải đính chính kết quả này."),
        ),
        _move(
            "deliver_corrected",
            _("Trả kết quả đính chính"),
            {Status.DELIVERED},
            _("Không có kết quả đính chính chờ trả."),
        ),
        _move(
            "apologise",
            _("Xin lỗi"),
            IN_PROCESS | {Status.SUPPLEMENT, Status.RESOLVED, Status.DELIVERED},
            _("Chỉ xin lỗi cho hồ sơ đã tiếp nhận."),
        ),
        _move("extend", _("Gia hạn, hẹn lại"), IN_PROCESS, _("Chỉ gia hạn hồ sơ đang giải quyết.")),
        _move(
            "withdraw",
            _("Rút hồ sơ"),
            _WITHDRAWABLE,
            _("Chỉ rút được hồ sơ đã tiếp nhận và chưa có kết quả."),
        ),
        _move(
            "stop",
            _("Dừng giải quyết"),
            {Status.WITHDRAWAL, Status.SUPPLEMENT},
            _("Chỉ dừng khi có yêu cầu rút hồ sơ, hoặc khi hết hạn bổ sung mà không bổ sung."),
        ),
        _move(
            "refuse_withdrawal",
            _("Không chấp nhận rút"),
            {Status.WITHDRAWAL},
            _("Hồ sơ này không có yêu cầu rút."),
        ),
        _move(
            "amend",
            _("Sửa lỗi ghi chép"),
            IN_PROCESS | {Status.SUPPLEMENT, Status.OBLIGATION, Status.RESOLVED},
            _("Chỉ sửa được hồ sơ đã tiếp nhận và chưa trả kết quả."),
        ),
        _move(
            "change_case",
            _("Đổi trường hợp"),
            {Status.ACCEPTED, Status.PROCESSING},
            _("Chỉ đổi trường hợp của hồ sơ đã tiếp nhận và chưa ai giải quyết."),
        ),
        _move(
            "undo_acceptance",
            _("Hủy tiếp nhận nhầm"),
            {Status.ACCEPTED},
            _("Chỉ hủy được khi hồ sơ vừa tiếp nhận và chưa ai xử lý."),
        ),
        _move(
            "replace_pin",
            _("Cấp lại mã tra cứu"),
            IN_PROCESS | {Status.SUPPLEMENT, Status.OBLIGATION, Status.RESOLVED, Status.WITHDRAWAL},
            _("Chỉ cấp lại mã tra cứu cho hồ sơ đã tiếp nhận và chưa trả kết quả."),
        ),
    )
)


# From where a correction stands each of its verbs goes on; the dossier is never opened again for it.
_CORRECTING: dict[str, frozenset[str]] = {
    "report_wrong": frozenset({"", Correction.CORRECTED}),
    "confirm_wrong": frozenset({Correction.REPORTED}),
    "dismiss_wrong": frozenset({Correction.REPORTED}),
    "correct_result": frozenset({Correction.CONFIRMED}),
    "deliver_corrected": frozenset({Correction.CORRECTED}),
    # A result in doubt is not handed out.
    "deliver": frozenset({""}),
}


def may_move(verb: str, status: str, correction: str = "") -> bool:
    return status in MOVES[verb].start and may_correct(verb, correction)


def may_correct(verb: str, correction: str) -> bool:
    """Whether a verb fits where the correction of a wrong result stands; most do not ask."""
    return verb not in _CORRECTING or correction in _CORRECTING[verb]


def timeliness(finished_at: datetime, due_at: datetime | None) -> str:
    """Trước hạn when it ended on an earlier day, đúng hạn up to the due minute, else quá hạn."""
    if due_at is None or finished_at.astimezone(VIETNAM).date() < due_at.astimezone(VIETNAM).date():
        return Timeliness.EARLY
    return Timeliness.ON_TIME if finished_at <= due_at else Timeliness.OVERDUE
