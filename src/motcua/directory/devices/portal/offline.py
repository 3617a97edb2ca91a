"""What stands in while the server is away: the worker of a machine, and the page that says so."""

from __future__ import annotations

import hashlib
import json
from functools import cache
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from motcua.directory.devices.choices import PATHS, DeviceKind

WORKER = Path(__file__).resolve().parents[1] / "static/devices/worker.js"


@require_safe
def worker(request: HttpRequest, kind: str) -> HttpResponse:
    """The script; it stands below the address of its machine, so no browser lets it reach further."""
    said = {
        "home": PATHS[kind],
        "lost": reverse(f"devices_public:lost_{kind}"),
        "files": settings.STATIC_URL,
        "picture": kind == DeviceKind.DISPLAY,
        "version": _version(),
    }
    script = f"const MACHINE = {json.dumps(said)};\n{_source()}"
    answer = HttpResponse(script, content_type="text/javascript; charset=utf-8")
    answer["Cache-Control"] = "no-cache"
    return answer


@require_safe
def lost(request: HttpRequest, kind: str) -> HttpResponse:
    """What a machine shows without a server; it names nobody and no office, so every browser may have it."""
    known = DeviceKind(kind)
    return render(request, "devices/lost.html", {"kind": known, "home": PATHS[known]})


@cache
def _source() -> str:
    return WORKER.read_text(encoding="utf-8")


@cache
def _version() -> str:
    """Another one whenever any static file is another."""
    files = getattr(staticfiles_storage, "manifest_hash", "")
    return hashlib.sha256(f"{files}{_source()}".encode()).hexdigest()[:12]
