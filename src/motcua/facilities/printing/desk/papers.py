"""The other way to paper: a page of 80 mm that the browser prints."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from motcua.directory.agencies.doors import officer_required
from motcua.facilities.halls import permissions
from motcua.facilities.halls.actions import By, HallRefusal
from motcua.facilities.papers.codes import qr_svg
from motcua.facilities.printing.composing import compose
from motcua.facilities.queueing import actions as queueing
from motcua.facilities.queueing.choices import State
from motcua.facilities.queueing.models import Visit
from motcua.kernel import clock
from motcua.kernel.ui import errors


@officer_required()
@require_safe
def paper(request: HttpRequest, visit_id: int) -> HttpResponse:
    """The ticket of a number, for the browser's own printer."""
    visit = _visit(request, visit_id)
    ticket = compose(visit, clock.now())
    first = visit.requests.get(place=1)
    shown = {
        "visit": visit,
        "ticket": ticket,
        "code": mark_safe(qr_svg(ticket.url)) if ticket.url else "",  # noqa: S308  drawn here
        "is_open": first.state == State.ISSUING,
        "is_void": first.state == State.VOID,
    }
    return render(request, "printing/paper.html", shown)


@officer_required()
@require_POST
def came_out(request: HttpRequest, visit_id: int) -> HttpResponse:
    """Somebody saw the paper: the number counts. Pressed again, nothing more happens."""
    visit = _visit(request, visit_id)
    try:
        queueing.confirm(visit_id=visit.pk, by=By(request.officer.pk, clock.now()))  # type: ignore[attr-defined]
    except HallRefusal:
        return errors.answer(request, 409, what=_("Số này đã hủy vì phiếu không in được. Mời lấy số mới."))
    return redirect("printing:paper", visit.pk)


def _visit(request: HttpRequest, visit_id: int) -> Visit:
    """A number of a hall one serves in or runs, or 404."""
    visit = (
        Visit.objects.select_related("hall__one_stop__serves", "hall__service_point")
        .filter(pk=visit_id)
        .first()
    )
    if visit is None or not permissions.may_see(request.officer, visit.hall, clock.today()):  # type: ignore[attr-defined]
        raise Http404
    return visit
