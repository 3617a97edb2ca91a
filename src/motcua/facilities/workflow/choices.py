from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class StepKind(TextChoices):
    RECEIVE = "receive", _("Tiếp nhận")
    APPRAISE = "appraise", _("Thẩm định")
    REVIEW = "review", _("Kiểm tra")
    APPROVE = "approve", _("Phê duyệt")
    ISSUE = "issue", _("Ghi kết quả")
    DELIVER = "deliver", _("Trả kết quả")


class Place(TextChoices):
    """Which of the dossier's agencies carries a step out."""

    RECEIVING = "receiving", _("Nơi tiếp nhận")
    COMPETENT = "competent", _("Cơ quan có thẩm quyền")


class VersionState(TextChoices):
    DRAFT = "draft", _("Bản thảo")
    PUBLISHED = "published", _("Đã ban hành")
    WITHDRAWN = "withdrawn", _("Ngừng áp dụng")
