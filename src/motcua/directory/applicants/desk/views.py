"""Reads a citizen card for the intake page: from a camera picture, or from what a serial scanner sent."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from motcua.directory.agencies.doors import officer_required
from motcua.directory.applicants.card import Card, NotACard, parse_card
from motcua.directory.applicants.decode import MAX_BYTES, NoCardFound, UnreadablePicture, decode_picture
from motcua.kernel import clock


@officer_required()
@require_POST
def decode(request: HttpRequest) -> HttpResponse:
    """`image` (JPEG or PNG, 10 MB) or `text` (the QR's content) in; `{fields, warnings}` out, or 422.

    Fields come as they are typed into forms: days as dd/mm/yyyy. JSON unless HTML is asked
    for. Nothing of the card is kept or logged.
    """
    try:
        card = parse_card(_text(request), on=clock.today())
    except (NotACard, NoCardFound, UnreadablePicture) as refusal:
        return _refused(request, refusal)
    known = {"fields": _fields(card), "warnings": [{"code": c, "message": m} for c, m in card.warnings]}
    if _wants_html(request):
        return render(request, "applicants/card.html", {**known, "card": card})
    return JsonResponse(known)


def _text(request: HttpRequest) -> str:
    picture = request.FILES.get("image")
    if picture is None:
        return request.POST.get("text", "")
    if (picture.size or 0) > MAX_BYTES:
        raise UnreadablePicture
    return decode_picture(picture.read())


def _fields(card: Card) -> dict[str, Any]:
    return {
        "personal_id": card.personal_id,
        "old_id": card.old_id,
        "name": card.name,
        "born_on": f"{card.born_on:%d/%m/%Y}" if card.born_on else "",
        "birth_year": card.birth_year,
        "sex": card.sex,
        "address": card.address,
        "issued_on": f"{card.issued_on:%d/%m/%Y}" if card.issued_on else "",
    }


def _refused(request: HttpRequest, refusal: Exception) -> HttpResponse:
    if _wants_html(request):
        return render(request, "applicants/card.html", {"refusal": str(refusal)}, status=422)
    problem = {"type": "about:blank", "title": _("Không đọc được thẻ"), "status": 422, "detail": str(refusal)}
    return JsonResponse(problem, status=422, content_type="application/problem+json")


def _wants_html(request: HttpRequest) -> bool:
    return "text/html" in request.headers.get("Accept", "")
