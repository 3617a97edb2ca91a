"""Where an officer goes when serving begins; the app that takes dossiers in says so."""

from __future__ import annotations

from django.urls import reverse

_name = ""


def begin_at(url_name: str) -> None:
    """Called once by the app's `AppConfig.ready`."""
    global _name
    _name = url_name


def beginning() -> str:
    """The address, or "" while no app takes anything in."""
    return reverse(_name) if _name else ""
