from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import Http404, HttpResponse
from django.template.loader import render_to_string
from django.test import Client
from django.urls import path

from motcua.kernel.ui import errors
from motcua.kernel.ui.middleware import ReadableRefusals


def refuse(error: Exception):
    def view(request):
        raise error

    return view


handler400 = errors.bad_request
handler403 = errors.permission_denied
handler404 = errors.page_not_found
handler500 = errors.server_error
urlpatterns = [
    path("400", refuse(SuspiciousOperation("x"))),
    path("403", refuse(PermissionDenied())),
    path("404", refuse(Http404())),
    path("500", refuse(RuntimeError("secret detail"))),
    path("csrf", lambda request: HttpResponse("done")),
]


@pytest.mark.urls(__name__)
@pytest.mark.parametrize("status", [400, 403, 404, 500])
def test_each_page_says_what_to_do(status):
    answer = Client(raise_request_exception=False).get(f"/{status}")
    page = answer.content.decode()
    assert answer.status_code == status
    assert str(errors.TROUBLES[status].title) in page
    assert page.count("<li>") == len(errors.TROUBLES[status].steps)
    assert "secret detail" not in page


@pytest.mark.urls(__name__)
def test_a_stale_form_is_explained():
    answer = Client(enforce_csrf_checks=True).post("/csrf", {"a": "1"})
    assert answer.status_code == 403
    assert errors.STALE_FORM.title in answer.content.decode()


def test_errors_on_the_desk_lead_back_to_the_desk(rf):
    assert 'href="/desk/"' in errors.answer(rf.get("/desk/x/"), 404).content.decode()
    assert 'href="/desk/"' not in errors.answer(rf.get("/x/"), 404).content.decode()


def test_htmx_gets_a_notice_and_not_a_page(rf):
    answer = errors.answer(rf.get("/desk/x/", headers={"HX-Request": "true"}), 429, what="Chờ 5 phút.")
    page = answer.content.decode()
    assert "<html" not in page
    assert 'role="alert"' in page
    assert "Chờ 5 phút." in page


def test_what_callers_say_is_escaped(rf):
    assert "<script>" not in errors.answer(rf.get("/"), 400, what="<script>").content.decode()


@pytest.mark.parametrize("status", [405, 413, 429, 503])
def test_bare_refusals_get_a_page(rf, status):
    bare = HttpResponse(status=status, headers={"Allow": "POST", "Retry-After": "60"})
    answer = ReadableRefusals(lambda request: bare)(rf.get("/"))
    assert answer.status_code == status
    assert errors.TROUBLES[status].title in answer.content.decode()
    assert (answer.headers["Allow"], answer.headers["Retry-After"]) == ("POST", "60")


def test_refusals_with_words_stay_as_they_are(rf):
    worded = HttpResponse("đã có lời", status=429)
    assert ReadableRefusals(lambda request: worded)(rf.get("/")) is worded


def test_the_page_of_a_status_needs_no_database_and_no_request_context():
    assert "Hệ thống gặp lỗi" in render_to_string(
        "ui/error.html", {"heading": "Hệ thống gặp lỗi", "steps": []}
    )
