"""The seals of the log, for everyone: who keeps one can prove later that nothing was rewritten."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from motcua.kernel.events.models import Seal
from motcua.kernel.events.seals import record_of

PAGE_SIZE = 30
_MOST_AS_JSON = 366


@require_safe
def seals(request: HttpRequest) -> HttpResponse:
    """Newest first."""
    page = Paginator(Seal.objects.order_by("-id"), PAGE_SIZE).get_page(request.GET.get("page"))
    return render(request, "portal/seals.html", {"page": page})


@require_safe
def seals_json(request: HttpRequest) -> JsonResponse:
    """The last year of seals, each in the form that `motcua audit verify --seal` reads."""
    last: list[dict[str, Any]] = [
        record_of(seal).__dict__ for seal in Seal.objects.order_by("-id")[:_MOST_AS_JSON]
    ]
    return JsonResponse({"seals": last}, json_dumps_params={"ensure_ascii": False})
