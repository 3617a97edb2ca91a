"""Databases of earlier schemas, with data, brought to this version on the engine under test."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from motcua.casework.dossiers.actions import By, hand_over
from motcua.casework.dossiers.models import Dossier
from motcua.config.backups import archive
from motcua.kernel import clock
from motcua.kernel.events.models import Event
from motcua.kernel.events.tests.trace import note
from motcua.kernel.events.verify import verify

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
    _go_on()
    note()
    assert Event.objects.count() == events + 2
    assert not _unapplied()


def _go_on() -> None:
    """What was under way stands in a process now and can be passed on."""
    under_way = Dossier.objects.filter(accepted_at__isnull=False, ended_at__isnull=True)
    assert under_way.exists()
    assert not under_way.filter(process_run__isnull=True).exists()
    dossier = under_way.filter(status="processing", step="appraise").first()
    by = By(dossier.holder_officer_id, dossier.competent_agency_id, clock.now())
    hand_over(dossier_id=dossier.pk, by=by)
    dossier.refresh_from_db()
    assert dossier.step in ("review", "approve")
    assert [str(found) for found in verify() if found.subject == dossier.subject] == []


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
