from __future__ import annotations

import pytest

from motcua.casework.dossiers.tests.browsing import monday, office
from motcua.casework.dossiers.tests.factories import make_procedure, with_cases
from motcua.directory.procedures.models import ProcedureVersion

__all__ = ["monday", "office", "version"]


@pytest.fixture
def version() -> ProcedureVersion:
    return with_cases(make_procedure(papers=1, limit="5", fee=8000))
