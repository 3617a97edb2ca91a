"""Doors for devices: the secret in the cookie opens the pages of its own kind, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from motcua.directory.devices.actions.note_sighting import note_sighting
from motcua.directory.devices.choices import DeviceKind
from motcua.directory.devices.models import Device
from motcua.directory.devices.queries import device_with
from motcua.directory.identity.doors import Door
from motcua.kernel import clock

COOKIE = "motcua_device"
COOKIE_LASTS = 400 * 24 * 3600  # the longest a browser keeps one


def device_required(kind: str) -> Callable[[Door], Door]:
    """Let in the paired devices of a kind as `request.device`; others are sent to be paired."""
    wanted = DeviceKind(kind).value

    def decorate(view: Door) -> Door:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            device = device_with(request.COOKIES.get(COOKIE, ""), wanted)
            if device is None:
                return _to_pairing(request)
            note_sighting(device=device, at=clock.now())
            request.device = device  # type: ignore[attr-defined]
            response = view(request, *args, **kwargs)
            response.headers.setdefault("Cache-Control", "no-store, private")
            return response

        guarded.door = "device"  # type: ignore[attr-defined]
        guarded.device_kind = wanted  # type: ignore[attr-defined]
        return guarded

    return decorate


def remember(response: HttpResponse, device: Device, token: str) -> None:
    """Put the secret into the browser, for the pages of this kind only."""
    response.set_cookie(
        COOKIE, token, max_age=COOKIE_LASTS, path=device.path, httponly=True, samesite="Strict",
        secure=settings.SESSION_COOKIE_SECURE,
    )  # fmt: skip


def _to_pairing(request: HttpRequest) -> HttpResponse:
    """Parts of a page that ask again learn it by the status; a page goes where the code is typed."""
    if request.method not in ("GET", "HEAD") or "HX-Request" in request.headers or "part" in request.GET:
        return HttpResponse(status=401)
    return HttpResponseRedirect(reverse("devices_public:pair"))
