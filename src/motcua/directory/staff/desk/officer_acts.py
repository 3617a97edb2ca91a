"""Doors that change what an officer may do: roles, name, account."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from motcua.directory.agencies import permissions
from motcua.directory.agencies.actions import Grant, end_membership, grant_membership, rename_officer
from motcua.directory.agencies.desk.writing import write_once
from motcua.directory.agencies.doors import denied
from motcua.directory.agencies.models import Membership, Officer
from motcua.directory.agencies.rules import is_short_secondment
from motcua.directory.identity.actions.change_password import reset_password
from motcua.directory.identity.actions.disable_account import disable_account, enable_account
from motcua.directory.staff.desk.officer_forms import AccountForm, EndForm, GrantForm, OfficerNameForm
from motcua.directory.staff.desk.officers import MAY_ADMINISTER, officer_page, seen, show_password
from motcua.kernel import clock

_ACCOUNT_ACTS = {"disable": disable_account, "enable": enable_account, "reset": reset_password}


@MAY_ADMINISTER
@require_POST
def grant(request: HttpRequest, officer_id: int) -> HttpResponse:
    """Give a role."""
    me, at, today = request.officer, clock.now(), clock.today()
    other = seen(request, officer_id)
    form = GrantForm(request.POST, prefix="grant", by=me, on=today)
    if form.is_valid():
        wanted = form.grant()
        if not permissions.may_grant(me, wanted.role, wanted.agency.pk, to=other, on=today):
            return denied(request, _("Không thể tự giao vai trò cho mình, hoặc giao ngoài phạm vi của mình."))

        def act() -> dict[str, Any]:
            return {"membership": grant_membership(officer=other, grant=wanted, at=at, granted_by=me).pk}

        if write_once(request, form, "agencies.grant_membership", act) is not None:
            messages.success(request, _("Đã giao vai trò."))
            warn_of_term(request, wanted)
            return redirect("staff:officer", other.pk)
    return officer_page(request, other, grant=form)


def warn_of_term(request: HttpRequest, wanted: Grant) -> None:
    """A posting shorter than the law means one is written all the same; the administrator hears of it.

    Law: NĐ 118/2025, Điều 11.
    """
    is_sent = wanted.home_agency is not None and wanted.home_agency != wanted.agency
    if is_sent and wanted.valid_to and is_short_secondment(wanted.valid_from, wanted.valid_to):
        messages.warning(request, _("Thời gian cử đến ngắn hơn 12 tháng; hãy kiểm tra lại quyết định."))


@MAY_ADMINISTER
@require_http_methods(["GET", "HEAD", "POST"])
def end(request: HttpRequest, membership_id: int) -> HttpResponse:
    """Take a role back from a day on."""
    me, today = request.officer, clock.today()
    membership = _membership(request, membership_id)
    if not permissions.may_end(me, membership, today):
        return denied(request, _("Không thể tự thôi vai trò của mình; nhờ một quản trị viên khác."))
    form = EndForm(request.POST or None, initial={"on": today})
    if request.method == "POST" and form.is_valid():
        on, at = form.cleaned_data["on"], clock.now()

        def act() -> dict[str, Any]:
            return {"membership": end_membership(membership=membership, on=on, at=at, actor_id=me.pk).pk}

        if write_once(request, form, "agencies.end_membership", act) is not None:
            messages.success(request, _("Đã ghi ngày thôi giữ vai trò."))
            return redirect("staff:officer", membership.officer_id)
    shown = {"form": form, "membership": membership}
    return render(request, "staff/end_membership.html", shown, status=422 if form.errors else 200)


def _membership(request: HttpRequest, membership_id: int) -> Membership:
    """A membership in one's field, or 404."""
    rows = Membership.objects.select_related("officer__account", "agency")
    found = rows.filter(pk=membership_id).first()
    if found is None or not permissions.administers(request.officer, found.agency_id, clock.today()):
        raise Http404
    return found


def managed(request: HttpRequest, officer_id: int) -> Officer:
    """An officer whose name and account this administrator looks after, or 404."""
    other = seen(request, officer_id)
    if not permissions.may_manage_account(request.officer, other, clock.today()):
        raise Http404
    return other


@MAY_ADMINISTER
@require_POST
def rename(request: HttpRequest, officer_id: int) -> HttpResponse:
    """A new name or title from a day on."""
    me, at = request.officer, clock.now()
    other = managed(request, officer_id)
    form = OfficerNameForm(request.POST, prefix="name")
    if form.is_valid():
        said = {name: form.cleaned_data[name] for name in ("name", "title", "on")}

        def act() -> dict[str, Any]:
            return {"officer": rename_officer(officer=other, at=at, actor_id=me.pk, **said).pk}

        if write_once(request, form, "agencies.rename_officer", act) is not None:
            messages.success(request, _("Đã ghi tên và chức danh."))
            return redirect("staff:officer", other.pk)
    return officer_page(request, other, name=form)


@MAY_ADMINISTER
@never_cache
@require_POST
def account(request: HttpRequest, officer_id: int) -> HttpResponse:
    """Shut or open the account, or give a new one-time password."""
    other, made = managed(request, officer_id), {}
    form = AccountForm(request.POST, prefix=request.POST.get("form", "")[:10])
    if not form.is_valid():
        messages.error(request, " ".join(m for found in form.errors.values() for m in found))
        return redirect("staff:officer", other.pk)

    def act() -> dict[str, Any]:
        made["password"] = _ACCOUNT_ACTS[form.cleaned_data["act"]](
            account=other.account, at=clock.now(), actor_id=request.officer.pk
        )
        return {"officer": other.pk}

    if write_once(request, form, "agencies.account", act) is None:
        messages.error(request, " ".join(form.non_field_errors()))
    elif form.cleaned_data["act"] == "reset":
        return show_password(request, other.pk, made.get("password", ""))
    else:
        messages.success(request, _("Đã ghi."))
    return redirect("staff:officer", other.pk)
