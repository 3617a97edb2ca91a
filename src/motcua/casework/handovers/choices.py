"""Words and codes of paper on its way."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Moved(TextChoices):
    """What is carried."""

    PAPERS = "papers", _("Hồ sơ giấy")
    RESULT = "result", _("Kết quả giấy")


class MoveState(TextChoices):
    """Where paper is on its way."""

    WAITING = "waiting", _("Chờ chuyển")
    LISTED = "listed", _("Đã lên danh sách")
    SENT = "sent", _("Đang chuyển")
    RECEIVED = "received", _("Đã nhận")
    DROPPED = "dropped", _("Không phải chuyển")


OPEN = (MoveState.WAITING.value, MoveState.LISTED.value, MoveState.SENT.value)


class DropCause(TextChoices):
    """Why paper need not go."""

    STOPPED = "stopped", _("hồ sơ không còn phải giải quyết")
    RESOLVED = "resolved", _("đã có kết quả")
    REPLACED = "replaced", _("đã được thay bằng kết quả đính chính")
    NO_PAPER = "no_paper", _("không có bản giấy")


class ListState(TextChoices):
    """What has become of a hand-over list."""

    MADE = "made", _("Chưa gửi")
    SENT = "sent", _("Đã gửi, chờ nhận")
    CLOSED = "closed", _("Đã nhận xong")
    WITHDRAWN = "withdrawn", _("Đã hủy")


class Scanned(TextChoices):
    """What a scan on a hand-over list finds."""

    RIGHT = "right", _("Đúng danh sách")
    TWICE = "twice", _("Đã nhận trước đó")
    STRANGER = "stranger", _("Không có trong danh sách này")
    UNREADABLE = "unreadable", _("Không phải số mã vạch hồ sơ")
