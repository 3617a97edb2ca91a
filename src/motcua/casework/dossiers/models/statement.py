from __future__ import annotations

from motcua.kernel.events.models import Statement


class DossierStatement(Statement):
    """Lời khai, lý do, ý kiến trong hồ sơ: personal data and free text that events cover by hash."""
