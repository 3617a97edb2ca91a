"""Puts the officer behind the account on the request, and keeps unmarked pages of the desk shut."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from motcua.directory.agencies.doors import denied
from motcua.directory.identity.middleware import DESK
from motcua.directory.staff import queries
from motcua.kernel import clock


class OfficerMiddleware:
    """`request.officer` is an `Officer` with today's memberships, or None; one query for who has a session."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.officer = None  # type: ignore[attr-defined]
        if settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated:
            request.officer = queries.officer_of(request.user, clock.today())  # type: ignore[attr-defined]
        response = self.get_response(request)
        if request.officer is not None:  # type: ignore[attr-defined]
            # Shared counter machines: "back" after signing out shows nothing.
            response.headers.setdefault("Cache-Control", "no-store, private")
        return response

    def process_view(
        self, request: HttpRequest, view: Callable, args: Any, kwargs: Any
    ) -> HttpResponse | None:
        if request.path.startswith(DESK) and not getattr(view, "door", ""):
            return denied(request)
        return None
