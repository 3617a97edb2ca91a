"""Doors to the ticket printers of a one-stop: list, name, take out, try, print again."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from motcua.directory.agencies.desk.writing import write_once
from motcua.directory.agencies.models import OneStop
from motcua.directory.reception.desk.one_stops import MAY_ADMINISTER, administered
from motcua.facilities.halls.actions import By
from motcua.facilities.printing import actions, carrying, queries
from motcua.facilities.printing.choices import Readiness
from motcua.facilities.printing.desk.again import print_again
from motcua.facilities.printing.desk.forms import ActForm, PrinterForm
from motcua.facilities.printing.models import Printer, PrintJob
from motcua.kernel import clock


@MAY_ADMINISTER
@require_safe
def printers(request: HttpRequest, one_stop_id: int) -> HttpResponse:
    """The printers, and the papers that did not come out."""
    here, at = administered(request, one_stop_id), clock.now()
    shown = {
        "one_stop": here,
        "printers": queries.with_failures(queries.printers_of(here.pk), at),
        "unprinted": queries.unprinted(here.pk, at),
        "act_form": ActForm(),
    }
    return render(request, "printing/printers.html", shown)


@MAY_ADMINISTER
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, one_stop_id: int) -> HttpResponse:
    """A further printer."""
    return _form(request, administered(request, one_stop_id), None)


@MAY_ADMINISTER
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, one_stop_id: int, printer_id: int) -> HttpResponse:
    """Another name or address."""
    here = administered(request, one_stop_id)
    return _form(request, here, _printer(here, printer_id))


@MAY_ADMINISTER
@require_POST
def remove(request: HttpRequest, one_stop_id: int, printer_id: int) -> HttpResponse:
    """Out of use."""
    here = administered(request, one_stop_id)
    printer, form = _printer(here, printer_id), ActForm(request.POST)

    def act() -> dict[str, Any]:
        by = {"at": clock.now(), "actor_id": request.officer.pk}  # type: ignore[attr-defined]
        return {"printer": actions.remove_printer(printer=printer, **by).pk}

    if form.is_valid() and write_once(request, form, "printing.remove", act) is not None:
        messages.success(request, _("Máy in đã thôi dùng."))
    return _back(here)


@MAY_ADMINISTER
@require_POST
def test(request: HttpRequest, one_stop_id: int, printer_id: int) -> HttpResponse:
    """A paper that is no ticket comes out, or the reason why not is said."""
    here = administered(request, one_stop_id)
    printer = _printer(here, printer_id)
    found = carrying.print_sample(printer, _by(request))
    if found == Readiness.READY:
        messages.success(request, _("Đã in thử ra %(name)s.") % {"name": printer.name})
    else:
        said = {"name": printer.name, "why": found.label}
        messages.error(request, _("%(name)s chưa in được: %(why)s.") % said)
    return _back(here)


@MAY_ADMINISTER
@require_POST
def retry(request: HttpRequest, one_stop_id: int, job_id: int) -> HttpResponse:
    """Print a number's paper again: it counts when it comes out, and only once."""
    here = administered(request, one_stop_id)
    job = (
        PrintJob.objects.select_related("visit", "printer").filter(pk=job_id, printer__one_stop=here).first()
    )
    if job is None:
        raise Http404
    print_again(request, job)
    return _back(here)


def _form(request: HttpRequest, here: OneStop, printer: Printer | None) -> HttpResponse:
    known = {name: getattr(printer, name) for name in ("name", "kind", "address")} if printer else None
    form = PrinterForm(request.POST) if request.method == "POST" else PrinterForm(initial=known)

    def act() -> dict[str, Any]:
        by = {"at": clock.now(), "actor_id": request.officer.pk}  # type: ignore[attr-defined]
        return {"printer": actions.save_printer(one_stop=here, new=form.new(), printer=printer, **by).pk}

    if form.is_valid() and write_once(request, form, "printing.save", act) is not None:
        messages.success(request, _("Đã ghi máy in."))
        return _back(here)
    shown = {"form": form, "one_stop": here, "printer": printer}
    return render(request, "printing/printer_form.html", shown, status=422 if form.errors else 200)


def _printer(here: OneStop, printer_id: int) -> Printer:
    """A printer in use here, or 404."""
    found = queries.printers_of(here.pk).filter(pk=printer_id).first()
    if found is None:
        raise Http404
    return found


def _by(request: HttpRequest) -> By:
    return By(request.officer.pk, clock.now())  # type: ignore[attr-defined]


def _back(here: OneStop) -> HttpResponse:
    return redirect("printing:printers", here.pk)
