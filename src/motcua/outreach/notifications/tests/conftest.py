from __future__ import annotations

import pytest

from motcua.casework.dossiers.tests.browsing import office, signed_in
from motcua.casework.dossiers.tests.factories import MONDAY
from motcua.kernel import clock

__all__ = ["monday", "office", "signed_in"]


@pytest.fixture(autouse=True)
def monday(db):
    """Monday morning at nine; facts are stated as of a simulation only where a test says so."""
    with clock.frozen_at(MONDAY):
        yield
