"""Large type and language: kept in cookies, set by plain forms, obeyed by the server."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.middleware.locale import LocaleMiddleware
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from motcua.kernel.ui.context import LARGE, TYPE_COOKIE

ONE_YEAR_SECONDS = 365 * 24 * 3600


@require_POST
def set_type(request: HttpRequest) -> HttpResponse:
    """Remember large or normal type for a year and go back to the page the form stood on."""
    response = HttpResponseRedirect(_safe_next(request))
    if request.POST.get("type") == LARGE:
        response.set_cookie(
            TYPE_COOKIE,
            LARGE,
            max_age=ONE_YEAR_SECONDS,
            httponly=True,
            samesite="Lax",
            secure=settings.SESSION_COOKIE_SECURE,
        )
    else:
        response.delete_cookie(TYPE_COOKIE, samesite="Lax")
    return response


def _safe_next(request: HttpRequest) -> str:
    """The page to return to; the first page when the address leads to another host or cannot be sent."""
    url = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(url, {request.get_host()}, require_https=request.is_secure())
    return url if is_ours and url.isprintable() else "/"


class ChosenLanguage(LocaleMiddleware):
    """Vietnamese until somebody chooses otherwise; what the browser prefers is no choice.

    Phones sold in Viet Nam often speak English while their owners do not.
    """

    def process_request(self, request: HttpRequest) -> None:
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        language = chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        translation.activate(language)
        request.LANGUAGE_CODE = translation.get_language()

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        response.headers.setdefault("Content-Language", translation.get_language() or settings.LANGUAGE_CODE)
        return response
