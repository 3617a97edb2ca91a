"""What acts on many dossiers put into the shells."""

from __future__ import annotations

from motcua.casework.batches.desk import leaving
from motcua.kernel.ui import panels


def register() -> None:
    """Called once by the app's `AppConfig.ready`."""
    panels.register("staff.absences", leaving.link, 10)
