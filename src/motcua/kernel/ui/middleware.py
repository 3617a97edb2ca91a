"""Gives empty refusals a page a person can read."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from motcua.kernel.ui import errors

BARE = frozenset({405, 413, 429, 503})


class ReadableRefusals:
    """Refusals that Django or a guard answers without a word (wrong method, too large, too often) get our page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code not in BARE or response.streaming or response.content:
            return response
        page = errors.answer(request, response.status_code)
        for name in ("Allow", "Retry-After"):
            if name in response.headers:
                page.headers[name] = response.headers[name]
        return page
