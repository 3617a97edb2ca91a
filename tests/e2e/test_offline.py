"""Machines of the hall without a network: the last picture or a plain page, and back by themselves."""

from __future__ import annotations

import pytest

from motcua.channels.kiosk.tests.stage import device_token, open_hall
from motcua.directory.devices.choices import PATHS
from motcua.directory.devices.doors import COOKIE
from motcua.facilities.halls.actions import By
from motcua.facilities.queueing import actions as queueing
from motcua.kernel import clock

pytestmark = pytest.mark.browser
# The pages allow no eval, so they are asked until it is so inside one promise.
UNTIL = "(async () => { while (!await (%s)) await new Promise((after) => setTimeout(after, 50)) })()"
READY = UNTIL % "navigator.serviceWorker.controller"
FILES_KEPT = (
    UNTIL % "caches.keys().then(async ([name]) => (await (await caches.open(name)).keys()).length >= 6)"
)
PICTURE_KEPT = UNTIL % "caches.match('?part=1', {ignoreVary: true})"


@pytest.fixture
def stage(transactional_db):
    return open_hall(4)


@pytest.fixture
def machine(visit, stage):
    """The page of a freshly paired machine, its worker at work, everything it needs kept."""

    def open_(kind: str):
        page = visit("/robots.txt", "wall")
        counters = {"counter_ids": [stage.counters[0].pk]} if kind == "rating" else {}
        token = device_token(stage, kind, **counters)
        page.context.add_cookies([{"name": COOKIE, "value": token, "url": visit.base_url}])
        page.goto(PATHS[kind])
        page.evaluate(READY)
        page.reload()
        page.evaluate(FILES_KEPT)
        return page

    return open_


def called(stage):
    """A number is issued and called at the first counter."""
    nobody, clerk = By(None, clock.now()), By(stage.officers[0].pk, clock.now())
    asked = queueing.Asked(group_id=stage.groups["A"].pk)
    visit = queueing.issue(hall_id=stage.hall.pk, asked=asked, by=nobody)
    queueing.confirm(visit_id=visit.pk, by=nobody)
    queueing.call_next(counter_id=stage.counters[0].pk, by=clerk)
    return visit


def test_a_display_starts_with_its_last_picture(machine, stage, axe, screenshot):
    page = machine("display")
    called(stage)
    page.reload()
    page.wait_for_selector("text=A001")
    page.evaluate(PICTURE_KEPT)
    page.context.set_offline(True)
    page.reload()
    page.wait_for_selector("#lost:visible")
    assert page.get_by_text("A001").first.is_visible()
    assert page.evaluate("document.documentElement.dataset.played") is None
    assert page.evaluate("getComputedStyle(document.querySelector('.hall-lost')).display") != "none"
    screenshot(page, "display-offline", whole=False)
    axe(page)
    page.context.set_offline(False)
    page.wait_for_selector("#lost", state="hidden", timeout=20_000)


@pytest.mark.parametrize("kind", ["kiosk", "lookup", "rating"])
def test_the_others_say_so_and_come_back(machine, axe, screenshot, kind):
    page = machine(kind)
    page.context.set_offline(True)
    page.reload()
    assert page.get_by_role("heading", name="Mất kết nối").is_visible()
    screenshot(page, f"{kind}-offline", whole=False)
    axe(page)
    assert page.evaluate("fetch('/so/').then(() => 'kept', () => 'away')") == "away"
    page.context.set_offline(False)
    page.get_by_role("heading", name="Mất kết nối").wait_for(state="detached", timeout=20_000)
    assert page.get_by_role("heading").first.is_visible()


def test_no_other_page_asks_for_a_worker(visit, transactional_db):
    page = visit("/", "phone")
    assert page.evaluate("navigator.serviceWorker.getRegistrations().then((all) => all.length)") == 0
