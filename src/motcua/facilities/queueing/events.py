"""The facts of a visit. Ids, codes and instants only."""

from __future__ import annotations

from dataclasses import dataclass

from motcua.kernel.events.facts import fact


@fact("queueing.issued")
@dataclass(frozen=True, kw_only=True)
class TicketIssued:
    """Phát số; số có hiệu lực khi phiếu đã in hoặc đã ở trên điện thoại."""

    hall_id: int
    day: str
    channel: str
    token_sha256: str
    letter: str
    number: int
    request: dict
    appointment_id: int | None = None


@fact("queueing.confirmed")
@dataclass(frozen=True, kw_only=True)
class TicketConfirmed:
    """Phiếu số đã đến tay người dân."""


@fact("queueing.voided")
@dataclass(frozen=True, kw_only=True)
class TicketVoided:
    """Hủy số vì phiếu không in được."""


@fact("queueing.quick_served")
@dataclass(frozen=True, kw_only=True)
class QuickServed:
    """Phục vụ ngay, không lấy số."""

    hall_id: int
    day: str
    token_sha256: str
    request: dict
    counter_id: int


@fact("queueing.called")
@dataclass(frozen=True, kw_only=True)
class RequestCalled:
    """Gọi số đến quầy."""

    place: int
    counter_id: int
    is_preferred: bool
    passed: int = 0
    reason: str = ""


@fact("queueing.recalled")
@dataclass(frozen=True, kw_only=True)
class RequestRecalled:
    """Gọi lại."""

    place: int
    counter_id: int


@fact("queueing.put_back")
@dataclass(frozen=True, kw_only=True)
class RequestPutBack:
    """Gọi nhầm, trả về hàng chờ."""

    place: int


@fact("queueing.coming")
@dataclass(frozen=True, kw_only=True)
class VisitorComing:
    """Người được gọi đang đến quầy."""

    place: int


@fact("queueing.serving_started")
@dataclass(frozen=True, kw_only=True)
class ServingStarted:
    """Bắt đầu phục vụ."""

    place: int
    counter_id: int


@fact("queueing.held")
@dataclass(frozen=True, kw_only=True)
class RequestHeld:
    """Tạm dừng phục vụ."""

    place: int


@fact("queueing.resumed")
@dataclass(frozen=True, kw_only=True)
class RequestResumed:
    """Phục vụ tiếp sau khi tạm dừng."""

    place: int
    counter_id: int


@fact("queueing.transferred")
@dataclass(frozen=True, kw_only=True)
class RequestTransferred:
    """Chuyển sang nhóm hoặc quầy khác, giữ giờ đến."""

    place: int
    group_id: int
    for_counter_id: int | None


@fact("queueing.missed")
@dataclass(frozen=True, kw_only=True)
class RequestMissed:
    """Vắng khi gọi."""

    place: int


@fact("queueing.returned")
@dataclass(frozen=True, kw_only=True)
class RequestReturned:
    """Người vắng đã quay lại."""

    place: int
    is_in_time: bool
    behind_id: int | None


@fact("queueing.finished")
@dataclass(frozen=True, kw_only=True)
class RequestFinished:
    """Phục vụ xong một yêu cầu."""

    place: int
    counter_id: int | None
    group_id: int
    is_last: bool


@fact("queueing.left")
@dataclass(frozen=True, kw_only=True)
class VisitorLeft:
    """Ra về khi chưa được phục vụ."""

    place: int
    reason: str
    is_last: bool


@fact("queueing.restored")
@dataclass(frozen=True, kw_only=True)
class RequestRestored:
    """Chờ tiếp như trước, vì ngày lấy số kết thúc nhầm."""

    place: int
    state: str


@fact("queueing.procedure_added")
@dataclass(frozen=True, kw_only=True)
class ProcedureAdded:
    """Thêm một việc trong cùng lượt đến."""

    request: dict


@fact("queueing.reopened")
@dataclass(frozen=True, kw_only=True)
class RequestReopened:
    """Mở lại vì bấm nhầm."""

    place: int
    counter_id: int


@fact("queueing.followed")
@dataclass(frozen=True, kw_only=True)
class TicketFollowed:
    """Xin được báo khi gần đến lượt."""


@fact("queueing.turn_near")
@dataclass(frozen=True, kw_only=True)
class TurnNear:
    """Gần đến lượt."""

    place: int
    before: int
