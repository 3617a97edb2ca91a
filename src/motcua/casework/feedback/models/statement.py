from __future__ import annotations

from motcua.kernel.events.models import Statement


class FeedbackStatement(Statement):
    """Nội dung, họ tên, câu trả lời: personal data and free words of feedback; the log covers them by hash."""
