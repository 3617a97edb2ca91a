"""Whether the people of a dossier want letters by e-mail: entered where they say so, at the counter."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from motcua.casework.dossiers.models import Dossier
from motcua.casework.handling.desk.page import opened
from motcua.directory.agencies.choices import Role
from motcua.directory.agencies.doors import denied, officer_required
from motcua.kernel import clock
from motcua.kernel.events.once import ClientIdReused, once
from motcua.outreach.notifications import actions, permissions
from motcua.outreach.notifications.desk.forms import WishForm


@officer_required(Role.INTAKE_OFFICER)
@require_POST
def mail(request: HttpRequest, dossier_id: int) -> HttpResponse:
    """Refuse or allow letters; then back to the dossier."""
    dossier = opened(request, dossier_id, "mail_wish")
    if not permissions.may_call(request.officer, dossier.receiving_agency_id, clock.today()):  # type: ignore[attr-defined]
        return denied(request)
    form = WishForm(request.POST)
    if not form.is_valid():
        messages.error(request, str(next(iter(form.errors.values()))[0]))
        return redirect("dossiers:page", dossier_id=dossier.pk)
    try:
        _do_once(request, dossier, form)
        messages.success(request, _("Đã ghi ý muốn nhận thư của người dân."))
    except ClientIdReused as refusal:
        messages.error(request, str(refusal))
    return redirect("dossiers:page", dossier_id=dossier.pk)


def _do_once(request: HttpRequest, dossier: Dossier, form: WishForm) -> None:
    officer_id, at, wish = request.officer.pk, clock.now(), form.cleaned_data["wish"]  # type: ignore[attr-defined]
    act = actions.refuse_mail if wish == "refuse" else actions.allow_mail
    once(
        client_id=form.cleaned_data["client_id"],
        purpose="notifications.mail_wish",
        payload={"dossier": dossier.pk, "wish": wish},
        actor_id=officer_id,
        act=lambda: act(dossier=dossier, officer_id=officer_id, at=at),
    )
