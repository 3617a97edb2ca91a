"""The scale of a rating, what is rated, and by which door it came."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Level(models.IntegerChoices):
    """Mức độ hài lòng."""

    VERY_POOR = 1, _("Rất kém")
    POOR = 2, _("Kém")
    FAIR = 3, _("Trung bình")
    GOOD = 4, _("Tốt")
    VERY_GOOD = 5, _("Rất tốt")


# The one tap that is always asked for, whatever the criteria are.
OVERALL = "overall"
LOW = (Level.VERY_POOR.value, Level.POOR.value)
GOOD = (Level.GOOD.value, Level.VERY_GOOD.value)


class Source(models.TextChoices):
    """Đánh giá về việc gì."""

    DOSSIER = "dossier", _("Hồ sơ")
    VISIT = "visit", _("Lượt đến")
    SURVEY = "survey", _("Phiếu khảo sát")


class Door(models.TextChoices):
    """Đánh giá bằng cách nào."""

    PHONE = "phone", _("Điện thoại, mã QR")
    TABLET = "tablet", _("Máy tính bảng tại quầy")
    HALL = "hall", _("Màn hình tại sảnh")


class SetKind(models.TextChoices):
    """Bộ tiêu chí dùng để làm gì."""

    SERVICE = "service", _("Đánh giá sau khi làm thủ tục")
    SURVEY = "survey", _("Phiếu khảo sát định kỳ")


class SetState(models.TextChoices):
    DRAFT = "draft", _("Bản nháp")
    PUBLISHED = "published", _("Đã ban hành")


class Outcome(models.TextChoices):
    """Người phụ trách đã làm gì sau một đánh giá thấp."""

    TALKED = "talked", _("Đã trao đổi, nhắc nhở người phục vụ")
    MENDED = "mended", _("Đã khắc phục nguyên nhân")
    EXPLAINED = "explained", _("Do quy định, đã giải thích cho người dân")
    NO_GROUND = "no_ground", _("Đã xem xét, chưa thấy căn cứ")
