from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from motcua.facilities.printing.tests.stage import make_printer
from motcua.facilities.queueing.queries import forget_snapshots
from motcua.facilities.queueing.tests.stage import HallStage, make_hall


@pytest.fixture
def stage(db) -> Iterator[HallStage]:
    yield make_hall()
    forget_snapshots()


@pytest.fixture(autouse=True)
def printed(settings, tmp_path) -> Path:
    settings.PRINTED_ROOT = tmp_path / "printed"
    return settings.PRINTED_ROOT


@pytest.fixture
def printer(stage):
    return make_printer(stage.hall.one_stop)
