"""The fixed lists a step is written with."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Kind(TextChoices):
    """Loại bước: what is done there, which decides the verbs an officer has."""

    RECEIVE = "receive", _("Tiếp nhận")
    APPRAISE = "appraise", _("Thẩm định")
    VERIFY = "verify", _("Xác minh")
    CONSULT = "consult", _("Lấy ý kiến")
    SUPPLEMENT = "supplement", _("Bổ sung hồ sơ")
    PAY = "pay", _("Nộp tiền")
    REVIEW = "review", _("Kiểm tra")
    APPROVE = "approve", _("Phê duyệt")
    ISSUE = "issue", _("Ghi kết quả")
    DELIVER = "deliver", _("Trả kết quả")
    OTHER = "other", _("Việc khác")


class Holder(TextChoices):
    """Vai trò: who does a step; the roles an officer can hold for work on dossiers."""

    INTAKE_OFFICER = "intake_officer", _("Công chức một cửa")
    CASE_OFFICER = "case_officer", _("Chuyên viên thụ lý")
    DIVISION_HEAD = "division_head", _("Lãnh đạo phòng")
    APPROVER = "approver", _("Lãnh đạo ký duyệt")
    CLERK = "clerk", _("Văn thư")


class Where(TextChoices):
    """Nơi xử lý: at which agency of the dossier, or at one named by its code."""

    RECEIVING = "receiving", _("Nơi tiếp nhận")
    COMPETENT = "competent", _("Cơ quan giải quyết")
    AGENCY = "agency", _("Cơ quan khác")


class Clock(TextChoices):
    """Đồng hồ: what a step does to the time limit of the dossier."""

    CONTINUE = "continue", _("Tính giờ")
    PAUSE = "pause", _("Dừng tính giờ")
    RESTART = "restart", _("Tính lại từ đầu")
