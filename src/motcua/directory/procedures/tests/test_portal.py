"""The public catalogue: for everybody, without JavaScript, whatever is typed into it."""

import csv
import io
from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from motcua.directory.agencies.tests.factories import make_agency
from motcua.directory.procedures.actions.offer_procedure import OfferTerms, offer_procedure
from motcua.directory.procedures.choices import RecordKind
from motcua.directory.procedures.rules.limits import Limit
from motcua.directory.procedures.tests.factories import (
    AT,
    BIRTH,
    catalogue_record,
    publish,
    published,
)
from motcua.kernel import clock

pytestmark = pytest.mark.django_db
LIST = "/thu-tuc/"


@pytest.fixture(autouse=True)
def _today():
    with clock.frozen_at(AT):
        yield


def page(client, path=LIST, **query):
    answer = client.get(path, query)
    return answer, answer.content.decode()


def test_the_addresses_others_count_on():
    assert reverse("procedures_public:search") == LIST
    assert reverse("procedures_public:procedure", args=[BIRTH]) == f"/thu-tuc/{BIRTH}/"


class TestSearch:
    def test_everything_is_listed(self, client):
        published()
        answer, html = page(client)
        assert answer.status_code == 200
        assert "Đăng ký khai sinh" in html
        assert "3 ngày làm việc" in html
        assert f"/thu-tuc/{BIRTH}/" in html

    def test_what_was_understood_is_said(self, client):
        published()
        html = page(client, q="kahi sinh")[1]
        assert "<b>khai sinh</b>" in html
        assert "Đăng ký khai sinh" in html

    def test_nothing_found_says_what_to_do(self, client):
        published()
        html = page(client, q="xyzzy")[1]
        assert "Không tìm thấy" in html

    def test_filters_narrow(self, client):
        publish(
            catalogue_record("1.000001", name="Một", levels=("commune",)),
            catalogue_record("1.000002", name="Hai", levels=("province",)),
        )
        html = page(client, level="province")[1]
        assert "Hai" in html
        assert ">Một<" not in html
        assert page(client, sector="ho-tich", audience="citizen")[0].status_code == 200

    def test_pages_keep_the_query(self, client):
        publish(*(catalogue_record(f"1.0000{n:02}", name=f"Cấp giấy số {n}") for n in range(45)))
        html = page(client, q="cấp giấy", page="2")[1]
        assert 'aria-current="page"' in html
        assert "page=3" in html
        assert "q=c%E1%BA%A5p+gi%E1%BA%A5y" in html

    @pytest.mark.parametrize("number", ["0", "-1", "abc", "99999999999999999999", "²", "1e3", ""])
    def test_pages_that_are_not_there(self, client, number):
        published()
        assert page(client, page=number)[0].status_code == 200

    @pytest.mark.parametrize(
        "query",
        [
            {"q": "a\x00b"},
            {"q": "x" * 201},
            {"level": "galaxy"},
            {"audience": "'"},
            {"online": "1"},
            {"sector": "<b>"},
        ],
    )
    def test_what_cannot_be_read_is_said(self, client, query):
        published()
        answer, html = page(client, **query)
        assert answer.status_code == 400
        assert "error-summary" in html
        assert "Đăng ký khai sinh" in html

    def test_typed_text_is_escaped(self, client):
        html = page(client, q='"><script>alert(1)</script>')[1]
        assert "<script>alert" not in html

    def test_bad_utf8_in_the_address(self, client):
        assert client.get("/thu-tuc/?q=%ff%fe%00").status_code in (200, 400)

    @settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=40)
    @given(
        st.dictionaries(
            st.sampled_from(["q", "sector", "level", "audience", "online", "page"]), st.text(max_size=30)
        )
    )
    def test_no_query_breaks_a_door(self, client, query):
        for path in (LIST, "/thu-tuc.json", "/thu-tuc.csv"):
            assert client.get(path, query).status_code in (200, 400)

    def test_only_reading(self, client):
        for path in (LIST, "/thu-tuc.json", f"/thu-tuc/{BIRTH}/"):
            assert client.post(path).status_code == 405


