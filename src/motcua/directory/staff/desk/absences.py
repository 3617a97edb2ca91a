"""Doors to absences: everybody says when they are away and who stands in; heads see it of their people."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from motcua.directory.agencies.desk.writing import write_once
from motcua.directory.agencies.doors import officer_required
from motcua.directory.agencies.models import Membership, Officer
from motcua.directory.staff import permissions, queries
from motcua.directory.staff.actions import end_absence, enter_absence
from motcua.directory.staff.actions.absences import WORKING_ROLES
from motcua.directory.staff.desk.away_forms import AbsenceForm, PlainForm
from motcua.directory.staff.models import Absence
from motcua.kernel import clock

SHOWN = 100


@officer_required()
@require_safe
def absences(request: HttpRequest) -> HttpResponse:
    """Who is or will be away: I myself, and the people I look after."""
    me, today = request.officer, clock.today()
    scope = permissions.overseen_ids(me, today)
    found = queries.absences_in(scope, me=me.pk, since=today)[:SHOWN]
    shown = {
        "rows": [(row, PlainForm()) for row in found],
        "today": today,
        "people": _overseen(me, scope),
        "may_lend": bool(me.roles & {"approver", "division_head"}),
    }
    return render(request, "staff/absences.html", shown)


@officer_required()
@require_http_methods(["GET", "HEAD", "POST"])
def absence_of(request: HttpRequest, officer_id: int) -> HttpResponse:
    """Say that somebody is away."""
    person = _person(request, officer_id)
    initial = {"valid_from": clock.today(), "last_day": clock.today()}
    form = AbsenceForm(request.POST or None, people=_substitutes(person), initial=initial)
    if request.method == "POST" and form.is_valid():
        wanted = form.absence(person)

        def act() -> dict[str, Any]:
            return {"absence": enter_absence(new=wanted, at=clock.now(), entered_by=request.officer).pk}

        if write_once(request, form, "staff.enter_absence", act) is not None:
            messages.success(request, _("Đã ghi vắng mặt."))
            return redirect("staff:absences")
    shown = {"form": form, "person": person, "is_me": person.pk == request.officer.pk}
    return render(request, "staff/absence.html", shown, status=422 if form.errors else 200)


@officer_required()
@require_POST
def end(request: HttpRequest, absence_id: int) -> HttpResponse:
    """Back at work from today on; an absence still to come is called off."""
    absence = Absence.objects.select_related("officer").filter(pk=absence_id).first()
    form, today = PlainForm(request.POST), clock.today()
    if absence is None or not permissions.may_end_absence(request.officer, absence, today):
        raise Http404

    def act() -> dict[str, Any]:
        end_absence(absence=absence, on=today, at=clock.now(), actor_id=request.officer.pk)
        return {"absence": absence.pk}

    if not form.is_valid():
        messages.error(request, " ".join(form.errors["client_id"]))
    elif write_once(request, form, "staff.end_absence", act) is not None:
        messages.success(request, _("Đã ghi trở lại làm việc."))
    else:
        messages.error(request, " ".join(form.non_field_errors()))
    return redirect("staff:absences")


def _person(request: HttpRequest, officer_id: int) -> Officer:
    found = Officer.objects.filter(pk=officer_id).first()
    if found is None or not permissions.may_enter(request.officer, found, clock.today()):
        raise Http404
    return found


def _overseen(me: Officer, scope: frozenset[int] | None) -> list[Officer]:
    """People a head may enter an absence for; administrators go by the page of an officer."""
    if scope is None or not me.roles & {"approver", "division_head"}:
        return []
    serving = Membership.objects.on(clock.today()).filter(agency_id__in=scope, role__in=WORKING_ROLES)
    found = Officer.objects.filter(pk__in=serving.values("officer_id"), account__disabled_at=None)
    return list(found.exclude(pk=me.pk)[:SHOWN])


def _substitutes(person: Officer) -> list[tuple[int, str]]:
    """Colleagues who hold every working role of the person, now or in time."""
    standing = Membership.objects.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=clock.today()))
    fit: set[int] | None = None
    for own in standing.filter(officer=person, role__in=WORKING_ROLES, lent_by=None):
        same = standing.filter(agency_id=own.agency_id, role=own.role).values_list("officer_id", flat=True)
        fit = set(same) if fit is None else fit & set(same)
    found = Officer.objects.filter(pk__in=fit or (), account__disabled_at=None).exclude(pk=person.pk)
    return queries.called(found, clock.today())
