"""The steps of signing in: password, second factor where one is needed, session."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import resolve_url
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from motcua.directory.identity import rules, second_factor
from motcua.directory.identity.addresses import client_address, client_agent
from motcua.directory.identity.models import Account
from motcua.directory.identity.sessions import ADDRESS, AGENT

PENDING = "pending_sign_in"
MAX_NEXT = 2000
BACKEND = "motcua.directory.identity.backends.AccountBackend"


def begin(request: HttpRequest, account: Account, *, next_url: str, at: datetime) -> HttpResponse:
    """Go on after the right password: to the second factor if one is needed, else straight in."""
    factor = second_factor.needed_for(account)
    if factor is None:
        return complete(request, account, next_url=next_url)
    request.session.cycle_key()
    request.session[PENDING] = {"account": account.pk, "at": at.isoformat(), "next": next_url}
    return HttpResponseRedirect(reverse(factor.url_name))


def pending_account(request: HttpRequest, *, at: datetime) -> tuple[Account, str] | None:
    """Who gave the right password a moment ago, and where they wanted to go; for the factor's own page."""
    pending = request.session.get(PENDING)
    if not pending or at - datetime.fromisoformat(pending["at"]) > rules.SECOND_FACTOR_WAIT:
        return None
    account = Account.objects.filter(pk=pending["account"], disabled_at=None).first()
    return (account, pending["next"]) if account else None


def complete(request: HttpRequest, account: Account, *, next_url: str) -> HttpResponse:
    """Open the session (under a new key) and go where the person wanted to go."""
    request.session.pop(PENDING, None)
    login(request, account, backend=BACKEND)
    request.session[ADDRESS] = client_address(request)
    request.session[AGENT] = client_agent(request)
    return HttpResponseRedirect(safe_next(request, next_url))


def safe_next(request: HttpRequest, next_url: str) -> str:
    """`next_url` if it is a path of this site, else the first page of the desk."""
    is_text = next_url.startswith("/") and next_url.isprintable() and len(next_url) <= MAX_NEXT
    is_path = is_text and url_has_allowed_host_and_scheme(
        next_url, allowed_hosts=None, require_https=request.is_secure()
    )
    return next_url if is_path else resolve_url(settings.LOGIN_REDIRECT_URL)
