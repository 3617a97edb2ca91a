"""Loads the starter catalogue that comes with the software."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from motcua.directory.catalogue.actions.import_catalogue import ImportReport, Source, import_catalogue
from motcua.directory.catalogue.rules.reading import read_records
from motcua.directory.catalogue.rules.starter import read_starter

FOLDER = Path(__file__).resolve().parents[1] / "data"


def load_starter(*, at: datetime, actor_id: int | None = None) -> ImportReport:
    """Publish the starter catalogue; what official records said already stays as it is."""
    sources = [
        Source(path.name, read_records(path.read_bytes())) for path in sorted(FOLDER.glob("starter*.json"))
    ]
    return import_catalogue(
        sources=sources, at=at, source="starter", read=lambda raw: read_starter(raw.value), actor_id=actor_id
    )
