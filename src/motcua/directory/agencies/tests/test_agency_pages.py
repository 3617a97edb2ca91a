from datetime import date
from uuid import uuid4

import pytest
from django.urls import reverse

from motcua.directory.agencies.models import Agency, OneStop
from motcua.directory.agencies.tests.factories import make_agency, make_officer, make_one_stop, sign_in
from motcua.kernel.events.verify import verify

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(client):
    officer = make_officer("system_admin", make_agency("Ủy ban nhân dân tỉnh Thử", code="H81"))
    sign_in(client, officer)
    return officer


def new(**changes):
    return {
        "client_id": str(uuid4()),
        "code": " h81.05 ",
        "old_code": "000.00.05.H81",
        "name": "Sở Thử Nghiệm",
        "level": "province",
        "kind": "department",
        "parent": str(Agency.objects.get(code="H81").pk),
        "valid_from": "01/01/2026",
    } | changes


def test_an_agency_is_entered_and_found(client, admin):
    said = new()
    answer = client.post(reverse("agencies:new_agency"), said)
    agency = Agency.objects.get(code="H81.05")
    assert answer.url == reverse("agencies:agency", args=[agency.pk])
    assert client.post(reverse("agencies:new_agency"), said).url == answer.url
    page = client.get(reverse("agencies:agencies") + "?q=so thu").content.decode()
    assert "Sở Thử Nghiệm" in page
    assert "000.00.05.H81" in page
    page = client.get(answer.url).content.decode()
    assert "Ủy ban nhân dân tỉnh Thử" in page
    assert list(verify()) == []


@pytest.mark.parametrize(
    ("field", "value", "error"),
    [
        ("code", "5.H81", "không đúng dạng"),
        ("code", "H81", "đã cấp"),
        ("old_code", "H81.05", "không đúng dạng"),
        ("unit_code", "99999", "Không có đơn vị"),
        ("parent", "0", "không có"),
        ("valid_from", "01/01/2020", "cấp trên"),
        ("name", "A\0", "ký tự"),
    ],
)
def test_bad_input_is_explained(client, admin, field, value, error):
    page = client.post(reverse("agencies:new_agency"), new(**{field: value}))
    assert page.status_code == 422
    assert error in page.content.decode()
    assert not Agency.objects.filter(name="Sở Thử Nghiệm").exists()


def test_the_upper_tree_of_any_day(client, admin):
    top = Agency.objects.get(code="H81")
    child = make_agency("Sở Con", parent=top, valid_from=date(2026, 5, 1))
    make_agency("Phòng Cháu", parent=child, valid_from=date(2026, 5, 1))
    page = client.get(reverse("agencies:agencies")).content.decode()
    assert "Sở Con" in page
    assert "Phòng Cháu" not in page
    assert "Sở Con" not in client.get(reverse("agencies:agencies") + "?on=30/04/2026").content.decode()
    for odd in (
        "?on=31/02/2026",
        "?on=%00",
        "?q=%00",
        "?page=abc",
        "?page=99999999999999999999",
        "?on=01/01/0001",
    ):
        assert client.get(reverse("agencies:agencies") + odd).status_code == 200


def test_rename_contact_and_succession(client, admin):
    one_stop = make_one_stop(make_agency("UBND xã Cũ"))
    here, heir = one_stop.agency, make_agency("UBND xã Kế Thừa")
    page = reverse("agencies:agency", args=[here.pk])
    said = {"name-client_id": str(uuid4()), "name-name": "Một cửa xã Mới", "name-on": "01/02/2026"}
    assert client.post(reverse("agencies:rename_agency", args=[here.pk]), said).url == page
    said = {"name-client_id": str(uuid4()), "name-name": "Một cửa", "name-on": "01/02/2999"}
    assert client.post(reverse("agencies:rename_agency", args=[here.pk]), said).status_code == 422
    said = {"contact-client_id": str(uuid4()), "contact-phone": "0239 000 0000", "contact-address": "Số 1"}
    assert client.post(reverse("agencies:change_contact", args=[here.pk]), said).url == page
    assert OneStop.objects.get(pk=one_stop.pk).phone == "0239 000 0000"
    shown = client.get(page).content.decode()
    assert "Một cửa xã Mới" in shown
    assert "0239 000 0000" in shown
    ended = Agency.objects.get(pk=here.parent_id)
    url = reverse("agencies:succession", args=[ended.pk])
    assert "1 đơn vị trực thuộc" in client.get(url).content.decode()
    said = {"client_id": str(uuid4()), "kind": "merger", "on": "01/03/2026", "decision": "Quyết định mẫu"}
    for successors, error in (
        ("H99.99", "Không có cơ quan"),
        (" , ", "Không có cơ quan"),
        (here.code, "phải hoạt động"),
    ):
        refused = client.post(url, said | {"successors": successors})
        assert refused.status_code == 422
        assert error in refused.content.decode()
    assert client.post(url, said | {"client_id": str(uuid4()), "successors": heir.code}).status_code == 302
    assert heir.name in client.get(reverse("agencies:agency", args=[ended.pk])).content.decode()
    assert "Không hoạt động hôm nay" in client.get(page).content.decode()
    assert list(verify()) == []


def test_officers_without_the_role_see_no_buttons(client):
    agency = make_agency()
    sign_in(client, make_officer("clerk", agency))
    page = client.get(reverse("agencies:agency", args=[agency.pk])).content.decode()
    assert "Đổi tên" not in page
    assert reverse("agencies:succession", args=[agency.pk]) not in page
