"""Classes, states and verbs of feedback."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class FeedbackClass(models.TextChoices):
    """Phản ánh, kiến nghị về việc gì."""

    RULES = "rules", _("Quy định, chính sách, thủ tục")
    CONDUCT = "conduct", _("Hành vi của cán bộ, công chức")


class Channel(models.TextChoices):
    PORTAL = "portal", _("Cổng thông tin")
    COUNTER = "counter", _("Trực tiếp tại quầy")
    PHONE = "phone", _("Điện thoại")
    POST = "post", _("Bưu chính")


class State(models.TextChoices):
    """Trạng thái phản ánh, kiến nghị."""

    RECEIVED = "received", _("Mới tiếp nhận")
    HANDLING = "handling", _("Đang xử lý")
    WAITING = "waiting", _("Chờ bổ sung")
    SUPPLEMENTED = "supplemented", _("Đã bổ sung")
    RETURNED = "returned", _("Gửi trả")
    RESOLVED = "resolved", _("Chờ công khai")
    PUBLISHED = "published", _("Đã công khai")
    ANSWERED = "answered", _("Đã trả lời, không công khai")


OPEN = frozenset({State.RECEIVED, State.HANDLING, State.WAITING, State.SUPPLEMENTED, State.RESOLVED})
WITH_ANSWER = frozenset({State.PUBLISHED, State.ANSWERED})


class Act(models.TextChoices):
    """Việc làm với một phản ánh, kiến nghị."""

    TAKE_UP = "take_up", _("Nhận xử lý")
    ASK = "ask", _("Yêu cầu bổ sung thông tin")
    SUPPLEMENT = "supplement", _("Bổ sung thông tin")
    TRANSFER = "transfer", _("Chuyển cơ quan khác")
    SEND_BACK = "send_back", _("Gửi trả")
    RESOLVE = "resolve", _("Trả lời")
    PUBLISH = "publish", _("Duyệt công khai")
    WITHHOLD = "withhold", _("Trả lời riêng, không công khai")


class Fault(models.TextChoices):
    """Lỗi của cơ quan phải xin lỗi."""

    NONE = "", _("Không có lỗi phải xin lỗi")
    CONDUCT = "conduct", _("Cán bộ, công chức cư xử sai")
    LOSS = "loss", _("Làm mất, hỏng giấy tờ")


class ReturnReason(models.TextChoices):
    """Vì sao gửi trả."""

    OTHER_LAW = "other_law", _("Là khiếu nại hoặc tố cáo, giải quyết theo luật khác")
    UNCLEAR = "unclear", _("Nội dung không rõ, không đủ căn cứ")
    REPEATED = "repeated", _("Đã trả lời nội dung này")
    UNCIVIL = "uncivil", _("Lời lẽ xúc phạm, trái pháp luật")
    NO_ANSWER = "no_answer", _("Không bổ sung thông tin được yêu cầu")


class Referral(models.TextChoices):
    """Việc chỉ được hướng dẫn, không giải quyết ở đây."""

    GRIEVANCE = "grievance", _("Khiếu nại")
    DENUNCIATION = "denunciation", _("Tố cáo")


class Liking(models.TextChoices):
    LIKED = "liked", _("Hài lòng")
    DISLIKED = "disliked", _("Không hài lòng")
