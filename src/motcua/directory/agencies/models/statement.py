from __future__ import annotations

from motcua.kernel.events.models import Statement


class AgencyStatement(Statement):
    """Lời ghi về cơ quan và cán bộ: names, titles and decisions that facts of this app cover by hash."""
