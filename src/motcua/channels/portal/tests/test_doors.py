from __future__ import annotations

import pytest
from django.db import OperationalError, connection


def test_the_first_page_is_for_everyone(client, db):
    answer = client.get("/")
    page = answer.content.decode()
    assert answer.status_code == 200
    assert page.count("<h1") == 1
    assert 'lang="vi"' in page


def test_the_first_page_asks_the_database_nothing(client, db, django_assert_num_queries):
    with django_assert_num_queries(0):
        client.get("/")


@pytest.mark.parametrize("url", ["/", "/healthz", "/robots.txt"])
def test_nothing_is_posted_here(client, url):
    assert client.post(url).status_code == 405


def test_health_is_told_without_a_cache(client, db):
    answer = client.get("/healthz")
    assert answer.json() == {"status": "ok"}
    assert "no-cache" in answer.headers["Cache-Control"]


def test_health_is_bad_without_a_database(client, db, monkeypatch):
    def fail():
        raise OperationalError

    with monkeypatch.context() as broken:
        broken.setattr(connection, "cursor", fail)
        answer = client.get("/healthz")
    assert answer.status_code == 503
    assert answer.json() != {"status": "ok"}


def test_robots_stay_off_the_desk(client):
    assert "Disallow: /desk/" in client.get("/robots.txt").content.decode()


def test_the_policy_forbids_inline_code(client, db):
    policy = client.get("/").headers["Content-Security-Policy"]
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
