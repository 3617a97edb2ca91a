"""Keeps a signed-in person on the narrow path: last-seen is noted, a first or old password is changed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from motcua.directory.identity import rules
from motcua.directory.identity.actions.end_sessions import note_sighting
from motcua.kernel import clock

DESK = "/desk/"
PASSWORD, SIGN_OUT = "identity:password", "identity:sign_out"
# Doors that stay open while the password has to be changed.
_STILL_OPEN = frozenset({PASSWORD, SIGN_OUT, "identity:sign_in"})


class SessionGuard:
    """Ended sessions and closed accounts are anonymous already; this looks after the living ones."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable, args: Any, kwargs: Any
    ) -> HttpResponse | None:
        if settings.SESSION_COOKIE_NAME not in request.COOKIES or not request.user.is_authenticated:
            return None
        at = clock.now()
        row = request.session.row  # type: ignore[attr-defined]
        if row is not None and rules.is_sighting_due(seen_at=row.seen_at, at=at):
            note_sighting(session=row, at=at)
        if self._must_change_password(request, at) and request.path.startswith(DESK):
            match = request.resolver_match
            if match is None or match.view_name not in _STILL_OPEN:
                return HttpResponseRedirect(reverse(PASSWORD))
        return None

    def _must_change_password(self, request: HttpRequest, at: Any) -> bool:
        account = request.user
        return account.must_change_password or rules.is_password_expired(
            is_admin=account.is_admin, changed_at=account.password_changed_at, at=at
        )
