from __future__ import annotations

import pytest

from motcua.casework.dossiers.tests.factories import MONDAY, Office, make_office, make_procedure, with_cases
from motcua.casework.finding.actions import reading
from motcua.directory.procedures.models import ProcedureVersion
from motcua.kernel import clock


@pytest.fixture(autouse=True)
def monday(db, monkeypatch):
    """Monday morning at nine; reads are written by no thread."""
    monkeypatch.setattr(reading, "_start_timer", lambda: None)
    with clock.frozen_at(MONDAY):
        yield
    reading.flush()


@pytest.fixture
def office() -> Office:
    return make_office()


@pytest.fixture
def version() -> ProcedureVersion:
    return with_cases(make_procedure(papers=1, limit="5", fee=8000))
