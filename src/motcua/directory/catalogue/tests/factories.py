"""Files to import in tests, and the national files where they are at hand."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path

import pytest

from motcua.directory.catalogue.actions.import_catalogue import ImportReport, Source, import_catalogue
from motcua.directory.catalogue.rules.reading import read_records
from motcua.directory.procedures.tests.factories import AT

ROOT = Path(__file__).resolve().parents[5]
SAMPLE = ROOT / os.environ.get("MOTCUA_SAMPLE_DATA", "../shared/data") / "tthc"
needs_sample = pytest.mark.skipif(not SAMPLE.is_dir(), reason=f"sample data not at {SAMPLE}")


def import_bytes(data: bytes, *, name: str = "file", at: datetime = AT) -> ImportReport:
    return import_catalogue(sources=[Source(name, read_records(data))], at=at)


def counts(report: ImportReport) -> tuple[int, int, int, int]:
    return report.imported, report.updated, report.unchanged, report.rejected
