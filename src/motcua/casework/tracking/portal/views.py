"""The applicant's page: by the QR on the receipt, or by code and PIN."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from motcua.casework.deadlines import calendars
from motcua.casework.deadlines.clocks import clock_of
from motcua.casework.dossiers import queries
from motcua.casework.dossiers.models import Dossier
from motcua.casework.finding.actions import reading
from motcua.casework.tracking import progress
from motcua.casework.tracking.actions.look_up import NotFound, TooManyTries, look_up
from motcua.directory.agencies import queries as agencies
from motcua.directory.applicants.mask import mask_name
from motcua.kernel import clock
from motcua.kernel.text import UnreadableText, clean


class LookupForm(forms.Form):
    code = forms.CharField(
        label=_("Mã hồ sơ"), max_length=48, help_text=_("In ở góc phải giấy hẹn, ví dụ H27.15-261120-0037.")
    )
    pin = forms.CharField(label=_("Mã tra cứu"), max_length=12, help_text=_("6 chữ số in dưới mã vạch."))

    def clean_code(self) -> str:
        try:
            return clean(self.cleaned_data["code"]).upper().replace(" ", "")
        except UnreadableText as failure:
            raise forms.ValidationError(str(failure)) from failure

    def clean_pin(self) -> str:
        return "".join(sign for sign in self.cleaned_data["pin"] if sign.isascii() and sign.isdigit())


@never_cache
def lookup(request: HttpRequest) -> HttpResponse:
    """Ask for code and PIN; the answer stands at the receipt's own address, so neither is in a URL.

    There the page can be loaded again, made larger, printed and kept, as after scanning the QR.
    """
    form = LookupForm(request.POST or None)
    status = 200
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            found = look_up(code=data["code"], pin=data["pin"], address=_address(request), at=clock.now())
            return _to_tracking(request, found)
        except NotFound as failure:
            form.add_error(None, str(failure))
            status = 404
        except TooManyTries as failure:
            form.add_error(None, str(failure))
            status = 429
    elif request.method == "POST":
        status = 422
    return render(request, "tracking/lookup.html", {"form": form}, status=status)


@never_cache
@require_safe
def by_token(request: HttpRequest, token: str) -> HttpResponse:
    """The QR's address."""
    dossier = queries.for_reading().filter(lookup_token=token).first()
    if dossier is None:
        return render(request, "tracking/unknown.html", status=404)
    return _show(request, dossier, "qr")


def _to_tracking(request: HttpRequest, dossier_id: int) -> HttpResponse:
    dossier = Dossier.objects.only("pk", "lookup_token").get(pk=dossier_id)
    reading.note(
        dossier_id=dossier.pk, officer_id=None, address=_address(request), what="tracking:pin", at=clock.now()
    )
    return redirect("dossiers_public:by_token", token=dossier.lookup_token)


def _address(request: HttpRequest) -> str:
    return request.META.get("REMOTE_ADDR", "")


def _show(request: HttpRequest, dossier: Dossier, how: str) -> HttpResponse:
    at = clock.now()
    reading.note(
        dossier_id=dossier.pk, officer_id=None, address=_address(request), what=f"tracking:{how}", at=at
    )
    return render(request, "tracking/tracking.html", tracked(dossier, at))


def tracked(dossier: Dossier, at: datetime) -> dict[str, Any]:
    """What an applicant may read of a dossier, the name half hidden; who shows it notes that it was read."""
    events = queries.history(dossier)
    running = clock_of(events)
    fees = list(dossier.fees.all())
    return {
        "dossier": dossier,
        "owner": mask_name(queries.parties_of(dossier).owner.name),
        "tracking": progress.tracking_of(
            dossier,
            events,
            queries.statements_of(dossier),
            calendars.from_reference(running[1]) if running else None,
            at,
            running[0].standing if running else None,
        ),
        "paper_count": dossier.components.exclude(kind="not_applicable").count(),
        "has_fees": bool(fees),
        "fee_total": sum(fee.amount_vnd for fee in fees),
        "one_stop": agencies.one_stop_of(dossier.receiving_agency_id),
        "now": at,
    }
