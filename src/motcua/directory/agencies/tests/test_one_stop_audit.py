"""What `audit verify` finds when somebody changes a one-stop behind the log's back."""

from datetime import date
from importlib import import_module

import pytest
from django.apps import apps

from motcua.directory.agencies.actions import (
    PointElsewhere,
    Reached,
    SuccessionTerms,
    add_counter,
    change_contact,
    change_one_stop,
    record_succession,
)
from motcua.directory.agencies.actions.add_place import NewCounter
from motcua.directory.agencies.models import AgencyStatement, Counter, OneStop, ServicePoint
from motcua.directory.agencies.tests.factories import (
    LONG_AGO,
    LONG_AGO_AT,
    make_agency,
    make_counter,
    make_one_stop,
    make_point,
)
from motcua.kernel import clock
from motcua.kernel.events.verify import verify

pytestmark = pytest.mark.django_db


def found():
    return [str(difference) for difference in verify()]


@pytest.fixture
def one_stop():
    one_stop = make_one_stop()
    make_counter(one_stop, 1, name="Hộ tịch", service_point=make_point(one_stop))
    assert found() == []
    return one_stop


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda: OneStop.objects.update(name="Nơi Khác"), "Một cửa"),
        (lambda: OneStop.objects.update(valid_to=date(2027, 1, 1)), "valid_to"),
        (lambda: OneStop.objects.update(serves=make_agency()), "serves_id"),
        (lambda: ServicePoint.objects.update(address="Nơi khác"), "address"),
        (lambda: ServicePoint.objects.update(valid_from=date(2027, 1, 1)), "valid_from"),
        (lambda: Counter.objects.update(number=9), "number"),
        (lambda: Counter.objects.update(kind="priority"), "kind"),
        (lambda: Counter.objects.update(service_point=None), "service_point_id"),
        (lambda: Counter.objects.all().delete(), "quầy"),
    ],
)
def test_every_change_is_found(one_stop, change, told):
    change()
    assert any(told in difference for difference in found())


def test_a_counter_slipped_in_is_found(one_stop):
    Counter.objects.create(one_stop=one_stop, number=4, valid_from=LONG_AGO)
    assert any("quầy" in difference for difference in found())


def test_contact_of_the_agency_is_that_of_its_one_stop(one_stop):
    change_contact(agency=one_stop.agency, phone="0239", address="Số 1", at=clock.now())
    assert found() == []
    change_one_stop(one_stop=one_stop, reached=Reached(name="Một cửa", phone="1900"), at=clock.now())
    assert found() == []
    OneStop.objects.update(phone="0000")
    assert any("phone" in difference for difference in found())


def test_an_agency_that_ends_takes_its_one_stop_along(one_stop):
    terms = SuccessionTerms(kind="merger", on=date(2026, 3, 1), decision="Quyết định mẫu")
    record_succession(predecessors=[one_stop.agency], successors=[make_agency()], terms=terms, at=clock.now())
    assert Counter.objects.get().valid_to == date(2026, 3, 1)
    assert found() == []
    Counter.objects.update(valid_to=None)
    assert any("valid_to" in difference for difference in found())


def test_a_text_erased_by_law_is_no_difference(one_stop):
    for said in AgencyStatement.objects.filter(purpose="counter"):
        said.erase(at=clock.now())
    Counter.objects.update(name="")
    assert found() == []


def test_counters_of_older_databases_come_into_the_log():
    one_stop = make_one_stop()
    Counter.objects.create(one_stop=one_stop, number=4, valid_from=LONG_AGO, name="Đất đai")
    assert found() != []
    import_module("motcua.directory.agencies.migrations.0003_state_counters").state_counters(apps, None)
    assert found() == []


def test_a_counter_stands_in_its_own_one_stop(one_stop):
    foreign = make_point(make_one_stop())
    new = NewCounter(number=5, valid_from=LONG_AGO, service_point=foreign)
    with pytest.raises(PointElsewhere):
        add_counter(one_stop=one_stop, new=new, at=LONG_AGO_AT)
