"""The call list: whom to call, what to say; on the screen and on paper."""

from __future__ import annotations

from uuid import uuid4

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from motcua.casework.finding.actions import reading
from motcua.directory.agencies.choices import Role
from motcua.directory.agencies.doors import officer_required
from motcua.kernel import clock
from motcua.kernel.events.once import ClientIdReused, once
from motcua.outreach.notifications import permissions, queries
from motcua.outreach.notifications.actions import CallRefused, mark_call
from motcua.outreach.notifications.choices import CallOutcome
from motcua.outreach.notifications.desk.forms import CallForm
from motcua.outreach.notifications.models import Message

PAGE_SIZE = 50


@officer_required(Role.INTAKE_OFFICER)
@require_safe
def call_list(request: HttpRequest) -> HttpResponse:
    """Names and numbers of who is to be called; each is a read of that dossier and logged as one."""
    at = clock.now()
    agency_ids = permissions.calling_agencies(request.officer, clock.today())  # type: ignore[attr-defined]
    page = Paginator(queries.to_call(agency_ids), PAGE_SIZE).get_page(request.GET.get("page"))
    rows = queries.calls(page.object_list, at)
    for dossier_id in sorted({row.message.dossier_id for row in rows}):
        _note(request, dossier_id)
    context = {
        "page": page,
        "rows": [(row, uuid4()) for row in rows],
        "now": at,
        "where": ", ".join(queries.names_of(agency_ids)),
    }
    return render(request, "notifications/desk/calls.html", context)


def _note(request: HttpRequest, dossier_id: int) -> None:
    reading.note(
        dossier_id=dossier_id,
        officer_id=request.officer.pk,  # type: ignore[attr-defined]
        address=request.META.get("REMOTE_ADDR", ""),
        what="call_list",
        at=clock.now(),
    )


@officer_required(Role.INTAKE_OFFICER)
@require_POST
def mark(request: HttpRequest, message_id: int) -> HttpResponse:
    """Put down how a call went, then back to the list."""
    message = _mine(request, message_id)
    form = CallForm(request.POST)
    if not form.is_valid():
        first = next(iter(form.errors.values()))[0]
        messages.error(request, str(first))
        return redirect("notifications:calls")
    try:
        _mark_once(request, message, form)
        messages.success(request, _("Đã ghi kết quả cuộc gọi."))
    except (CallRefused, ClientIdReused) as refusal:
        messages.error(request, str(refusal))
    return redirect("notifications:calls")


def _mine(request: HttpRequest, message_id: int) -> Message:
    """The message, if this officer may call for its one-stop; 404 tells nothing of others'."""
    message = Message.objects.filter(pk=message_id).first() if message_id < 10**18 else None
    if message is None or not permissions.may_call(request.officer, message.agency_id, clock.today()):  # type: ignore[attr-defined]
        raise Http404
    return message


def _mark_once(request: HttpRequest, message: Message, form: CallForm) -> None:
    officer_id, at = request.officer.pk, clock.now()  # type: ignore[attr-defined]
    outcome, note = CallOutcome(form.cleaned_data["outcome"]), form.cleaned_data["note"]
    once(
        client_id=form.cleaned_data["client_id"],
        purpose="notifications.mark_call",
        payload={"message": message.pk, "outcome": outcome.value, "note": note},
        actor_id=officer_id,
        act=lambda: (
            mark_call(message_id=message.pk, officer_id=officer_id, outcome=outcome, note=note, at=at).pk
        ),
    )
