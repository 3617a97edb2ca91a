"""The desk's catalogue: every officer reads, administrators decide what their agencies offer."""

from datetime import timedelta
from decimal import Decimal
from uuid import uuid4

import pytest

from motcua.directory.agencies.choices import Role
from motcua.directory.agencies.tests.factories import make_agency, make_officer, sign_in
from motcua.directory.procedures.actions.offer_procedure import OfferTerms, offer_procedure
from motcua.directory.procedures.models import Offer
from motcua.directory.procedures.tests.factories import AT, BIRTH, catalogue_record, publish, published
from motcua.kernel import clock

pytestmark = pytest.mark.django_db
ADMINS = {Role.AGENCY_ADMIN, Role.SYSTEM_ADMIN}


@pytest.fixture(autouse=True)
def _today():
    with clock.frozen_at(AT):
        yield


@pytest.fixture
def agency():
    return make_agency("Ủy ban nhân dân xã Thử Nghiệm")


def as_role(client, role, agency):
    return sign_in(client, make_officer(role, agency))


def address(agency, code=BIRTH, tail=""):
    return f"/desk/procedures/{code}/offers/{agency.pk}/{tail}"


def terms(**said):
    return {
        "client_id": str(uuid4()),
        "limit_value": "",
        "limit_unit": "",
        "fee_vnd": "",
        "starts_on": "",
    } | said


class TestReading:
    @pytest.mark.parametrize("role", list(Role))
    def test_every_role_reads(self, client, agency, role):
        published()
        as_role(client, role, agency)
        listed = client.get("/desk/procedures/").content.decode()
        assert "Đăng ký khai sinh" in listed
        html = client.get(f"/desk/procedures/{BIRTH}/").content.decode()
        assert "Tờ khai" in html
        assert (f"/offers/{agency.pk}/" in html) == (role in ADMINS)

    @pytest.mark.parametrize("path", ["/desk/procedures/", f"/desk/procedures/{BIRTH}/"])
    def test_nobody_else_does(self, client, path):
        published()
        assert client.get(path).status_code == 302
        sign_in(client, make_officer(None))
        assert client.get(path).status_code == 403

    def test_own_offers_only(self, client, agency):
        version = published()
        publish(catalogue_record("1.000001", name="Thủ tục khác"))
        offer_procedure(agency_id=agency.pk, procedure_id=version.procedure_id, terms=OfferTerms(), at=AT)
        as_role(client, Role.INTAKE_OFFICER, agency)
        html = client.get("/desk/procedures/", {"own": "on"}).content.decode()
        assert "Đăng ký khai sinh" in html
        assert "Thủ tục khác" not in html

    @pytest.mark.parametrize("query", [{"q": "\x00"}, {"level": "x"}, {"q": "x" * 900}])
    def test_bad_filters_are_told(self, client, agency, query):
        as_role(client, Role.CLERK, agency)
        answer = client.get("/desk/procedures/", query)
        assert answer.status_code == 400
        assert "error-summary" in answer.content.decode()

    @pytest.mark.parametrize(
        "path", ["9.999999/", "x/", f"{BIRTH}/versions/7/", f"{BIRTH}/versions/{10**30}/"]
    )
    def test_what_is_not_there(self, client, agency, path):
        published()
        as_role(client, Role.CLERK, agency)
        assert client.get(f"/desk/procedures/{path}").status_code == 404

    def test_versions(self, client, agency):
        published(name="Tên cũ")
        published(name="Tên mới", at=AT + timedelta(minutes=1))
        as_role(client, Role.INSPECTOR, agency)
        assert "Tên cũ" in client.get(f"/desk/procedures/{BIRTH}/versions/1/").content.decode()


