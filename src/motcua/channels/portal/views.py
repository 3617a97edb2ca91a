"""The citizens' first page, and what machines ask of a site."""

from __future__ import annotations

from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What can I do here: panels of the slot `portal.home`, then the ways of the menu shelf `portal`."""
    return render(request, "portal/home.html")


@require_safe
@never_cache
def healthz(request: HttpRequest) -> HttpResponse:
    """For supervisors: 200 when the database answers, 503 when it does not."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            cursor.fetchone()
    except DatabaseError:
        return JsonResponse({"status": "database unreachable"}, status=503)
    return JsonResponse({"status": "ok"})


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Search engines may read the catalogue, not the desk."""
    return HttpResponse("User-agent: *\nDisallow: /desk/\n", content_type="text/plain; charset=utf-8")
