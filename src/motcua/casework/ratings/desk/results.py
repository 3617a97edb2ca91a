"""Results for those who answer for the service, and for each officer of the own ratings."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from motcua.casework.ratings import permissions, queries
from motcua.casework.ratings.choices import Level
from motcua.casework.ratings.desk.forms import ScopeForm
from motcua.casework.ratings.portal.results import DaysForm
from motcua.casework.ratings.rules import SMALLEST
from motcua.directory.agencies import queries as agencies
from motcua.directory.agencies.doors import officer_required
from motcua.kernel import clock


@officer_required(*permissions.SEEING_ROLES)
@require_safe
def results(request: HttpRequest) -> HttpResponse:
    """By agency, counter, officer and criterion, within the officer's field."""
    scope = permissions.seen_agencies(request.officer, clock.today())
    form = ScopeForm(request.GET or None, scope=scope)
    span, chosen = form.span(), form.chosen()
    ids = scope & agencies.subtree_ids(chosen.pk) if chosen else scope
    if "agency" in form.errors:
        ids = frozenset()
    found = queries.ratings_in(ids, span)
    shown = {
        "form": form,
        "span": span,
        "overall": queries.overall(found),
        "agencies": queries.by_agency(found, ids, span),
        "counters": queries.by_counter(found, span),
        "officers": queries.by_officer(found, span),
        "criteria": queries.by_criterion(found),
        "remarks": queries.remarks(found),
        "levels": Level.choices,
        "smallest": SMALLEST,
    }
    return render(request, "ratings/desk/results.html", shown, status=422 if form.errors else 200)


@officer_required(*permissions.RATED_ROLES)
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """How people rated what I did for them; shown once there are enough not to point at anybody."""
    form = DaysForm(request.GET or None)
    found = queries.ratings_of_officer(request.officer.pk, form.span())
    shown = {
        "form": form,
        "span": form.span(),
        "overall": queries.overall(found),
        "criteria": queries.by_criterion(found),
        "levels": Level.choices,
        "smallest": SMALLEST,
    }
    return render(request, "ratings/desk/mine.html", shown, status=422 if form.errors else 200)
