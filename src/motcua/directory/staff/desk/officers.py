"""Doors to look after officers: who they are, which roles they hold, whether they may sign in."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.db.models import Prefetch, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from motcua.directory.agencies import permissions, queries
from motcua.directory.agencies.actions import add_officer
from motcua.directory.agencies.desk.writing import write_once
from motcua.directory.agencies.doors import denied, officer_required
from motcua.directory.agencies.models import Membership, Officer
from motcua.directory.staff import queries as staff
from motcua.directory.staff.desk.officer_forms import (
    AccountForm,
    GrantForm,
    NewOfficerForm,
    OfficerNameForm,
)
from motcua.kernel import clock
from motcua.kernel.ui.fields import ClientForm

PAGE_SIZE = 25
ACTS = ("disable", "enable", "reset")
MAY_ADMINISTER = officer_required("agency_admin", "system_admin")


@MAY_ADMINISTER
@require_safe
def officers(request: HttpRequest) -> HttpResponse:
    """Officers who serve or served in one's field, by name."""
    today = clock.today()
    scope = permissions.administered_ids(request.officer, today)
    asked = request.GET.get("q", "")[:200]
    found = queries.officers_of(scope, asked).prefetch_related(
        Prefetch("memberships", visible(scope).on(today), to_attr="shown")
    )
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    return render(request, "staff/officers.html", {"page": page, "asked": asked})


@MAY_ADMINISTER
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new_officer(request: HttpRequest) -> HttpResponse:
    """Add a person with account and first role; the one-time password is shown once."""
    me, at, today = request.officer, clock.now(), clock.today()
    form = NewOfficerForm(request.POST or None, by=me, on=today)
    if request.method == "POST" and form.is_valid():
        grant, made = form.grant(), {}
        if not permissions.may_grant(me, grant.role, grant.agency.pk, to=None, on=today):
            return denied(request)

        def act() -> dict[str, Any]:
            officer, made["password"] = add_officer(
                username=form.cleaned_data["username"], new=form.person(), grant=grant, at=at, granted_by=me
            )
            return {"officer": officer.pk}

        answer = write_once(request, form, "agencies.add_officer", act)
        if answer is not None:
            return show_password(request, answer["officer"], made.get("password", ""))
    return render(request, "staff/new_officer.html", {"form": form}, status=422 if form.errors else 200)


@MAY_ADMINISTER
@never_cache
@require_safe
def officer(request: HttpRequest, officer_id: int) -> HttpResponse:
    return officer_page(request, seen(request, officer_id))


def seen(request: HttpRequest, officer_id: int) -> Officer:
    """The officer, or 404 where this administrator has no business with them."""
    other = Officer.objects.select_related("account").filter(pk=officer_id).first()
    if other is None or not permissions.may_see_officer(request.officer, other, clock.today()):
        raise Http404
    return other


def officer_page(request: HttpRequest, other: Officer, **bound: ClientForm) -> HttpResponse:
    """The page of an officer; `bound` are forms that came back with errors."""
    me, today = request.officer, clock.today()
    scope = permissions.administered_ids(me, today)
    rows = [
        (row, permissions.may_end(me, row, today))
        for row in visible(scope).filter(officer=other).order_by("-valid_from")
    ]
    shown = {
        "person": other,
        "memberships": rows,
        "names": other.names.order_by("-valid_from"),
        "today": today,
        "away": staff.until(staff.away_on([other.pk], today).get(other.pk)).strip(" ()"),
        "may_manage": permissions.may_manage_account(me, other, today),
        "may_grant": other.pk != me.pk,
        "grant_form": bound.get("grant") or GrantForm(prefix="grant", by=me, on=today),
        "name_form": bound.get("name") or _name_form(other),
        "account_forms": {act: AccountForm(initial={"act": act}, prefix=act) for act in ACTS},
    }
    return render(request, "staff/officer.html", shown, status=422 if bound else 200)


def _name_form(other: Officer) -> OfficerNameForm:
    return OfficerNameForm(
        prefix="name", initial={"name": other.name, "title": other.title, "on": clock.today()}
    )


def show_password(request: HttpRequest, officer_id: int, password: str) -> HttpResponse:
    """The one-time password, this once; a form sent twice shows none."""
    other = Officer.objects.select_related("account").get(pk=officer_id)
    return render(request, "staff/one_time_password.html", {"person": other, "password": password})


def visible(scope: frozenset[int] | None) -> QuerySet[Membership]:
    """Memberships inside one's field; those elsewhere are nobody's business here."""
    found = Membership.objects.select_related("agency", "home_agency", "lent_by")
    return found if scope is None else found.filter(agency_id__in=scope)
