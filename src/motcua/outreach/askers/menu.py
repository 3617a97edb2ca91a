"""What telling those who asked puts into the page of a dialogue."""

from __future__ import annotations

from motcua.kernel.ui import panels
from motcua.outreach.askers.desk import panel


def register() -> None:
    """Called once by the app's `AppConfig.ready`."""
    panels.register("dialogue.page", panel.told_panel)
