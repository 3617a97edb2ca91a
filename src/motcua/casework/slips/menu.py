"""What slips put into the shells: panels of the dossier page."""

from __future__ import annotations

from motcua.casework.slips.desk.panels import control_panel, given_panel, offer_panel
from motcua.kernel.ui import panels


def register() -> None:
    """Called once by the app's `AppConfig.ready`."""
    panels.register("dossiers.top", offer_panel)
    panels.register("dossiers.story", control_panel)
    panels.register("dossiers.slips", given_panel)
