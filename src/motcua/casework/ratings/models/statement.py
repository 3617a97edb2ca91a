from __future__ import annotations

from motcua.kernel.events.models import Statement


class RatingStatement(Statement):
    """Lời góp ý kèm đánh giá, lời trả lời của người phụ trách: the log covers them by hash."""
