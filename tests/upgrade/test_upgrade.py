"""Databases of earlier schemas, with data, brought to this version on the engine under test."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from motcua.casework.dossiers.models import Dossier
from motcua.config.backups import archive
from motcua.kernel.events.models import Event
from motcua.kernel.events.tests.trace import note

BASELINES = Path(__file__).with_name("baselines")
NAMES = sorted({path.name.rpartition("-")[0] for path in BASELINES.glob("*.tar")})

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def folders(settings, tmp_path):
    settings.VAR = tmp_path
    settings.MEDIA_ROOT = tmp_path / "papers"


def _archive(name: str) -> Path:
    return BASELINES / f"{name}-{connection.vendor}.tar"


@pytest.mark.parametrize("name", NAMES)
def test_an_earlier_database_comes_up_to_date_and_verifies(name):
    out = StringIO()
    call_command("restore", str(_archive(name)), stdout=out)
    assert "Nhật ký nguyên vẹn" in out.getvalue()
    events, dossiers = Event.objects.count(), Dossier.objects.count()
    assert events > 100
    assert dossiers > 10
    note()
    assert Event.objects.count() == events + 1
    assert not _unapplied()


def _unapplied() -> set[tuple[str, str]]:
    loader = MigrationLoader(connection)
    return set(loader.graph.nodes) - set(loader.applied_migrations)


def test_there_is_a_baseline_older_than_the_newest_schema(tmp_path):
    """Else nothing would be tested; both engines have the same baselines."""
    assert NAMES
    assert all((BASELINES / f"{name}-{e}.tar").exists() for name in NAMES for e in ("sqlite", "postgresql"))
    known = set(MigrationLoader(None, ignore_no_migrations=True).graph.nodes)
    ages = []
    for name in NAMES:
        manifest = archive.unpack(_archive(name), tmp_path / name)
        ages.append(len(known - {tuple(applied) for applied in manifest.migrations}))
    assert max(ages) > 0
