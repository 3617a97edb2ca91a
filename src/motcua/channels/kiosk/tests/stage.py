"""A hall with paired machines to test with."""

from __future__ import annotations

from django.test import Client

from motcua.channels.kiosk import display
from motcua.directory.devices.actions import NewDevice, add_device, issue_code, pair_device
from motcua.directory.devices.doors import COOKIE
from motcua.facilities.halls import actions as halls
from motcua.facilities.halls.actions import By
from motcua.facilities.halls.rules import HallRules
from motcua.facilities.queueing.queries import forget_snapshots
from motcua.facilities.queueing.tests.stage import HallStage, make_hall
from motcua.kernel import clock
from motcua.kernel.calendar.week import Hours, Week
from motcua.kernel.clock import VIETNAM

ALL_WEEK = Week((Hours(((0, 1439),)),) * 7)


def open_hall(counters: int = 2) -> HallStage:
    """A hall that gives numbers at any hour of any day, so that pages are tested by the real clock."""
    forget_snapshots()
    display.forget_parts()
    stage = make_hall(counters)
    at = clock.now()
    by = By(stage.office.officers["system_admin"].pk, at)
    rules = HallRules(issuing=ALL_WEEK, follows_calendar=False, day_ends=None)
    halls.publish_rules(hall_id=stage.hall.pk, rules=rules, valid_from=at.astimezone(VIETNAM).date(), by=by)
    stage.hall.refresh_from_db()
    return stage


def device_token(stage: HallStage, kind: str, **said: object) -> str:
    """The secret of a freshly paired machine of this hall."""
    at = clock.now()
    new = NewDevice(kind=kind, name=f"Máy {kind}", **said)  # type: ignore[arg-type]
    device = add_device(one_stop=stage.hall.one_stop, new=new, at=at)
    return pair_device(code=issue_code(device_id=device.pk, at=at), at=at)[1]


def machine(stage: HallStage, kind: str, **said: object) -> Client:
    """A browser that is such a machine."""
    client = Client()
    client.cookies[COOKIE] = device_token(stage, kind, **said)
    return client
