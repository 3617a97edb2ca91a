"""Doors that change a one-stop: its name and contact, its service points, its counters, the day each closes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from motcua.directory.agencies import actions
from motcua.directory.agencies.desk.writing import write_once
from motcua.directory.agencies.models import Counter, OneStop, ServicePoint
from motcua.directory.reception.desk.one_stop_forms import (
    CloseForm,
    CounterForm,
    NewCounterForm,
    NewServicePointForm,
    ReachedForm,
)
from motcua.directory.reception.desk.one_stops import MAY_ADMINISTER, administered
from motcua.kernel import clock
from motcua.kernel.ui.fields import ClientForm

MAY_READ_AND_WRITE = require_http_methods(["GET", "HEAD", "POST"])
Act = Callable[[], OneStop | ServicePoint | Counter]


@dataclass(frozen=True, kw_only=True)
class Page:
    """One form about one place: what stands over it, what its button says, what it does once."""

    one_stop: OneStop
    title: str
    button: str
    purpose: str
    done: str
    warning: str = ""
    is_end: bool = False


@MAY_ADMINISTER
@MAY_READ_AND_WRITE
def change_one_stop(request: HttpRequest, one_stop_id: int) -> HttpResponse:
    """Name, telephone, address."""
    here = administered(request, one_stop_id)
    form = ReachedForm(request.POST or None, initial=_reached(here))
    page = _changing(here, _("Sửa tên, liên hệ"), "agencies.change_one_stop")
    return _answer(
        request,
        form,
        page,
        lambda: actions.change_one_stop(one_stop=here, reached=form.reached(), **_by(request)),
    )


@MAY_ADMINISTER
@MAY_READ_AND_WRITE
def close_one_stop(request: HttpRequest, one_stop_id: int) -> HttpResponse:
    """The day from which nothing is received here."""
    here = administered(request, one_stop_id)
    form = CloseForm(request.POST or None, initial={"on": clock.today()})
    warning = _(
        "Mọi điểm tiếp nhận và quầy tại đây đóng cùng ngày. Hồ sơ cũ và vai trò của cán bộ giữ nguyên."
    )
    page = _closing(here, _("Đóng Bộ phận Một cửa"), "agencies.close_one_stop", warning)
    return _answer(
        request,
        form,
        page,
        lambda: actions.close_one_stop(one_stop=here, on=form.cleaned_data["on"], **_by(request)),
    )


@MAY_ADMINISTER
@MAY_READ_AND_WRITE
def add_service_point(request: HttpRequest, one_stop_id: int) -> HttpResponse:
    """A further place."""
    here = administered(request, one_stop_id)
    form = NewServicePointForm(request.POST or None, initial={"valid_from": clock.today()})
    page = _adding(here, _("Thêm điểm tiếp nhận"), "agencies.add_service_point")
    return _answer(
        request, form, page, lambda: actions.add_service_point(one_stop=here, new=form.new(), **_by(request))
    )


@MAY_ADMINISTER
@MAY_READ_AND_WRITE
def change_service_point(request: HttpRequest, point_id: int) -> HttpResponse:
    """Name, telephone, address."""
    point = _point(request, point_id)
    form = ReachedForm(request.POST or None, initial=_reached(point))
    page = _changing(point.one_stop, _("Sửa điểm tiếp nhận"), "agencies.change_service_point")
    return _answer(
        request,
        form,
        page,
        lambda: actions.change_service_point(point=point, reached=form.reached(), **_by(request)),
    )


@MAY_ADMINISTER
@MAY_READ_AND_WRITE
def close_service_point(request: HttpRequest, point_id: int) -> HttpResponse:
    """The day from which nothing is received at the point."""
    point = _point(request, point_id)
    form = CloseForm(request.POST or None, initial={"on": clock.today()})
    title = _("Đóng điểm tiếp nhận: %(name)s") % {"name": point.name}
    warning = _("Các quầy tại điểm này đóng cùng ngày.")
    page = _closing(point.one_stop, title, "agencies.close_service_point", warning)
    return _answer(
        request,
        form,
        page,
        lambda: actions.close_service_point(point=point, on=form.cleaned_data["on"], **_by(request)),
    )


@MAY_ADMINISTER
@MAY_READ_AND_WRITE
def add_counter(request: HttpRequest, one_stop_id: int) -> HttpResponse:
    """A counter with its number."""
    here, today = administered(request, one_stop_id), clock.today()
    form = NewCounterForm(request.POST or None, one_stop=here, on=today, initial={"valid_from": today})
    page = _adding(here, _("Thêm quầy"), "agencies.add_counter")
    return _answer(
        request, form, page, lambda: actions.add_counter(one_stop=here, new=form.new(), **_by(request))
    )


@MAY_ADMINISTER
@MAY_READ_AND_WRITE
def change_counter(request: HttpRequest, counter_id: int) -> HttpResponse:
    """Sectors, kind, place."""
    counter = _counter(request, counter_id)
    known = {name: getattr(counter, name) for name in ("kind", "name", "service_point")}
    here = counter.one_stop
    form = CounterForm(request.POST or None, one_stop=here, on=clock.today(), initial=known)
    page = _changing(here, _("Sửa quầy %(number)s") % {"number": counter.number}, "agencies.change_counter")

    def act() -> Counter:
        said = {name: form.cleaned_data[name] for name in known}
        return actions.change_counter(counter=counter, **said, **_by(request))

    return _answer(request, form, page, act)


@MAY_ADMINISTER
@MAY_READ_AND_WRITE
def close_counter(request: HttpRequest, counter_id: int) -> HttpResponse:
    """The day from which nobody is served there."""
    counter = _counter(request, counter_id)
    form = CloseForm(request.POST or None, initial={"on": clock.today()})
    title = _("Đóng quầy %(number)s") % {"number": counter.number}
    page = _closing(
        counter.one_stop, title, "agencies.close_counter", _("Số quầy dùng lại được sau ngày đóng.")
    )
    return _answer(
        request,
        form,
        page,
        lambda: actions.close_counter(counter=counter, on=form.cleaned_data["on"], **_by(request)),
    )


def _answer(request: HttpRequest, form: ClientForm, page: Page, act: Act) -> HttpResponse:
    """The form, or the page of the one-stop once it is done."""
    back = reverse("reception:one_stop", args=[page.one_stop.pk])
    is_sent = request.method == "POST" and form.is_valid()
    if is_sent and write_once(request, form, page.purpose, lambda: {"id": act().pk}) is not None:
        messages.success(request, page.done)
        return redirect(back)
    shown = {"form": form, "page": page, "title": page.title, "button": page.button, "back": back}
    return render(request, "reception/place_form.html", shown, status=422 if form.errors else 200)


def _changing(here: OneStop, title: str, purpose: str) -> Page:
    return Page(one_stop=here, title=title, button=_("Ghi"), purpose=purpose, done=_("Đã sửa."))


def _adding(here: OneStop, title: str, purpose: str) -> Page:
    return Page(one_stop=here, title=title, button=_("Thêm"), purpose=purpose, done=_("Đã thêm."))


def _closing(here: OneStop, title: str, purpose: str, warning: str) -> Page:
    done = _("Đã ghi ngày đóng.")
    return Page(
        one_stop=here,
        title=title,
        button=_("Ghi ngày đóng"),
        purpose=purpose,
        done=done,
        warning=warning,
        is_end=True,
    )


def _by(request: HttpRequest) -> dict[str, Any]:
    return {"at": clock.now(), "actor_id": request.officer.pk}  # type: ignore[attr-defined]


def _reached(place: OneStop | ServicePoint) -> dict[str, str]:
    return {name: getattr(place, name) for name in ("name", "phone", "address")}


def _point(request: HttpRequest, point_id: int) -> ServicePoint:
    """A service point in one's field, or 404."""
    found = ServicePoint.objects.filter(pk=point_id).first()
    if found is None:
        raise Http404
    found.one_stop = administered(request, found.one_stop_id)
    return found


def _counter(request: HttpRequest, counter_id: int) -> Counter:
    """A counter in one's field, or 404."""
    found = Counter.objects.select_related("service_point").filter(pk=counter_id).first()
    if found is None:
        raise Http404
    found.one_stop = administered(request, found.one_stop_id)
    return found
