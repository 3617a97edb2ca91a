"""The fixed lists of the hall."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """Trạng thái của một yêu cầu trong lượt đến; each stretch of one is a `Period`."""

    ISSUING = "issuing", _("Đang in phiếu")
    WAITING = "waiting", _("Đang chờ")
    CALLED = "called", _("Đang được gọi")
    WALKING = "walking", _("Đang đến quầy")
    SERVING = "serving", _("Đang được phục vụ")
    HELD = "held", _("Tạm dừng")
    LATER = "later", _("Chờ xong việc trước")
    MISSED = "missed", _("Vắng khi gọi")
    DONE = "done", _("Đã xong")
    LEFT = "left", _("Đã về")
    VOID = "void", _("Phiếu không in được")


AT_COUNTER = frozenset({State.CALLED.value, State.WALKING.value, State.SERVING.value})
ENDED = frozenset({State.DONE.value, State.LEFT.value, State.VOID.value})
OPEN = frozenset(state.value for state in State) - ENDED


class Channel(models.TextChoices):
    """Nơi lấy số."""

    KIOSK = "kiosk", _("Máy lấy số")
    PHONE = "phone", _("Điện thoại")
    OFFICER = "officer", _("Cán bộ lấy giúp")
    APPOINTMENT = "appointment", _("Lịch hẹn")
    QUICK = "quick", _("Phục vụ ngay, không lấy số")


class Reason(models.TextChoices):
    """Lý do gọi không theo thứ tự; their share is published."""

    HEALTH = "health", _("Sức khỏe, cần giúp ngay")
    INTERRUPTED = "interrupted", _("Làm tiếp việc đang dở")
    MINUTES = "minutes", _("Chỉ trả kết quả, nộp bổ sung, dưới 2 phút")
    TRAVEL = "travel", _("Ở xa, có giờ xe, đò")
    FAULT = "fault", _("Sửa lỗi của cơ quan")
    OTHER = "other", _("Lý do khác, đã báo phụ trách sảnh")


class LeftReason(models.TextChoices):
    """Lý do một lượt kết thúc mà chưa được phục vụ."""

    ASKED = "asked", _("Người dân xin về")
    ABSENT = "absent", _("Vắng quá lâu")
    DAY_END = "day_end", _("Hết ngày làm việc")
    UNENDED = "unended", _("Qua ngày mà quầy chưa kết thúc lượt")
    NOT_HERE = "not_here", _("Không giải quyết tại đây")
