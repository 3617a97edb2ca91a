from __future__ import annotations

from motcua.kernel.events.models import Statement


class NotificationStatement(Statement):
    """Ghi chú cuộc gọi: what an officer noted of a call; the log covers it by hash."""
