"""Criteria sets: drafted, looked over, published."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from motcua.casework.ratings import actions, permissions, queries
from motcua.casework.ratings.desk.forms import SetForm, first_values
from motcua.casework.ratings.models import CriteriaSet
from motcua.directory.agencies.desk.writing import write_once
from motcua.directory.agencies.doors import officer_required
from motcua.directory.identity.refusal import Refused
from motcua.kernel import clock

_MAY_KEEP = officer_required(*permissions.KEEPING_ROLES)


@_MAY_KEEP
@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """Sets of the own field and of the province."""
    scope = permissions.kept_agencies(request.officer, clock.today())
    return render(request, "ratings/desk/sets.html", {"sets": queries.sets_in(scope)})


@_MAY_KEEP
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """A new draft, beginning with the standard criteria."""
    return _form(request, None)


@_MAY_KEEP
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, set_id: int) -> HttpResponse:
    """A draft to be changed; a published set to be read."""
    row = _seen(request, set_id)
    if row.is_published or not permissions.may_keep(request.officer, row, clock.today()):
        if request.method == "POST":
            raise Http404
        return render(request, "ratings/desk/set.html", {"set": row})
    return _form(request, row)


def _form(request: HttpRequest, row: CriteriaSet | None) -> HttpResponse:
    scope = permissions.kept_agencies(request.officer, clock.today())
    form = SetForm(request.POST or None, scope=scope, initial=first_values(row))
    if request.method == "POST" and form.is_valid() and (done := _written(request, form, row)):
        messages.success(request, _("Đã lưu bản nháp."))
        return redirect("ratings:set", done["set"])
    shown = {"form": form, "set": row}
    return render(request, "ratings/desk/edit_set.html", shown, status=422 if form.errors else 200)


def _written(request: HttpRequest, form: SetForm, row: CriteriaSet | None) -> dict[str, Any] | None:
    content, at = form.content(), clock.now()

    def act() -> dict[str, Any]:
        if row is None:
            return {"set": actions.draft_set(content=content, at=at).pk}
        return {"set": actions.change_draft(set_id=row.pk, content=content).pk}

    form.cleaned_data["lines"] = form.data.get("lines", "")
    return write_once(request, form, "ratings.write_set", act)


@_MAY_KEEP
@require_POST
def publish(request: HttpRequest, set_id: int) -> HttpResponse:
    """Let a draft count; pressing again changes nothing."""
    row = _seen(request, set_id)
    if not permissions.may_keep(request.officer, row, clock.today()):
        raise Http404
    try:
        actions.publish_set(set_id=row.pk, officer_id=request.officer.pk, at=clock.now())
        messages.success(request, _("Đã ban hành bộ tiêu chí."))
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("ratings:set", row.pk)


def _seen(request: HttpRequest, set_id: int) -> CriteriaSet:
    scope = permissions.kept_agencies(request.officer, clock.today())
    found = queries.sets_in(scope).filter(pk=set_id).first() if set_id < 10**18 else None
    if found is None:
        raise Http404
    return found
