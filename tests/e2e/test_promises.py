"""Promised waits beside real ones, in a browser."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from motcua.directory.agencies.tests.factories import make_officer
from motcua.facilities.promises import foretelling
from motcua.facilities.promises.desk import views
from motcua.facilities.queueing.queries import forget_snapshots
from motcua.facilities.queueing.tests.stage import HallStage, make_hall, minutes
from motcua.kernel import clock

pytestmark = pytest.mark.browser


@pytest.fixture
def stage(transactional_db: None) -> Iterator[HallStage]:
    yield make_hall()
    forget_snapshots()


@pytest.mark.parametrize(("viewport", "large"), [("office", False), ("narrow", True)])
def test_pages_are_sound(visit, stage, axe, screenshot, reflows, monkeypatch, viewport, large):
    head = make_officer("approver", stage.hall.one_stop.serves, name="Mai Văn Giả Tưởng")
    for letter in "AB":
        foretelling.promise(stage.ticket(letter).visit, minutes(0))
    stage.serve(0, at=4, until=9)
    stage.serve(1, at=6, until=9)
    monkeypatch.setattr(views, "DAYS", (clock.now() - minutes(0)).days + 1)
    page = visit("/desk/waits/", viewport, account=head.account, large=large)
    reflows(page)
    axe(page)
    page.get_by_role("link", name=str(stage.hall)).click()
    assert page.get_by_role("rowheader", name="Cả sảnh").is_visible()
    screenshot(page, f"promises-{viewport}")
    reflows(page)
    axe(page)
