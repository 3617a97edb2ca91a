"""Answers everybody may read."""

from __future__ import annotations

from datetime import timedelta

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from motcua.casework.feedback import queries
from motcua.casework.feedback.models import Feedback
from motcua.kernel import clock

PAGE_SIZE = 20
SPAN = timedelta(days=364)


@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """Newest first, with the figures of a year and how they are computed."""
    page = Paginator(queries.published(), PAGE_SIZE).get_page(request.GET.get("page"))
    today = clock.today()
    shown = {
        "page": page,
        "rows": [queries.public_words(row) for row in page],
        "figures": queries.figures(Feedback.objects.all(), today - SPAN, today),
    }
    return render(request, "feedback/portal/published.html", shown)


@require_safe
def one(request: HttpRequest, feedback_id: int) -> HttpResponse:
    """One question and its answer."""
    row = queries.published().filter(pk=feedback_id).first() if feedback_id < 10**18 else None
    if row is None:
        raise Http404
    return render(request, "feedback/portal/one.html", {"one": queries.public_words(row)})