class TestOffering:
    @pytest.mark.parametrize("role", [role for role in Role if role not in ADMINS])
    def test_only_administrators(self, client, agency, role):
        published()
        as_role(client, role, agency)
        assert client.get(address(agency)).status_code == 403
        assert client.post(address(agency), terms()).status_code == 403
        assert client.post(address(agency, tail="end/")).status_code == 403
        assert Offer.objects.count() == 0

    def test_not_for_a_strange_agency(self, client, agency):
        published()
        as_role(client, Role.AGENCY_ADMIN, make_agency())
        assert client.get(address(agency)).status_code == 403
        assert client.post(address(agency), terms()).status_code == 403
        assert client.post(address(agency, tail="end/")).status_code == 403
        assert Offer.objects.count() == 0

    @pytest.mark.parametrize("role", sorted(ADMINS))
    def test_own_terms_are_stored_once(self, client, agency, role):
        published()
        as_role(client, role, agency)
        assert client.get(address(agency)).status_code == 200
        said = terms(limit_value="1,5", limit_unit="working_day", fee_vnd="5000", contact="Quầy 3")
        for _ in range(2):
            answer = client.post(address(agency), said)
            assert answer.status_code == 302
            assert answer["Location"] == f"/desk/procedures/{BIRTH}/"
        offer = Offer.objects.get()
        assert (offer.limit_value, offer.fee_vnd, offer.contact) == (Decimal("1.5"), 5000, "Quầy 3")
        assert "1,5" in client.get(address(agency)).content.decode()

    def test_a_parent_agency_administers_its_units(self, client, agency):
        published()
        as_role(client, Role.AGENCY_ADMIN, agency)
        unit = make_agency("Phòng thử", parent=agency)
        assert client.post(address(unit), terms()).status_code == 302

    @pytest.mark.parametrize(
        ("said", "words"),
        [
            ({"limit_value": "9", "limit_unit": "working_day"}, "ngắn hơn"),
            ({"limit_value": "2", "limit_unit": "day"}, "cùng loại đơn vị"),
            ({"limit_value": "2"}, "chọn đơn vị"),
            ({"limit_value": "hai", "limit_unit": "day"}, "nhập một số"),
            ({"limit_value": "-1", "limit_unit": "day"}, "số âm"),
            ({"limit_value": "9" * 40, "limit_unit": "day"}, "lớn quá"),
            ({"limit_value": "NaN", "limit_unit": "day"}, "nhập một số"),
            ({"limit_unit": "eon"}, "danh sách"),
            ({"fee_vnd": "-5"}, "số âm"),
            ({"fee_vnd": "9" * 30}, "lớn quá"),
            ({"fee_vnd": "5.5x"}, "nhập một số"),
            ({"contact": "a\x00b"}, "không đọc được"),
            ({"starts_on": "31/02/2026"}, "dd/mm/yyyy"),
            ({"starts_on": "01/01/2020"}, "trước hôm nay"),
            ({"client_id": "x"}, "mã gửi"),
        ],
    )
    def test_refusals_are_told_at_the_form(self, client, agency, said, words):
        published()
        as_role(client, Role.AGENCY_ADMIN, agency)
        answer = client.post(address(agency), terms(**said))
        assert answer.status_code == 422
        assert words.lower() in answer.content.decode().lower()
        assert Offer.objects.count() == 0

    def test_ending(self, client, agency):
        version = published()
        offer_procedure(agency_id=agency.pk, procedure_id=version.procedure_id, terms=OfferTerms(), at=AT)
        as_role(client, Role.AGENCY_ADMIN, agency)
        for _ in range(2):
            assert client.post(address(agency, tail="end/")).status_code == 302
        assert Offer.objects.get().valid_to == AT.date()
        assert client.get(address(agency, tail="end/")).status_code == 405

    def test_what_is_not_there(self, client, agency):
        published()
        as_role(client, Role.SYSTEM_ADMIN, agency)
        for path in (address(agency, code="9.999999"), f"/desk/procedures/{BIRTH}/offers/{10**25}/"):
            assert client.get(path).status_code == 404
