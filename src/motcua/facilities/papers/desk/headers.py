"""Headers under which a stranger's file may be sent to a browser."""

from __future__ import annotations

from typing import TypeVar

from django.http import HttpResponseBase
from django.utils.http import content_disposition_header

Answer = TypeVar("Answer", bound=HttpResponseBase)

_INLINE = ("application/pdf", "image/jpeg", "image/png")
# Chromium's PDF viewer starts in a sandbox too; where an older one does not, the page images remain.
_NOTHING = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'; sandbox"


def harmless(answer: Answer, media_type: str, *, name: str = "") -> Answer:
    """Send it as exactly this type, to be looked at or saved, and to do nothing else."""
    inline = media_type in _INLINE
    answer["Content-Type"] = media_type
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = _NOTHING
    answer["Cross-Origin-Resource-Policy"] = "same-origin"
    answer["Cache-Control"] = "private, no-store"
    if name or not inline:
        answer["Content-Disposition"] = (
            content_disposition_header(not inline, name or "giay-to") or "attachment"
        )
    return answer
