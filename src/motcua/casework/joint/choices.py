"""What becomes of one agency's part of a joint procedure."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Outcome(TextChoices):
    """How a part ended; a drawing of the whole may branch on it."""

    GRANTED = "dong_y", _("Đã có kết quả")
    REFUSED = "tu_choi", _("Bị từ chối giải quyết")
    STOPPED = "dung", _("Đã dừng")


def outcome_variable(node: str) -> str:
    """The name under which conditions of the whole's drawing find how the part of a step ended."""
    return f"ket_qua_{node}"
