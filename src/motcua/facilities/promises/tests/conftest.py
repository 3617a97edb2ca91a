from __future__ import annotations

from collections.abc import Iterator

import pytest

from motcua.facilities.promises import foretelling, history
from motcua.facilities.queueing.queries import forget_snapshots
from motcua.facilities.queueing.tests.stage import HallStage, make_hall


@pytest.fixture
def stage(db) -> Iterator[HallStage]:
    history.forget()
    foretelling.forget_waits()
    yield make_hall()
    history.forget()
    forget_snapshots()
