"""States and verbs of a dialogue."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """Trạng thái hội nghị đối thoại."""

    PLANNED = "planned", _("Dự kiến")
    ANNOUNCED = "announced", _("Đã thông báo")
    HELD = "held", _("Đã tổ chức")
    CANCELLED = "cancelled", _("Đã hủy")


class Act(models.TextChoices):
    """Việc làm với một hội nghị đối thoại."""

    ANNOUNCE = "announce", _("Thông báo")
    POSTPONE = "postpone", _("Dời ngày")
    CANCEL = "cancel", _("Hủy hội nghị")
    ANSWER = "answer", _("Công khai câu hỏi và trả lời")
    MINUTES = "minutes", _("Ghi biên bản")
    PROMISE = "promise", _("Ghi lời hứa")
    ASSIGN = "assign", _("Giao người thực hiện")
    KEEP = "keep", _("Đã thực hiện lời hứa")


COMING = (State.PLANNED, State.ANNOUNCED)
