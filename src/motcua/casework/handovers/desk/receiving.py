"""Receiving by a list: the scanner types, each number is answered at once."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from motcua.casework.dossiers.actions import By
from motcua.casework.handovers import actions, permissions
from motcua.casework.handovers.actions import HandOverRefusal
from motcua.casework.handovers.desk.forms import ScanForm
from motcua.casework.handovers.desk.one_list import MAY_SEE, shown
from motcua.casework.handovers.desk.shared import opened
from motcua.directory.agencies.doors import denied
from motcua.kernel import clock


@MAY_SEE
@require_POST
def scan(request: HttpRequest, list_id: int) -> HttpResponse:
    """Take in what is right, and say of every number what it is; the page stands ready for the next."""
    found = opened(request, list_id)
    if not permissions.may_receive(request.officer, found, clock.today()):
        return denied(request)
    form = ScanForm(request.POST)
    if not form.is_valid():
        return shown(request, found, form)
    by = By(request.officer.pk, found.to_agency_id, clock.now())
    try:
        findings = actions.receive(list_id=list_id, numbers=form.cleaned_data["numbers"], by=by)
    except HandOverRefusal as refusal:
        messages.error(request, str(refusal))
        return redirect("handovers:list", list_id=list_id)
    return shown(request, found, ScanForm(), findings=findings)
