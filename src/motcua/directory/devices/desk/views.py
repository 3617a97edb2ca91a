"""Doors to the devices of a one-stop: declared, paired by a code that is shown once, revoked."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from motcua.directory.agencies import permissions
from motcua.directory.agencies.desk.writing import write_once
from motcua.directory.agencies.doors import officer_required
from motcua.directory.agencies.models import OneStop
from motcua.directory.devices import queries
from motcua.directory.devices.actions import add_device, change_device, issue_code, revoke_device
from motcua.directory.devices.desk.forms import NewDeviceForm, PlacedForm, PressForm
from motcua.directory.devices.models import Device
from motcua.directory.devices.rules import CODE_LASTS, is_silent
from motcua.directory.identity.refusal import Refused
from motcua.kernel import clock

MAY_ADMINISTER = officer_required("agency_admin", "system_admin")


def _one_stop(request: HttpRequest, one_stop_id: int) -> OneStop:
    """A one-stop in one's field, or 404."""
    found = OneStop.objects.select_related("agency").filter(pk=one_stop_id).first()
    if found is None or not permissions.may_equip(request.officer, found.agency_id, clock.today()):
        raise Http404
    return found


def _device(request: HttpRequest, device_id: int) -> Device:
    found = Device.objects.select_related("service_point").filter(pk=device_id).first()
    if found is None:
        raise Http404
    found.one_stop = _one_stop(request, found.one_stop_id)
    return found


@MAY_ADMINISTER
@require_safe
def devices(request: HttpRequest, one_stop_id: int) -> HttpResponse:
    """Every device, whether it answers, and a fresh code where one was just asked for."""
    here, at = _one_stop(request, one_stop_id), clock.now()
    rows = list(queries.devices_of(here.pk))
    for device in rows:
        device.is_silent = device.is_paired and is_silent(device.seen_at, at)  # type: ignore[attr-defined]
        device.press = PressForm()  # type: ignore[attr-defined]
    return render(request, "devices/devices.html", {"one_stop": here, "rows": rows})


@MAY_ADMINISTER
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, one_stop_id: int) -> HttpResponse:
    """Declare a device."""
    here = _one_stop(request, one_stop_id)
    form = NewDeviceForm(request.POST or None, one_stop=here, on=clock.today())
    if request.method == "POST" and form.is_valid():

        def act() -> dict[str, Any]:
            return {"id": add_device(one_stop=here, new=form.new(), **_by(request)).pk}

        if write_once(request, form, "devices.add", act) is not None:
            messages.success(request, _("Đã khai thiết bị. Cấp mã ghép rồi nhập trên máy đó."))
            return redirect("devices:devices", here.pk)
    return _form(request, form, here, _("Khai thiết bị"), _("Khai"))


@MAY_ADMINISTER
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, device_id: int) -> HttpResponse:
    """Name, place, counters."""
    device = _device(request, device_id)
    known = _known(device)
    form = PlacedForm(request.POST or None, one_stop=device.one_stop, on=clock.today(), initial=known)
    if request.method == "POST" and form.is_valid():

        def act() -> dict[str, Any]:
            return {"id": change_device(device_id=device.pk, placed=form.placed(), **_by(request)).pk}

        if write_once(request, form, "devices.change", act) is not None:
            messages.success(request, _("Đã sửa."))
            return redirect("devices:devices", device.one_stop_id)
    return _form(request, form, device.one_stop, device.name, _("Ghi"))


@MAY_ADMINISTER
@require_POST
def code(request: HttpRequest, device_id: int) -> HttpResponse:
    """A pairing code, shown on this one page; asking again makes the one before worthless."""
    device = _device(request, device_id)
    try:
        made = issue_code(device_id=device.pk, **_by(request))
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("devices:devices", device.one_stop_id)
    context = {
        "device": device, "code": f"{made[:4]} {made[4:]}", "minutes": int(CODE_LASTS.total_seconds() // 60),
    }  # fmt: skip
    response = render(request, "devices/code.html", context)
    response.headers["Cache-Control"] = "no-store, private"
    return response


@MAY_ADMINISTER
@require_POST
def revoke(request: HttpRequest, device_id: int) -> HttpResponse:
    """Shut a machine out."""
    device = _device(request, device_id)
    revoke_device(device_id=device.pk, **_by(request))
    messages.success(request, _("Đã thu hồi %(name)s.") % {"name": device.name})
    return redirect("devices:devices", device.one_stop_id)


def _known(device: Device) -> dict[str, Any]:
    hours = device.quiet[0] if device.quiet else ("", "")
    return {
        "name": device.name, "service_point": device.service_point_id, "counters": device.counter_ids,
        "volume": device.volume, "quiet_from": hours[0], "quiet_to": hours[1],
    }  # fmt: skip


def _form(request: HttpRequest, form: Any, here: OneStop, title: str, button: str) -> HttpResponse:
    context = {"form": form, "one_stop": here, "title": title, "button": button}
    return render(request, "devices/form.html", context, status=422 if form.errors else 200)


def _by(request: HttpRequest) -> dict[str, Any]:
    return {"at": clock.now(), "actor_id": request.officer.pk}
