from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from motcua.directory.applicants.tests import frames
from motcua.kernel.files.tests import samples

pytestmark = pytest.mark.django_db


def picture(content: bytes) -> dict:
    return {"image": SimpleUploadedFile("the.jpg", content, content_type="image/jpeg")}


@pytest.fixture
def url() -> str:
    return reverse("applicants:decode")


def test_picture_becomes_fields(desk, url):
    answer = desk.post(url, picture(frames.frame()))
    assert answer.status_code == 200
    assert answer.json() == {
        "fields": {
            "personal_id": "042195000123", "old_id": "183000123", "name": "Trần Thị Mẫu Đặng",
            "born_on": "07/03/1995", "birth_year": 1995, "sex": "female",
            "address": "Tổ 5, Phường Thành Sen, Hà Tĩnh", "issued_on": "15/08/2022",
        },
        "warnings": [],
    }  # fmt: skip


def test_text_of_a_serial_scanner(desk, url):
    answer = desk.post(url, {"text": frames.TEXT.replace("07031995", "1996") + "\r\n"})
    assert answer.json()["fields"]["birth_year"] == 1996
    assert answer.json()["fields"]["born_on"] == ""
    assert [warning["code"] for warning in answer.json()["warnings"]] == ["birth_year", "birth_date_partial"]


@pytest.mark.parametrize(
    ("sent", "says"),
    [
        (picture(samples.picture("JPEG", size=(300, 200))), "chụp gần hơn"),
        (picture(b"GIF89a"), "JPEG hoặc PNG"),
        (picture(samples.huge_png()), "JPEG hoặc PNG"),
        ({"text": "https://example.vn"}, "căn cước"),
        ({"text": "\x00|\x00|\x00"}, "căn cước"),
        ({"text": "9" * 5000}, "căn cước"),
        ({}, "căn cước"),
    ],
)
def test_what_cannot_be_read_is_a_problem(desk, url, sent, says):
    answer = desk.post(url, sent)
    assert (answer.status_code, answer["Content-Type"]) == (422, "application/problem+json")
    assert says in answer.json()["detail"]


def test_html_where_it_is_asked_for(desk, url):
    good = desk.post(url, {"text": frames.TEXT}, headers={"Accept": "text/html"})
    assert "<dd>Trần Thị Mẫu Đặng</dd>" in good.content.decode()
    bad = desk.post(url, {"text": "<script>"}, headers={"Accept": "text/html"})
    assert bad.status_code == 422
    assert "<script>" not in bad.content.decode()


def test_only_by_post(desk, url):
    assert desk.get(url).status_code == 405


def test_only_officers(client, account_without_role, url):
    assert client.post(url, {"text": frames.TEXT}).status_code == 302
    client.force_login(account_without_role)
    assert client.post(url, {"text": frames.TEXT}).status_code == 403
