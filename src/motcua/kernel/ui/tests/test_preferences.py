from __future__ import annotations

import pytest
from django.conf import settings
from django.test import Client

from motcua.kernel.ui.context import TYPE_COOKIE


def test_large_type_is_remembered_and_taken_back(client):
    answer = client.post("/ui/type", {"type": "large", "next": "/robots.txt?x=1"})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/robots.txt?x=1")
    assert client.cookies[TYPE_COOKIE].value == "large"
    assert client.cookies[TYPE_COOKIE]["httponly"]
    assert ' large"' in client.get("/nowhere").content.decode()
    client.post("/ui/type", {"type": "normal", "next": "/"})
    assert client.cookies[TYPE_COOKIE].value == ""


@pytest.mark.parametrize(
    "url",
    [
        "https://evil.example/",
        "//evil.example/x",
        "javascript:alert(1)",
        "/a\r\nSet-Cookie: x=1",
        "/a\x00b",
        "",
        "\\\\evil",
    ],
)
def test_the_way_back_never_leaves_the_site(client, url):
    assert client.post("/ui/type", {"type": "large", "next": url}).headers["Location"] == "/"


def test_large_type_is_set_by_post_only(client):
    answer = client.get("/ui/type")
    assert answer.status_code == 405
    assert "nút trên màn hình" in answer.content.decode()


def test_a_foreign_form_cannot_set_it():
    assert Client(enforce_csrf_checks=True).post("/ui/type", {"type": "large"}).status_code == 403


def test_the_browser_does_not_choose_the_language(client):
    answer = client.get("/nowhere", headers={"Accept-Language": "en-US,en"})
    assert '<html lang="vi"' in answer.content.decode()
    assert answer.headers["Content-Language"] == "vi"


def test_a_person_does(client):
    client.post("/ui/language", {"language": "en", "next": "/robots.txt"})
    assert client.cookies[settings.LANGUAGE_COOKIE_NAME].value == "en"
    assert '<html lang="en"' in client.get("/nowhere").content.decode()


def test_an_unknown_language_stays_vietnamese(client):
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "xx"
    assert '<html lang="vi"' in client.get("/nowhere").content.decode()
