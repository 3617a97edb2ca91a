"""Doors to the tree of agencies: everyone who works here may look, system administrators change it."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from motcua.directory.agencies import permissions, queries
from motcua.directory.agencies.actions import change_contact, create_agency, record_succession, rename_agency
from motcua.directory.agencies.desk.agency_forms import (
    AgencyNameForm,
    ContactForm,
    NewAgencyForm,
    SuccessionForm,
)
from motcua.directory.agencies.desk.writing import write_once
from motcua.directory.agencies.doors import officer_required
from motcua.directory.agencies.models import Agency, OneStop
from motcua.kernel import clock
from motcua.kernel.ui.fields import ClientForm, VietnamDate

PAGE_SIZE = 50
SHOWN_DEPTH = 1
MAY_EDIT = officer_required("system_admin")


@officer_required()
@require_safe
def agencies(request: HttpRequest) -> HttpResponse:
    """The upper part of the tree on a day, or what a search found."""
    asked, day = request.GET.get("q", "")[:200], _day(request)
    if asked.strip():
        found: Any = queries.agencies_found(asked, on=day).select_related("parent")
    else:
        found = [node for node in queries.tree_on(day) if node.depth <= SHOWN_DEPTH]
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    shown = {"page": page, "asked": asked, "day": day, "today": clock.today(), "may_edit": _may_edit(request)}
    return render(request, "agencies/agencies.html", shown)


@officer_required()
@require_safe
def agency(request: HttpRequest, agency_id: int) -> HttpResponse:
    return agency_page(request, known(agency_id))


@MAY_EDIT
@require_http_methods(["GET", "HEAD", "POST"])
def new_agency(request: HttpRequest) -> HttpResponse:
    """Enter an agency."""
    form = NewAgencyForm(
        request.POST or None, on=clock.today(), initial={"parent": request.GET.get("parent")}
    )
    if request.method == "POST" and form.is_valid():
        at = clock.now()

        def act() -> dict[str, Any]:
            return {"agency": create_agency(new=form.agency(), at=at, actor_id=request.officer.pk).pk}

        answer = write_once(request, form, "agencies.create_agency", act)
        if answer is not None:
            messages.success(request, _("Đã thêm cơ quan."))
            return redirect("agencies:agency", answer["agency"])
    return render(request, "agencies/new_agency.html", {"form": form}, status=422 if form.errors else 200)


@MAY_EDIT
@require_POST
def rename(request: HttpRequest, agency_id: int) -> HttpResponse:
    """A new name from a day on."""
    here, form = known(agency_id), AgencyNameForm(request.POST, prefix="name")

    def act() -> dict[str, Any]:
        said = {name: form.cleaned_data[name] for name in ("name", "on")}
        return {"agency": rename_agency(agency=here, at=clock.now(), actor_id=request.officer.pk, **said).pk}

    if form.is_valid() and write_once(request, form, "agencies.rename_agency", act) is not None:
        messages.success(request, _("Đã ghi tên mới."))
        return redirect("agencies:agency", here.pk)
    return agency_page(request, here, name=form)


@MAY_EDIT
@require_POST
def contact(request: HttpRequest, agency_id: int) -> HttpResponse:
    """How the agency is reached."""
    here, form = known(agency_id), ContactForm(request.POST, prefix="contact")

    def act() -> dict[str, Any]:
        said = {name: form.cleaned_data[name] for name in ("phone", "address")}
        return {"agency": change_contact(agency=here, at=clock.now(), actor_id=request.officer.pk, **said).pk}

    if form.is_valid() and write_once(request, form, "agencies.change_contact", act) is not None:
        messages.success(request, _("Đã sửa."))
        return redirect("agencies:agency", here.pk)
    return agency_page(request, here, contact=form)


@MAY_EDIT
@require_http_methods(["GET", "HEAD", "POST"])
def succession(request: HttpRequest, agency_id: int) -> HttpResponse:
    """End the agency and name its heirs."""
    here, form = known(agency_id), SuccessionForm(request.POST or None, initial={"on": clock.today()})

    def act() -> dict[str, Any]:
        record_succession(
            predecessors=[here],
            successors=form.cleaned_data["successors"],
            terms=form.terms(),
            at=clock.now(),
            actor_id=request.officer.pk,
        )
        return {"agency": here.pk}

    is_sent = request.method == "POST" and form.is_valid()
    if is_sent and write_once(request, form, "agencies.record_succession", act) is not None:
        messages.success(request, _("Đã ghi kế thừa; vai trò và Một cửa tại đây kết thúc cùng ngày."))
        return redirect("agencies:agency", here.pk)
    below = len(queries.subtree_ids(here.pk, clock.today())) - 1
    shown = {"form": form, "agency": here, "below": max(below, 0)}
    return render(request, "agencies/succession.html", shown, status=422 if form.errors else 200)


def known(agency_id: int) -> Agency:
    found = Agency.objects.select_related("unit__parent", "parent").filter(pk=agency_id).first()
    if found is None:
        raise Http404
    return found


def agency_page(request: HttpRequest, here: Agency, **bound: ClientForm) -> HttpResponse:
    """The page of an agency; `bound` are forms that came back with errors."""
    may_edit = _may_edit(request)
    shown = _facts(here, clock.today()) | {"may_edit": may_edit}
    if may_edit:
        name = {"name": here.name, "on": clock.today()}
        reached = {"phone": here.phone, "address": here.address}
        shown["name_form"] = bound.get("name") or AgencyNameForm(prefix="name", initial=name)
        shown["contact_form"] = bound.get("contact") or ContactForm(prefix="contact", initial=reached)
    return render(request, "agencies/agency.html", shown, status=422 if bound else 200)


def _facts(here: Agency, today: date) -> dict[str, Any]:
    """What anybody may know of an agency: where it stands, what it was called, who came before and after."""
    above = queries.ancestor_ids(here.pk)[1:]
    by_id = Agency.objects.in_bulk(above)
    one_stop = OneStop.objects.filter(agency=here).first()
    return {
        "agency": here,
        "ancestors": [by_id[pk] for pk in reversed(above)],
        "children": here.children.all(),
        "names": here.names.order_by("-valid_from"),
        "heirs": here.successions.select_related("successor"),
        "forebears": here.precessions.select_related("predecessor"),
        "one_stop": one_stop,
        "counters": one_stop.counters.all().on(today) if one_stop else (),
        "today": today,
        "is_live": here.is_valid_on(today),
    }


def _may_edit(request: HttpRequest) -> bool:
    return permissions.may_edit_agencies(request.officer, clock.today())


def _day(request: HttpRequest) -> date:
    """The day asked for, as dd/mm/yyyy; today when none can be read."""
    try:
        return VietnamDate(required=False).clean(request.GET.get("on", "")[:20]) or clock.today()
    except ValidationError:
        return clock.today()
