"""What every page knows: its language and whether it is shown in large type."""

from __future__ import annotations

from functools import partial

from django.http import HttpRequest
from django.utils.translation import get_language

from motcua.kernel.ui.live import live_url

TYPE_COOKIE = "motcua_type"
LARGE = "large"


def page(request: HttpRequest) -> dict[str, object]:
    """Values for `ui/base.html`; read from the request only, never from the database."""
    return {
        "language": get_language() or "vi",
        "large_type": request.COOKIES.get(TYPE_COOKIE) == LARGE,
        "live_url": partial(
            live_url, request
        ),  # asked only by pages that listen; a wrong Host fails there alone
    }
