"""Where a ticket opens on a phone. The app with that page says so; until then tickets carry no QR."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse

_name = ""


def serve_at(url_name: str) -> None:
    """Called once by the app's `AppConfig.ready`; the page takes the token of the visit as its one argument."""
    global _name
    _name = url_name


def address_of(token: str) -> str:
    """The full address; "" where there is no page, or nobody said under which name the product is reached."""
    return f"{settings.PUBLIC_URL}{reverse(_name, args=[token])}" if _name and settings.PUBLIC_URL else ""
