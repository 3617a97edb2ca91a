"""Doors by which administrators lay down the halls of their own field."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from motcua.directory.agencies import permissions as rights
from motcua.directory.agencies.desk.writing import write_once
from motcua.directory.agencies.doors import officer_required
from motcua.directory.agencies.models import Counter, OneStop, ServicePoint
from motcua.facilities.halls import actions, permissions, queries
from motcua.facilities.halls.actions import By
from motcua.facilities.halls.desk.forms import (
    CounterForm,
    GroupForm,
    OpenForm,
    RulesForm,
    counter_initial,
    group_initial,
    rules_initial,
)
from motcua.facilities.halls.models import Hall, HallCounter
from motcua.kernel import clock
from motcua.kernel.ui.fields import ClientForm

MAY_ADMINISTER = officer_required("agency_admin", "system_admin")
MAY_READ_AND_WRITE = require_http_methods(["GET", "HEAD", "POST"])
PAGE_SIZE = 25


@dataclass(frozen=True, kw_only=True)
class Page:
    """One form about one hall."""

    title: str
    button: str
    purpose: str
    done: str
    hint: str = ""


@MAY_ADMINISTER
@require_safe
def halls(request: HttpRequest) -> HttpResponse:
    """Places of one's field where people wait, or could."""
    today = clock.today()
    scope = rights.administered_ids(request.officer, today)  # type: ignore[attr-defined]
    places = queries.places_within(scope, today)
    page = Paginator(places, PAGE_SIZE).get_page(request.GET.get("page"))
    return render(request, "halls/halls.html", {"page": page, "form": OpenForm()})


@MAY_ADMINISTER
@require_POST
def open_hall(request: HttpRequest, one_stop_id: int, point_id: int = 0) -> HttpResponse:
    """Begin to give numbers at a one-stop or one of its points."""
    one_stop = OneStop.objects.filter(pk=one_stop_id).first()
    point = ServicePoint.objects.filter(pk=point_id, one_stop_id=one_stop_id).first() if point_id else None
    if one_stop is None or (point_id and point is None) or not _administers(request, one_stop.agency_id):
        raise Http404
    form = OpenForm(request.POST)

    def act() -> dict[str, Any]:
        return {"hall": actions.open_hall(one_stop=one_stop, service_point=point, by=_by(request)).pk}

    answer = write_once(request, form, "halls.open", act) if form.is_valid() else None
    if answer is None:
        messages.error(request, " ".join(str(text) for texts in form.errors.values() for text in texts))
        return redirect("halls:halls")
    return redirect("halls:hall", answer["hall"])


@MAY_ADMINISTER
@require_safe
def hall(request: HttpRequest, hall_id: int) -> HttpResponse:
    """Everything that is laid down for one hall."""
    here, today = administered(request, hall_id), clock.today()
    groups = list(here.groups.all())
    shown = {
        "hall": here,
        "groups": groups,
        "counters": queries.counters_with_plans(here, groups, today),
        "rules": here.rules_on(today),
        "coming": queries.coming_rules(here, today),
    }
    return render(request, "halls/hall.html", shown)


@MAY_ADMINISTER
@MAY_READ_AND_WRITE
def group(request: HttpRequest, hall_id: int, group_id: int = 0) -> HttpResponse:
    """A new group, or one that is changed."""
    here = administered(request, hall_id)
    known = here.groups.filter(pk=group_id).first() if group_id else None
    if group_id and known is None:
        raise Http404
    form = GroupForm(request.POST or None, initial=group_initial(known) if known else {"minutes": 10})
    page = Page(
        title=_("Sửa nhóm %(letter)s") % {"letter": known.letter} if known else _("Thêm nhóm"),
        button=_("Lưu"),
        purpose="halls.group",
        done=_("Đã lưu nhóm."),
    )
    return _answer(
        request,
        form,
        page,
        here,
        lambda by: actions.save_group(hall_id=here.pk, new=form.new(), by=by, group_id=group_id or None),
    )


@MAY_ADMINISTER
@MAY_READ_AND_WRITE
def counter(request: HttpRequest, hall_id: int, counter_id: int) -> HttpResponse:
    """What one counter serves, in which order, and when it is open."""
    here = administered(request, hall_id)
    place = Counter.objects.on(clock.today()).filter(pk=counter_id, one_stop_id=here.one_stop_id).first()
    if place is None or place.service_point_id != here.service_point_id:
        raise Http404
    groups = list(here.groups.all())
    row = HallCounter.objects.filter(pk=counter_id).first()
    form = CounterForm(request.POST or None, groups=groups, initial=counter_initial(row, groups))
    page = Page(
        title=_("Xếp quầy %(number)s") % {"number": place.number},
        button=_("Lưu"),
        purpose="halls.counter",
        done=_("Đã xếp quầy."),
        hint=_("Không ghi giờ nào: quầy mở khi có cán bộ ngồi."),
    )

    def act(by: By) -> None:
        said = {"group_ids": form.group_ids(), "plan": form.days()}
        actions.plan_counter(hall_id=here.pk, counter_id=counter_id, by=by, **said)

    return _answer(request, form, page, here, act)


@MAY_ADMINISTER
@MAY_READ_AND_WRITE
def rules(request: HttpRequest, hall_id: int) -> HttpResponse:
    """Hours of issuing, classes, limits: published from a day on."""
    here, today = administered(request, hall_id), clock.today()
    present = here.rules_on(today)
    form = RulesForm(request.POST or None, present=present, initial=rules_initial(present, today))
    page = Page(
        title=_("Công bố quy định của sảnh"),
        button=_("Công bố"),
        purpose="halls.rules",
        done=_("Đã công bố quy định của sảnh."),
        hint=_("Giờ phát số từng thứ viết như 07:30-11:00, 13:30-17:00; để trống là nghỉ."),
    )

    def act(by: By) -> None:
        wanted = form.rules()
        actions.publish_rules(
            hall_id=here.pk, rules=wanted, valid_from=form.cleaned_data["valid_from"], by=by
        )

    return _answer(request, form, page, here, act)


def administered(request: HttpRequest, hall_id: int) -> Hall:
    """A hall in one's field, or 404."""
    found = queries.halls_of_agencies(None).filter(pk=hall_id).first()
    officer = request.officer  # type: ignore[attr-defined]
    if found is None or not permissions.may_set_up(officer, found, clock.today()):
        raise Http404
    return found


def _administers(request: HttpRequest, agency_id: int) -> bool:
    return rights.administers(request.officer, agency_id, clock.today())  # type: ignore[attr-defined]


def _by(request: HttpRequest) -> By:
    return By(request.officer.pk, clock.now())  # type: ignore[attr-defined]


def _answer(
    request: HttpRequest, form: ClientForm, page: Page, here: Hall, act: Callable[[By], object]
) -> HttpResponse:
    def stated() -> dict[str, Any]:
        act(_by(request))
        return {}

    sent = request.method == "POST" and form.is_valid()
    if sent and write_once(request, form, page.purpose, stated) is not None:
        messages.success(request, page.done)
        return redirect("halls:hall", here.pk)
    back = reverse("halls:hall", args=[here.pk])
    shown = {"form": form, "page": page, "hall": here, "back": back}
    return render(request, "halls/form.html", shown, status=422 if form.errors else 200)