class TestProcedure:
    def test_papers_fees_time_law_and_result(self, client):
        published(requirements="Phải có mặt", receiving_address="Trung tâm Phục vụ hành chính công")
        html = page(client, f"/thu-tuc/{BIRTH}/")[1]
        for text in (
            "Tờ khai", "1 bản chính", "1 bản sao", "8.000", "Lệ phí", "3 ngày làm việc", "1 ngày làm việc",
            "60/2014/QH13", "Luật Hộ tịch", "Giấy khai sinh", "Phải có mặt", "Trung tâm Phục vụ hành chính công",
            "Cấp xã", "Công dân Việt Nam", "data-print", "data-share",
        ):  # fmt: skip
            assert text in html, text

    def test_where_it_is_offered(self, client):
        version = published()
        agency = make_agency("Ủy ban nhân dân xã Thử Nghiệm")
        terms = OfferTerms(limit=Limit(Decimal(1), "working_day"), fee_vnd=5000, contact="Quầy số 3")
        offer_procedure(agency_id=agency.pk, procedure_id=version.procedure_id, terms=terms, at=AT)
        html = page(client, f"/thu-tuc/{BIRTH}/")[1]
        for text in ("xã Thử Nghiệm", "Quầy số 3", "Rút ngắn", "5.000"):
            assert text in html

    def test_earlier_versions_are_kept_and_marked(self, client):
        published(name="Tên cũ")
        with clock.frozen_at(AT + timedelta(days=5)):
            published(name="Tên mới", at=AT + timedelta(days=5))
            current = page(client, f"/thu-tuc/{BIRTH}/")[1]
            old = page(client, f"/thu-tuc/{BIRTH}/phien-ban/1/")[1]
        assert "Tên mới" in current
        assert "/phien-ban/1/" in current
        assert "Tên cũ" in old
        assert "không phải bản đang có hiệu lực" in old

    def test_a_withdrawn_procedure_says_so(self, client):
        published()
        publish(catalogue_record(is_active=False))
        answer, html = page(client, f"/thu-tuc/{BIRTH}/")
        assert answer.status_code == 200
        assert "đã bị bãi bỏ" in html

    def test_a_row_of_the_list_says_that_it_is_one(self, client):
        published(kind=RecordKind.LIST, channels=(), cases=())
        assert "Danh mục mới có tên" in page(client, f"/thu-tuc/{BIRTH}/")[1]

    def test_a_local_code_leads_to_the_national_one(self, client):
        published()
        answer = client.get(f"/thu-tuc/{BIRTH}.000.00.00.H27/")
        assert answer.status_code == 302
        assert answer["Location"] == f"/thu-tuc/{BIRTH}/"

    @pytest.mark.parametrize(
        "path",
        ["/thu-tuc/9.999999/", "/thu-tuc/abc/", "/thu-tuc/%00/", "/thu-tuc/%ff/", f"/thu-tuc/{BIRTH}/phien-ban/9/",
         f"/thu-tuc/{BIRTH}/phien-ban/99999999999999999999/", "/thu-tuc/x.json", "/thu-tuc/9.999999/phien-ban/1/",
         "/thu-tuc/" + "1" * 3000 + "/"],
    )  # fmt: skip
    def test_what_is_not_there(self, client, path):
        published()
        assert client.get(path).status_code == 404

    def test_official_text_is_escaped(self, client):
        published(name="<script>x</script>", requirements="<img src=x>")
        html = page(client, f"/thu-tuc/{BIRTH}/")[1]
        assert "<script>x" not in html
        assert "<img src=x" not in html

    def test_few_queries(self, client, django_assert_max_num_queries):
        published()
        with django_assert_max_num_queries(16):
            client.get(f"/thu-tuc/{BIRTH}/")
        client.get(LIST)
        with django_assert_max_num_queries(4):
            client.get(LIST, {"q": "khai sinh"})


class TestMachines:
    def test_json_of_the_list(self, client):
        published()
        data = client.get("/thu-tuc.json", {"q": "khai sinh"}).json()
        assert data["total"] == 1
        item = data["procedures"][0]
        assert (item["code"], item["levels"], item["sectors"]) == (BIRTH, ["commune"], ["Hộ tịch"])
        assert item["url"].endswith(f"/thu-tuc/{BIRTH}/")

    def test_csv_of_the_list(self, client):
        publish(
            catalogue_record("1.000001", name="=1+1"), catalogue_record("1.000002", name='Có "nháy", phẩy')
        )
        text = b"".join(client.get("/thu-tuc.csv").streaming_content).decode("utf-8-sig")
        rows = list(csv.DictReader(io.StringIO(text)))
        assert {row["name"] for row in rows} == {"'=1+1", 'Có "nháy", phẩy'}

    def test_json_of_a_procedure(self, client):
        published()
        data = client.get(f"/thu-tuc/{BIRTH}.json").json()
        assert data["code"] == BIRTH
        limit = data["channels"][0]["limits"][0]
        assert (limit["value"], limit["unit"]) == ("3", "working_day")
        assert data["cases"][0]["components"][0]["name"] == "Tờ khai"

    def test_a_bad_filter_is_told(self, client):
        answer = client.get("/thu-tuc.json", {"level": "galaxy"})
        assert answer.status_code == 400
        assert "level" in answer.json()["errors"]
        assert client.get("/thu-tuc.csv", {"level": "galaxy"}).status_code == 400
