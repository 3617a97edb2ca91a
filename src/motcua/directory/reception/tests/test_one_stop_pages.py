"""Administrators look after the one-stops of their own field: places are added, corrected, closed; never deleted."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from motcua.directory.agencies.actions import close_one_stop
from motcua.directory.agencies.models import Counter, OneStop, ServicePoint
from motcua.directory.agencies.tests.factories import (
    make_agency,
    make_counter,
    make_officer,
    make_one_stop,
    make_point,
    sign_in,
)
from motcua.kernel import clock
from motcua.kernel.events.verify import verify

pytestmark = pytest.mark.django_db


@pytest.fixture
def one_stop():
    return make_one_stop(make_agency("UBND xã Mẫu"))


@pytest.fixture(autouse=True)
def admin(client, one_stop):
    officer = make_officer("agency_admin", one_stop.serves)
    sign_in(client, officer)
    return officer


def at(name, place):
    return reverse(f"reception:{name}", args=[place.pk])


def said(**values):
    return {"client_id": str(uuid4())} | values


def day(later):
    return f"{clock.today() + timedelta(days=later):%d/%m/%Y}"


def test_a_one_stop_is_opened_once(client, one_stop, admin):
    agency = make_agency("Phòng Mẫu", parent=one_stop.serves)
    form = said(agency=agency.pk, serves=one_stop.serves_id, kind="agency_desk", valid_from=day(0))
    first = client.post(reverse("reception:open_one_stop"), form)
    opened = OneStop.objects.get(agency=agency)
    assert first.url == at("one_stop", opened)
    assert client.post(reverse("reception:open_one_stop"), form).url == first.url
    assert (opened.name, opened.serves_id) == ("Phòng Mẫu", one_stop.serves_id)
    again = client.post(reverse("reception:open_one_stop"), form | said())
    assert again.status_code == 422
    assert 'href="#id_agency"' in again.content.decode()
    assert list(verify()) == []


def test_what_an_agency_was_before_its_time_cannot_be(client, one_stop):
    agency = make_agency("Phòng Trẻ", parent=one_stop.serves, valid_from=date(2026, 5, 1))
    form = said(agency=agency.pk, serves=one_stop.serves_id, kind="agency_desk", valid_from="30/04/2026")
    page = client.post(reverse("reception:open_one_stop"), form)
    assert page.status_code == 422
    assert 'href="#id_valid_from"' in page.content.decode()


def test_the_list_shows_what_is_open_today(client, one_stop):
    make_point(one_stop)
    make_counter(one_stop, 1)
    client.post(at("close_counter", make_counter(one_stop, 2)), said(on=day(0)))
    elsewhere = make_one_stop(make_agency("UBND xã Khác"))
    page = client.get(reverse("reception:one_stops") + "?q=mau")
    found = page.context["page"].object_list
    assert [(row.pk, row.open_points, row.open_counters) for row in found] == [(one_stop.pk, 1, 1)]
    assert elsewhere.name not in client.get(reverse("reception:one_stops")).content.decode()
    assert not client.get(reverse("reception:one_stops") + "?q=khac").context["page"].object_list


def test_name_and_contact_are_corrected(client, one_stop):
    form = said(name="Một cửa xã Mẫu Mới", phone="0239 000 0009", address="Số 9")
    assert client.post(at("change_one_stop", one_stop), form).url == at("one_stop", one_stop)
    page = client.get(at("one_stop", one_stop)).content.decode()
    for text in ("Một cửa xã Mẫu Mới", "0239 000 0009", "Số 9", "Đã sửa."):
        assert text in page
    assert client.post(at("change_one_stop", one_stop), said(name="")).status_code == 422
    assert list(verify()) == []


def test_points_and_counters_come_and_change(client, one_stop):
    form = said(name="Điểm Chợ", phone="1900", address="Chợ xã", valid_from=day(0))
    client.post(at("add_service_point", one_stop), form)
    client.post(at("add_service_point", one_stop), form)
    point = ServicePoint.objects.get()
    assert (point.name, point.phone, point.address) == ("Điểm Chợ", "1900", "Chợ xã")
    client.post(at("change_service_point", point), said(name="Điểm Chợ Mới", phone="", address=""))
    form = said(number="7", kind="priority", name="Hộ tịch", service_point=point.pk, valid_from=day(0))
    client.post(at("add_counter", one_stop), form)
    counter = Counter.objects.get()
    assert (counter.number, counter.kind, counter.name, counter.service_point) == (
        7,
        "priority",
        "Hộ tịch",
        point,
    )
    client.post(at("change_counter", counter), said(kind="return", name="", service_point=""))
    counter.refresh_from_db()
    assert (counter.number, counter.kind, counter.name, counter.service_point) == (7, "return", "", None)
    page = client.get(at("one_stop", one_stop)).content.decode()
    assert "Điểm Chợ Mới" in page
    assert "7 · Quầy trả kết quả" in page
    assert list(verify()) == []


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"number": "1"}, "number"),
        ({"number": "0"}, "number"),
        ({"number": "1000"}, "number"),
        ({"number": "một"}, "number"),
        ({"kind": "golden"}, "kind"),
        ({"valid_from": "01/01/2020"}, "valid_from"),
        ({"valid_from": "31/02/2026"}, "valid_from"),
        ({"service_point": "999999"}, "service_point"),
    ],
)
def test_a_bad_counter_is_explained_at_its_field(client, one_stop, changes, field):
    make_counter(one_stop, 1)
    form = said(number="2", kind="general", valid_from=day(0)) | changes
    page = client.post(at("add_counter", one_stop), form)
    assert page.status_code == 422
    assert f'href="#id_{field}"' in page.content.decode()
    assert Counter.objects.count() == 1


def test_a_number_is_free_again_once_its_counter_closed(client, one_stop):
    old = make_counter(one_stop, 3)
    form = {"number": "3", "kind": "general", "valid_from": day(1)}
    assert client.post(at("add_counter", one_stop), said(**form)).status_code == 422
    client.post(at("close_counter", old), said(on=day(1)))
    assert client.post(at("add_counter", one_stop), said(**form | {"valid_from": day(0)})).status_code == 422
    assert client.post(at("add_counter", one_stop), said(**form)).status_code == 302
    assert Counter.objects.filter(one_stop=one_stop, number=3).count() == 2
    assert list(verify()) == []


def test_a_point_takes_its_counters_along(client, one_stop):
    point = make_point(one_stop)
    inside, outside = make_counter(one_stop, 1, service_point=point), make_counter(one_stop, 2)
    assert client.post(at("close_service_point", point), said(on=day(0))).url == at("one_stop", one_stop)
    assert {c.pk: c.valid_to for c in Counter.objects.all()} == {inside.pk: clock.today(), outside.pk: None}
    refused = client.post(at("change_service_point", point), said(name="Điểm Khác"))
    assert refused.status_code == 422
    assert "đã đóng" in refused.content.decode()
    refused = client.post(at("change_counter", inside), said(kind="general", service_point=""))
    assert refused.status_code == 422
    assert list(verify()) == []


def test_a_one_stop_closes_with_all_in_it_and_takes_nothing_new(client, one_stop):
    make_counter(one_stop, 1, service_point=make_point(one_stop))
    assert client.post(at("close_one_stop", one_stop), said(on="01/01/2020")).status_code == 422
    assert client.post(at("close_one_stop", one_stop), said(on=day(5))).status_code == 302
    closing = clock.today() + timedelta(days=5)
    for model in (OneStop, ServicePoint, Counter):
        assert list(model.objects.values_list("valid_to", flat=True)) == [closing]
    late = client.post(at("close_one_stop", one_stop), said(on=day(6)))
    assert late.status_code == 422
    assert 'href="#id_on"' in late.content.decode()
    for name in ("add_counter", "add_service_point"):
        assert at(name, one_stop) not in client.get(at("one_stop", one_stop)).content.decode()
    new = said(number="2", kind="general", valid_from=day(0))
    assert client.post(at("add_counter", one_stop), new).status_code == 422
    assert list(verify()) == []


def test_other_fields_are_nobodys_business(client):
    elsewhere = make_one_stop(make_agency("UBND xã Khác"))
    point, counter = make_point(elsewhere), make_counter(elsewhere)
    addresses = [
        at("one_stop", elsewhere),
        *(at(name, elsewhere) for name in ("change_one_stop", "close_one_stop", "add_counter", "add_service_point")),
        *(at(name, point) for name in ("change_service_point", "close_service_point")),
        *(at(name, counter) for name in ("change_counter", "close_counter")),
    ]  # fmt: skip
    for address in addresses:
        assert client.get(address).status_code == 404, address
        refused = client.post(address, said(name="X", on=day(0))).status_code
        assert refused == (405 if address == at("one_stop", elsewhere) else 404), address
    form = said(agency=make_agency().pk, serves=elsewhere.serves_id, kind="agency_desk", valid_from=day(0))
    refused = client.post(reverse("reception:open_one_stop"), form)
    assert refused.status_code == 422
    assert 'href="#id_agency"' in refused.content.decode()
    for name in ("one_stop", "change_one_stop", "change_counter", "change_service_point"):
        assert client.get(reverse(f"reception:{name}", args=[999_999])).status_code == 404


def test_a_point_of_another_one_stop_is_not_offered(client, one_stop):
    foreign = make_point(make_one_stop(one_stop.serves))
    form = said(number="2", kind="general", service_point=foreign.pk, valid_from=day(0))
    page = client.post(at("add_counter", one_stop), form)
    assert page.status_code == 422
    assert 'href="#id_service_point"' in page.content.decode()


def test_the_page_of_the_agency_leads_there_for_who_may(client, one_stop):
    address = reverse("agencies:agency", args=[one_stop.agency_id])
    closed = make_counter(one_stop, 8, name="Đã thôi")
    client.post(at("close_counter", closed), said(on=day(0)))
    page = client.get(address).content.decode()
    assert at("one_stop", one_stop) in page
    assert "Đã thôi" not in page
    sign_in(client, make_officer("clerk", one_stop.agency))
    assert at("one_stop", one_stop) not in client.get(address).content.decode()


def test_closed_places_show_no_buttons(client, one_stop):
    counter = make_counter(one_stop)
    close_one_stop(one_stop=one_stop, on=clock.today(), at=clock.now())
    page = client.get(at("one_stop", one_stop)).content.decode()
    assert "Đã đóng" in page
    assert at("close_counter", counter) not in page
    assert at("close_one_stop", one_stop) not in page
