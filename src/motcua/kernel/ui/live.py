"""Where a page hears that something changed."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest
from django.http.request import split_domain_port


def live_url(request: HttpRequest) -> str:
    """Address of the live updates for whoever asked: the setting, or the live port of the host they asked.

    Pages add `?topic=agency:5` (or `type:dossier`, `all`; may be repeated) and open it as an EventSource.
    """
    if settings.LIVE_URL:
        return str(settings.LIVE_URL)
    domain, _port = split_domain_port(request.get_host())
    return f"http://{domain}:{settings.LIVE_PORT}/live/"
