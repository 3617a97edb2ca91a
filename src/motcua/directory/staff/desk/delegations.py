"""Doors to lent roles: a head lends one for some days, and takes it back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from motcua.directory.agencies import permissions as rights
from motcua.directory.agencies.actions import end_membership, lend_role
from motcua.directory.agencies.desk.writing import write_once
from motcua.directory.agencies.doors import officer_required
from motcua.directory.agencies.models import Membership, Officer
from motcua.directory.staff import permissions, queries
from motcua.directory.staff.desk.away_forms import LendingForm, PlainForm
from motcua.kernel import clock

MAY_LEND = officer_required(*sorted(rights.LENDABLE_ROLES))
SHOWN = 50


@MAY_LEND
@require_http_methods(["GET", "HEAD", "POST"])
def delegations(request: HttpRequest) -> HttpResponse:
    """What I lend, what is lent to me, and the form for lending."""
    own = _lendable(request.officer)
    form = LendingForm(request.POST or None, own=own, people=_people(request.officer, own))
    if request.method == "POST" and form.is_valid():
        wanted = form.lending()

        def act() -> dict[str, Any]:
            return {"membership": lend_role(lending=wanted, at=clock.now()).pk}

        if write_once(request, form, "agencies.lend_role", act) is not None:
            messages.success(request, _("Đã ghi ủy quyền; tự hết hiệu lực sau ngày cuối."))
            return redirect("staff:delegations")
    shown = {"form": form, "may_lend": bool(own), "today": clock.today()} | _lists(request.officer)
    return render(request, "staff/delegations.html", shown, status=422 if form.errors else 200)


@MAY_LEND
@require_POST
def call_off(request: HttpRequest, membership_id: int) -> HttpResponse:
    """The lender takes a role back from today on."""
    lent = Membership.objects.select_related("officer__account").filter(pk=membership_id).first()
    form, today = PlainForm(request.POST), clock.today()
    if lent is None or lent.lent_by_id != request.officer.pk:
        raise Http404

    def act() -> dict[str, Any]:
        on = max(today, lent.valid_from)
        return {"m": end_membership(membership=lent, on=on, at=clock.now(), actor_id=request.officer.pk).pk}

    if not form.is_valid():
        messages.error(request, " ".join(form.errors["client_id"]))
    elif write_once(request, form, "agencies.call_off_lent_role", act) is not None:
        messages.success(request, _("Đã thôi ủy quyền."))
    else:
        messages.error(request, " ".join(form.non_field_errors()))
    return redirect("staff:delegations")


def _lists(me: Officer) -> dict[str, Any]:
    today = clock.today()
    lent = [
        (row, PlainForm() if permissions.may_call_off(me, row, today) else None)
        for row in queries.lent(me)[:SHOWN]
    ]
    return {"lent": lent, "borrowed": queries.borrowed(me)[:SHOWN]}


def _lendable(me: Officer) -> list[Membership]:
    """Own heads' roles that hold today or will."""
    rows = me.memberships.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=clock.today()))
    return [row for row in rows.select_related("agency") if rights.is_lendable(row)]


def _people(me: Officer, own: list[Membership]) -> list[tuple[int, str]]:
    """Colleagues of those agencies and of the units right below them."""
    places = [row.agency_id for row in own]
    serving = Membership.objects.on(clock.today()).filter(lent_by=None)
    serving = serving.filter(Q(agency_id__in=places) | Q(agency__parent_id__in=places))
    found = Officer.objects.filter(pk__in=serving.values("officer_id"), account__disabled_at=None)
    return [
        (row.pk, f"{row.name}, {row.title}" if row.title else row.name) for row in found.exclude(pk=me.pk)
    ]
