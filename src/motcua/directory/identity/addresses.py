"""Where a request comes from, when reverse proxies stand between."""

from __future__ import annotations

from ipaddress import ip_address

from django.conf import settings
from django.http import HttpRequest

MAX_AGENT = 255


def client_address(request: HttpRequest) -> str | None:
    """The caller's IP address; None when it has none (a local socket).

    As many entries of X-Forwarded-For are believed, from the right, as there are trusted
    proxies; what a caller wrote further left is not.
    """
    hops = [request.META.get("REMOTE_ADDR", "")]
    if settings.TRUSTED_PROXIES:
        forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
        hops = [*(part.strip() for part in forwarded if part.strip()), *hops]
    nearest = hops[max(0, len(hops) - 1 - settings.TRUSTED_PROXIES)]
    try:
        return str(ip_address(nearest))
    except ValueError:
        return None


def client_agent(request: HttpRequest) -> str:
    """The browser's own description, cut to what a row holds and free of characters no text has."""
    agent = request.META.get("HTTP_USER_AGENT", "")
    return "".join(c for c in agent if c.isprintable())[:MAX_AGENT]
