"""Whoever holds a number asks to be told when their turn is near."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from motcua.directory.identity.addresses import client_address
from motcua.facilities.halls.actions import By, HallRefusal
from motcua.facilities.queueing import actions, queries
from motcua.facilities.queueing.models import Visit
from motcua.kernel import clock
from motcua.kernel.events.once import ClientIdReused, once
from motcua.kernel.limits.actions import within_limit
from motcua.outreach.followers.portal.forms import FollowForm

# One telephone is told of few numbers a day, so that nobody floods another's; a hall may share one address.
MOST_TO_ONE, DAY = 4, timedelta(days=1)
MOST_FROM_ADDRESS, SPAN = 40, timedelta(minutes=10)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def follow(request: HttpRequest, token: str) -> HttpResponse:
    """Leave a number or an address; the page of the ticket says that it is kept."""
    place = queries.ticket_place(token, clock.now())
    if place is None:
        raise Http404
    form = FollowForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _kept(request, form, place.visit):
        return redirect("queueing_public:ticket", token)
    shown = {"form": form, "place": place, "token": token}
    return render(request, "followers/follow.html", shown, status=_status(form))


def _kept(request: HttpRequest, form: FollowForm, visit: Visit) -> bool:
    said, by = form.said(), By(None, clock.now())
    if not _is_within_limits(request, said["phone"] or said["email"].casefold()):
        form.add_error(
            "contact", _("Số hoặc địa chỉ này đã nhận nhiều tin hôm nay. Xin giữ trang này để xem lượt.")
        )
        form.is_too_often = True  # type: ignore[attr-defined]
        return False

    def act() -> dict[str, Any]:
        return {"visit": actions.follow(visit_id=visit.pk, by=by, **said).pk}

    payload = {"visit": visit.pk, **said}
    try:
        once(client_id=form.cleaned_data["client_id"], purpose="followers.follow", payload=payload, act=act)
    except (HallRefusal, ClientIdReused) as refusal:
        form.add_error("contact", str(refusal))
        form.renew_client_id()
        return False
    return True


def _is_within_limits(request: HttpRequest, contact: str) -> bool:
    at, address = clock.now(), client_address(request) or ""
    from_address = within_limit(
        purpose="followers.address", caller=address, most=MOST_FROM_ADDRESS, span=SPAN, at=at
    )
    return from_address and within_limit(
        purpose="followers.contact", caller=contact, most=MOST_TO_ONE, span=DAY, at=at
    )


def _status(form: FollowForm) -> int:
    if not form.errors:
        return 200
    return 429 if getattr(form, "is_too_often", False) else 422
