"""Printing a number's paper again, from the page of the hall; the page of the printers shares the press."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from motcua.directory.agencies.doors import officer_required
from motcua.directory.identity.refusal import Refused
from motcua.facilities.halls.actions import By
from motcua.facilities.halls.permissions import may_supervise
from motcua.facilities.printing import carrying
from motcua.facilities.printing.choices import JobState
from motcua.facilities.printing.models import PrintJob
from motcua.kernel import clock


@officer_required()
@require_POST
def again(request: HttpRequest, hall_id: int, job_id: int) -> HttpResponse:
    """Whoever runs the hall prints a paper again: the number counts when it comes out, and only once."""
    known = PrintJob.objects.select_related("visit__hall__one_stop__serves", "printer")
    job = known.filter(pk=job_id, visit__hall_id=hall_id).first()
    if job is None or not may_supervise(request.officer, job.visit.hall, clock.today()):  # type: ignore[attr-defined]
        raise Http404
    print_again(request, job)
    wanted = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, request.is_secure())
    return redirect(wanted if is_ours else reverse("desk:home"))


def print_again(request: HttpRequest, job: PrintJob) -> None:
    """Try, and say what came of it."""
    by = By(request.officer.pk, clock.now())  # type: ignore[attr-defined]
    try:
        done = carrying.print_number(visit=job.visit, printer=job.printer, by=by)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return
    if done.state == JobState.PRINTED:
        messages.success(request, _("Đã in."))
    else:
        messages.error(request, _("Chưa in được: %(why)s.") % {"why": done.get_why_display()})
