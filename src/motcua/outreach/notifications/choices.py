"""What is told, by which way, and how it went."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class MessageKind(TextChoices):
    ACCEPTED = "accepted", _("Đã tiếp nhận")
    REJECTED = "rejected", _("Không tiếp nhận")
    SUPPLEMENT = "supplement", _("Cần bổ sung giấy tờ")
    APOLOGY = "apology", _("Xin lỗi vì chậm")
    EXTENSION = "extension", _("Xin lỗi, hẹn ngày mới")
    RECASED = "recased", _("Đổi trường hợp, hẹn ngày mới")
    CLOCK_STOPPED = "clock_stopped", _("Dừng tính thời hạn")
    CLOCK_RESUMED = "clock_resumed", _("Tính tiếp thời hạn")
    EARLY_RESULT = "early_result", _("Có kết quả sớm")
    PROGRESS = "progress", _("Báo theo quy trình")
    READY = "ready", _("Đã có kết quả")
    PAYMENT_ASKED = "pay", _("Cần nộp nghĩa vụ tài chính")
    PAYMENT_CONFIRMED = "paid", _("Đã ghi nhận khoản nộp")
    MISTAKE = "mistake", _("Kết quả sai, đang đính chính")
    CORRECTED = "corrected", _("Đã có kết quả đính chính")
    DELIVERED = "delivered", _("Đã trả kết quả")
    STOPPED = "stopped", _("Dừng giải quyết")
    CONTINUED = "continued", _("Không chấp nhận rút, tiếp tục giải quyết")


class MessageChannel(TextChoices):
    EMAIL = "email", _("Thư điện tử")
    PHONE = "phone", _("Gọi điện")
    NONE = "none", _("Không nhắn")


class MessageState(TextChoices):
    WAITING = "waiting", _("Đang chờ")
    SENT = "sent", _("Đã gửi")
    FAILED = "failed", _("Gửi không được")
    GIVEN_UP = "given_up", _("Thôi không gửi")
    CALLED = "called", _("Đã gọi")
    UNREACHABLE = "unreachable", _("Gọi không gặp")


class Reason(TextChoices):
    """Why a message is where it is; empty where nothing needs saying."""

    IN_PERSON = "in_person", _("Đã báo trực tiếp tại quầy, có giấy giao tay")
    NO_CONTACT = "no_contact", _("Hồ sơ không có thư điện tử, không có điện thoại")
    MAIL_REFUSED = "mail_refused", _("Người dân không muốn nhận thư, không có điện thoại")
    NO_MAIL_SERVER = "no_mail_server", _("Chưa cài máy chủ thư, hồ sơ không có điện thoại")
    ADDRESS_REFUSED = "address_refused", _("Máy chủ thư từ chối địa chỉ này")
    ADDRESS_GONE = "address_gone", _("Hồ sơ không còn địa chỉ để báo")
    OUTDATED = "outdated", _("Hồ sơ đã sang việc khác, tin này không còn đúng")
    REPLACED = "replaced", _("Đã báo bằng cách khác")
    TOO_OFTEN = "too_often", _("Đã thử nhiều lần; sửa nguyên nhân rồi bấm Thử lại")


TOLD = frozenset({MessageState.SENT, MessageState.CALLED})
TO_CALL = frozenset({MessageState.WAITING, MessageState.UNREACHABLE})


class CallOutcome(TextChoices):
    CALLED = "called", _("Đã báo")
    UNREACHABLE = "unreachable", _("Không gặp")
