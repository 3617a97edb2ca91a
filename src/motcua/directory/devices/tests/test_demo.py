"""Machines of the demo: one of each kind, and a code that still works hours later, for one browser."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from motcua.directory.agencies.tests.factories import make_counter, make_one_stop
from motcua.directory.devices.actions import pair_device
from motcua.directory.devices.choices import DeviceKind
from motcua.directory.devices.demo import prepare
from motcua.directory.devices.models import Device

NOON = datetime(2026, 10, 5, 5, 0, tzinfo=UTC)


@pytest.mark.django_db
def test_one_of_each_kind_with_a_code_that_lasts():
    one_stop = make_one_stop()
    make_counter(one_stop)
    first, again = prepare(one_stop, NOON), prepare(one_stop, NOON)
    assert {machine.device.kind for machine in again} == set(DeviceKind.values)
    assert Device.objects.count() == len(first) == len(again)
    device, _token = pair_device(code=again[0].code, at=NOON + timedelta(hours=11))
    assert device == again[0].device
