"""The tablet at a counter: waits, asks whoever was just served, thanks, waits again. It works without scripts."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from motcua.casework.ratings import actions, queries, sources
from motcua.casework.ratings.choices import Door, Level
from motcua.casework.ratings.portal.forms import DetailsForm, LevelForm
from motcua.casework.ratings.sources import Served
from motcua.directory.agencies import queries as agencies
from motcua.directory.devices.doors import device_required
from motcua.kernel import clock

SECONDS_IDLE, SECONDS_ASKING, SECONDS_THANKS = 3, 30, 8

_tablet = device_required("rating")


@_tablet
@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """Idle, until somebody's visit is finished at this device's counter; then the question."""
    skipped = request.GET.get("xong", "")
    token = sources.just_finished(_counters(request), clock.now())
    served = sources.served_by_token(token) if token and token != skipped else None
    if served is None or queries.is_rated(served.blind):
        answer = _page(request, "idle", {})
        answer["Refresh"] = f"{SECONDS_IDLE}; url={_home()}" + (f"?xong={token}" if token else "")
        return answer
    return _ask(request, token, LevelForm())


def _counters(request: HttpRequest) -> list[int]:
    """The counters of the device; one that names none stands for all of its one-stop."""
    device = request.device  # type: ignore[attr-defined]
    return device.counter_ids or list(device.one_stop.counters.values_list("pk", flat=True))


def _ask(request: HttpRequest, token: str, form: LevelForm) -> HttpResponse:
    levels = sorted(Level, reverse=True)
    answer = _page(request, "ask", {"token": token, "levels": levels, "form": form})
    answer["Refresh"] = f"{SECONDS_ASKING}; url={_home()}"
    return answer


@_tablet
@require_POST
def rate(request: HttpRequest, token: str) -> HttpResponse:
    """One tap."""
    served = sources.served_by_token(token)
    form = LevelForm(request.POST)
    if served is None:
        return _thanks(request, _("Lượt này không còn đánh giá được ở đây."), 404)
    if not form.is_valid():
        return _ask(request, token, form)
    try:
        actions.give_rating(served=served, level=form.cleaned_data["level"], door=Door.TABLET, at=clock.now())
    except actions.AlreadyRated as kindly:
        return _thanks(request, str(kindly))
    return _more(request, token, DetailsForm(criteria=_criteria(served)))


@_tablet
@require_POST
def details(request: HttpRequest, token: str) -> HttpResponse:
    """More, if people like."""
    served = sources.served_by_token(token)
    if served is None:
        return _thanks(request, _("Lượt này không còn đánh giá được ở đây."), 404)
    form = DetailsForm(request.POST, criteria=_criteria(served))
    if not form.is_valid():
        return _more(request, token, form)
    try:
        actions.add_details(
            blind=served.blind, levels=form.levels(), text=form.cleaned_data["text"], at=clock.now()
        )
    except actions.NoMoreDetails as kindly:
        return _thanks(request, str(kindly))
    return _thanks(request, _("Cảm ơn ông/bà. Ý kiến này giúp chúng tôi phục vụ tốt hơn."))


def _criteria(served: Served) -> tuple:
    chosen = queries.set_of_rating(served.blind) or queries.set_for(served.agency_id, clock.today())
    return queries.criteria_of(chosen)


def _more(request: HttpRequest, token: str, form: DetailsForm) -> HttpResponse:
    answer = _page(request, "more", {"token": token, "form": form}, 422 if form.errors else 200)
    answer["Refresh"] = f"{3 * SECONDS_ASKING}; url={_home()}"
    return answer


def _thanks(request: HttpRequest, words: str, status: int = 200) -> HttpResponse:
    answer = _page(request, "thanks", {"words": words}, status)
    answer["Refresh"] = f"{SECONDS_THANKS}; url={_home()}"
    return answer


def _page(request: HttpRequest, name: str, shown: dict, status: int = 200) -> HttpResponse:
    """Each page knows its way back; the next one to come sees nothing of the one before."""
    device = request.device  # type: ignore[attr-defined]
    where = agencies.name_of(device.one_stop.agency_id)
    return render(
        request, f"ratings/kiosk/{name}.html", shown | {"where": where, "home": _home()}, status=status
    )


def _home() -> str:
    return reverse("ratings_tablet:show")
