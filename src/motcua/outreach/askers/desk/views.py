"""The door of the call list on a dialogue's page."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from motcua.casework.dialogue import permissions
from motcua.directory.agencies.desk.writing import write_once
from motcua.directory.agencies.doors import officer_required
from motcua.kernel import clock
from motcua.kernel.ui.fields import ClientForm
from motcua.outreach.askers.actions import mark_called
from motcua.outreach.askers.models import Notice


@officer_required(*permissions.KEEPERS)
@require_POST
def called(request: HttpRequest, notice_id: int) -> HttpResponse:
    """Put down that somebody was told by telephone, then back to the dialogue."""
    kept = permissions.kept_by(request.officer, clock.today())  # type: ignore[attr-defined]
    rows = (
        Notice.objects.filter(dialogue__in=kept, pk=notice_id)
        if notice_id < 10**18
        else Notice.objects.none()
    )
    notice = rows.first()
    if notice is None:
        raise Http404
    form, officer_id = ClientForm(request.POST), request.officer.pk  # type: ignore[attr-defined]

    def marking() -> dict[str, int]:
        return {"notice": mark_called(notice_id=notice.pk, officer_id=officer_id, at=clock.now()).pk}

    if form.is_valid() and write_once(request, form, "askers.called", marking) is not None:
        messages.success(request, _("Đã ghi: người này đã được báo."))
    else:
        messages.error(request, str(next(iter(form.errors.values()))[0]))
    return redirect("dialogue:page", dialogue_id=notice.dialogue_id)
