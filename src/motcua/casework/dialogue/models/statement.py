from __future__ import annotations

from motcua.kernel.events.models import Statement


class DialogueStatement(Statement):
    """Nơi, nội dung, câu hỏi, biên bản, lời hứa: free words and names of a dialogue; the log covers them by hash."""
