from __future__ import annotations

import pytest
from django.test import Client

from motcua.casework.dossiers.tests.browsing import act, office, signed_in
from motcua.casework.dossiers.tests.factories import MONDAY
from motcua.casework.finding.actions import reading
from motcua.kernel import clock

__all__ = ["act", "clerk", "monday", "office", "signed_in"]


@pytest.fixture(autouse=True)
def monday(db, monkeypatch, settings, tmp_path):
    """Monday morning at nine, so that due dates hold still; reads are written by no thread."""
    settings.MEDIA_ROOT = tmp_path / "papers"
    monkeypatch.setattr(reading, "_start_timer", lambda: None)
    with clock.frozen_at(MONDAY):
        yield
    reading.flush()


@pytest.fixture
def clerk(signed_in) -> Client:
    return signed_in()
