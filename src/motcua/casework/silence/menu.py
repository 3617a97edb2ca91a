"""What silences put into the shells: panels of the first page, the work list and the dossier page."""

from __future__ import annotations

from motcua.casework.silence.desk import panels as own
from motcua.kernel.ui import panels


def register() -> None:
    """Called once by the app's `AppConfig.ready`."""
    panels.register("desk.home", own.list_panel, 5)
    panels.register("dossiers.work", own.list_panel)
    panels.register("dossiers.top", own.dossier_panel, 60)
