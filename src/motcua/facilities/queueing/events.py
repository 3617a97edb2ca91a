"""The facts of a hall and of the visits in it. Ids, codes, instants only; notices stand in statements."""

from __future__ import annotations

from dataclasses import dataclass

from motcua.kernel.events.facts import fact

# The hall ------------------------------------------------------------------------------------------


@fact("queueing.hall_opened")
@dataclass(frozen=True, kw_only=True)
class HallOpened:
    """Mở sảnh lấy số tại Bộ phận Một cửa."""

    one_stop_id: int
    service_point_id: int | None
    counter_ids: tuple[int, ...]


@fact("queueing.rules_published")
@dataclass(frozen=True, kw_only=True)
class RulesPublished:
    """Công bố quy định của sảnh."""

    number: int
    valid_from: str
    rules: dict


@fact("queueing.group_saved")
@dataclass(frozen=True, kw_only=True)
class GroupSaved:
    """Lập hoặc sửa nhóm thủ tục lấy số."""

    group_id: int
    letter: str
    name: str
    minutes: int
    sectors: tuple[str, ...]
    procedures: tuple[str, ...]
    is_closed: bool


@fact("queueing.counter_planned")
@dataclass(frozen=True, kw_only=True)
class CounterPlanned:
    """Xếp nhóm thủ tục và giờ mở của quầy."""

    counter_id: int
    group_ids: tuple[int, ...]
    plan: tuple[tuple[tuple[int, int], ...], ...]


@fact("queueing.counter_switched")
@dataclass(frozen=True, kw_only=True)
class CounterSwitched:
    """Mở hoặc đóng quầy ngoài giờ đã xếp."""

    counter_id: int
    is_open: bool | None
    until: str | None


@fact("queueing.counter_taken")
@dataclass(frozen=True, kw_only=True)
class CounterTaken:
    """Cán bộ ngồi vào quầy."""

    counter_id: int
    officer_id: int


@fact("queueing.counter_left")
@dataclass(frozen=True, kw_only=True)
class CounterLeft:
    """Cán bộ rời quầy."""

    counter_id: int
    officer_id: int


@fact("queueing.issuing_paused")
@dataclass(frozen=True, kw_only=True)
class IssuingPaused:
    """Tạm dừng phát số."""


@fact("queueing.issuing_resumed")
@dataclass(frozen=True, kw_only=True)
class IssuingResumed:
    """Phát số trở lại."""


@fact("queueing.notice_posted")
@dataclass(frozen=True, kw_only=True)
class NoticePosted:
    """Đăng thông báo tại sảnh."""

    until: str


@fact("queueing.notice_withdrawn")
@dataclass(frozen=True, kw_only=True)
class NoticeWithdrawn:
    """Gỡ thông báo tại sảnh."""

    notice_id: str


@fact("queueing.help_asked")
@dataclass(frozen=True, kw_only=True)
class HelpAsked:
    """Quầy gọi phụ trách sảnh."""

    counter_id: int


@fact("queueing.help_given")
@dataclass(frozen=True, kw_only=True)
class HelpGiven:
    """Phụ trách sảnh đã đến quầy."""

    counter_id: int


@fact("queueing.day_closed")
@dataclass(frozen=True, kw_only=True)
class DayClosed:
    """Kết thúc ngày lấy số."""

    day: str
    sent_away: int


# Visits --------------------------------------------------------------------------------------------


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


# Appointments --------------------------------------------------------------------------------------


@fact("queueing.booked")
@dataclass(frozen=True, kw_only=True)
class AppointmentBooked:
    """Đặt lịch hẹn."""

    hall_id: int
    group_id: int
    procedure_id: int | None
    starts_at: str
    minutes: int
    token_sha256: str
    by_officer: bool


@fact("queueing.booking_cancelled")
@dataclass(frozen=True, kw_only=True)
class BookingCancelled:
    """Hủy lịch hẹn."""


@fact("queueing.arrived")
@dataclass(frozen=True, kw_only=True)
class BookingArrived:
    """Người có hẹn đã đến."""

    visit_id: int


@fact("queueing.booking_expired")
@dataclass(frozen=True, kw_only=True)
class BookingExpired:
    """Quá giờ hẹn mà không đến."""
