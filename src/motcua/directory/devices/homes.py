"""Where each kind of device goes once it is paired: the app that brings the page says so."""

from __future__ import annotations

from django.urls import reverse

_homes: dict[str, str] = {}


def register(kind: str, url_name: str) -> None:
    """Called once by the app's `AppConfig.ready`."""
    _homes[kind] = url_name


def home_of(kind: str) -> str:
    """The address, or "" while no app brings pages for the kind."""
    return reverse(_homes[kind]) if kind in _homes else ""
