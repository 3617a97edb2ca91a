"""Marks doors, so that a page of the desk without a mark stays shut (deny by default)."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth import REDIRECT_FIELD_NAME
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

Door = Callable[..., HttpResponse]


def open_door(view: Door) -> Door:
    """A page anyone may open, signed in or not."""
    view.door = "open"  # type: ignore[attr-defined]
    return view


def account_required(view: Door) -> Door:
    """A page for whoever is signed in, with or without a role: own password, own sessions."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return to_sign_in(request)
        return view(request, *args, **kwargs)

    guarded.door = "account"  # type: ignore[attr-defined]
    return guarded


def to_sign_in(request: HttpRequest) -> HttpResponse:
    """The way to the sign-in page and, for a page that was asked for, back again."""
    sign_in = reverse("identity:sign_in")
    if "HX-Request" in request.headers:
        return HttpResponse(status=204, headers={"HX-Redirect": sign_in})
    if request.method not in ("GET", "HEAD"):
        return HttpResponseRedirect(sign_in)
    return redirect_to_login(request.get_full_path(), sign_in, REDIRECT_FIELD_NAME)
