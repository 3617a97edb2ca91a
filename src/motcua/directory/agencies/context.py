"""Gives every page the officer who looks at it."""

from __future__ import annotations

from django.http import HttpRequest


def officer(request: HttpRequest) -> dict[str, object]:
    return {"officer": getattr(request, "officer", None)}
