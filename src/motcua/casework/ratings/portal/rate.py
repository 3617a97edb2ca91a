"""One tap, then details if people like: the same page behind the QR, on the hall's screen and on a tablet."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from motcua.casework.dossiers.models import Dossier
from motcua.casework.ratings import actions, queries, sources
from motcua.casework.ratings.choices import Door, Level
from motcua.casework.ratings.models import CriteriaSet
from motcua.casework.ratings.portal.forms import DetailsForm, LevelForm
from motcua.casework.ratings.sources import Served
from motcua.casework.tracking.actions.look_up import NotFound, TooManyTries, look_up
from motcua.casework.tracking.portal.views import LookupForm
from motcua.directory.agencies import queries as agencies
from motcua.kernel import clock

SECONDS_OF_THANKS = 12


@never_cache
def start(request: HttpRequest) -> HttpResponse:
    """Whoever has no QR at hand: code and PIN of the receipt lead to the dossier's own page of rating."""
    return _asked(request, Door.PHONE)


@never_cache
def hall(request: HttpRequest) -> HttpResponse:
    """The screen in the hall: scan or type what the receipt says; it comes back here by itself."""
    return _asked(request, Door.HALL)


def _asked(request: HttpRequest, door: Door) -> HttpResponse:
    form, status = LookupForm(request.POST or None), 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                return _to_rating(_token(form, request), door)
            except (NotFound, TooManyTries, NothingToRate) as failure:
                form.add_error(None, str(failure))
                status = 429 if isinstance(failure, TooManyTries) else 404
    shown = {"form": form, "door": door.value, "surveys": queries.open_surveys(clock.today())}
    return render(request, "ratings/portal/start.html", shown, status=status)


class NothingToRate(Exception):
    """Hồ sơ này chưa có kết quả. Khi nhận kết quả, mời ông/bà đánh giá."""

    def __str__(self) -> str:
        return self.__doc__ or ""


def _token(form: LookupForm, request: HttpRequest) -> str:
    said = form.cleaned_data
    address = request.META.get("REMOTE_ADDR", "")
    found = look_up(code=said["code"], pin=said["pin"], address=address, at=clock.now())
    token = sources.dossier_token(Dossier.objects.get(pk=found))
    if not token:
        raise NothingToRate
    return token


def _to_rating(token: str, door: Door) -> HttpResponse:
    answer = redirect("ratings_public:rate", token=token)
    if door is Door.HALL:
        answer["Location"] += "?tai=sanh"
    return answer


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def rate(request: HttpRequest, token: str) -> HttpResponse:
    """Five buttons; a tap on one is the rating."""
    served = sources.served_by_token(token)
    if served is None:
        return render(request, "ratings/portal/unknown.html", status=404)
    form = LevelForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        shown = _page(request, served, token) | {"form": form, "levels": _buttons()}
        return render(request, "ratings/portal/rate.html", shown, status=422 if form.errors else 200)
    try:
        actions.give_rating(
            served=served, level=form.cleaned_data["level"], door=_door(request), at=clock.now()
        )
    except actions.AlreadyRated as kindly:
        return _thanks(request, served, token, str(kindly))
    criteria = queries.criteria_of(_set(served))
    shown = _page(request, served, token) | {"form": DetailsForm(criteria=criteria)}
    return render(request, "ratings/portal/details.html", shown)


@never_cache
@require_POST
def details(request: HttpRequest, token: str) -> HttpResponse:
    """Single criteria and a remark, once, on the day of the first tap."""
    served = sources.served_by_token(token)
    if served is None:
        return render(request, "ratings/portal/unknown.html", status=404)
    form = DetailsForm(request.POST, criteria=queries.criteria_of(_set(served)))
    if not form.is_valid():
        shown = _page(request, served, token) | {"form": form}
        return render(request, "ratings/portal/details.html", shown, status=422)
    try:
        actions.add_details(
            blind=served.blind, levels=form.levels(), text=form.cleaned_data["text"], at=clock.now()
        )
    except actions.NoMoreDetails as kindly:
        return _thanks(request, served, token, str(kindly))
    return _thanks(request, served, token, "")


def _set(served: Served) -> CriteriaSet | None:
    return queries.set_of_rating(served.blind) or queries.set_for(served.agency_id, clock.today())


def _thanks(request: HttpRequest, served: Served, token: str, words: str) -> HttpResponse:
    """Words of thanks; a screen that many use goes back to its first page by itself."""
    shown = _page(request, served, token)
    shown["words"] = words or _("Cảm ơn ông/bà. Ý kiến này giúp chúng tôi phục vụ tốt hơn.")
    answer = render(request, "ratings/portal/thanks.html", shown)
    if shown["back"]:
        answer["Refresh"] = f"{SECONDS_OF_THANKS}; url={shown['back']}"
    return answer


def _page(request: HttpRequest, served: Served, token: str) -> dict[str, object]:
    back = reverse("ratings_public:hall") if _door(request) is Door.HALL else ""
    query = "?tai=sanh" if back else ""
    return {"where": agencies.name_of(served.agency_id), "token": token, "back": back, "query": query}


def _door(request: HttpRequest) -> Door:
    return Door.HALL if request.GET.get("tai") == "sanh" else Door.PHONE


def _buttons() -> list[Level]:
    """The best first, as on paper forms."""
    return sorted(Level, reverse=True)
