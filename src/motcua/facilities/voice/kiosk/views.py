"""Clips for the displays of a hall: public, since everybody in the hall hears them."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from motcua.facilities.voice import queries
from motcua.facilities.voice.actions.record_clip import MEDIA_TYPE
from motcua.kernel.files.store import FileCorrupt, FileMissing

_A_YEAR = "public, max-age=31536000, immutable"


@require_safe
def clip(request: HttpRequest, one_stop_id: int, code: str, mark: str) -> HttpResponse:
    """One clip; its address names its content, so it may be kept for ever."""
    try:
        found = queries.content(one_stop_id, code, mark)
    except (FileMissing, FileCorrupt):
        found = None
    if found is None:
        raise Http404
    answer = HttpResponse(found, content_type=MEDIA_TYPE)
    answer["Cache-Control"] = _A_YEAR
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
