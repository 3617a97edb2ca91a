"""Doors for administrators of agencies: offer a procedure on own terms, or stop offering it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from motcua.directory.agencies.choices import Role
from motcua.directory.agencies.desk.writing import write_once
from motcua.directory.agencies.doors import denied, officer_required
from motcua.directory.agencies.models import Agency
from motcua.directory.procedures import permissions, queries
from motcua.directory.procedures.actions.offer_procedure import (
    LimitNotComparable,
    LimitTooLong,
    OfferRefused,
    StartsInThePast,
    end_offer,
    offer_procedure,
)
from motcua.directory.procedures.desk.forms import OfferForm
from motcua.directory.procedures.models import ProcedureVersion
from motcua.kernel import clock

_FIELDS = {LimitTooLong: "limit_value", LimitNotComparable: "limit_unit", StartsInThePast: "starts_on"}
MAY_OFFER = officer_required(Role.AGENCY_ADMIN, Role.SYSTEM_ADMIN)


@MAY_OFFER
@require_http_methods(["GET", "HEAD", "POST"])
def offer(request: HttpRequest, code: str, agency_id: int) -> HttpResponse:
    """The terms on which one agency offers a procedure."""
    version, agency = _known(code, agency_id)
    if not permissions.can_edit_offers(request.officer, agency.pk, clock.today()):  # type: ignore[attr-defined]
        return denied(request, _("Cơ quan này không thuộc phạm vi quản trị của ông/bà."))
    standing = queries.offer_in_force(
        agency_id=agency.pk, procedure_id=version.procedure_id, on=clock.today()
    )
    form = OfferForm(request.POST or None, initial=OfferForm.of(standing))
    if request.method == "POST" and form.is_valid() and _offered(request, form, version, agency):
        messages.success(request, _("Đã lưu: %(agency)s áp dụng thủ tục này.") % {"agency": agency.name})
        return redirect("procedures:procedure", version.procedure.code)
    context = {
        "form": form,
        "version": version,
        "agency": agency,
        "standing": standing,
        "limit": queries.statutory_limit(version),
    }
    return render(request, "procedures/desk/offer.html", context, status=422 if form.errors else 200)


def _offered(request: HttpRequest, form: OfferForm, version: ProcedureVersion, agency: Agency) -> bool:
    def act() -> dict[str, Any]:
        made = offer_procedure(
            agency_id=agency.pk,
            procedure_id=version.procedure_id,
            terms=form.terms(),
            at=clock.now(),
            actor_id=request.officer.pk,  # type: ignore[attr-defined]
        )
        return {"offer": made.pk}

    try:
        return write_once(request, form, "procedures.offer_procedure", act) is not None
    except OfferRefused as refusal:
        form.add_error(_FIELDS.get(type(refusal)), str(refusal))
        form.renew_client_id()
        return False


@MAY_OFFER
@require_POST
def end(request: HttpRequest, code: str, agency_id: int) -> HttpResponse:
    """Stop offering from today on; ending twice is ending once."""
    version, agency = _known(code, agency_id)
    officer, today = request.officer, clock.today()  # type: ignore[attr-defined]
    if not permissions.can_edit_offers(officer, agency.pk, today):
        return denied(request, _("Cơ quan này không thuộc phạm vi quản trị của ông/bà."))
    standing = queries.offer_in_force(agency_id=agency.pk, procedure_id=version.procedure_id, on=today)
    if standing is not None:
        end_offer(offer=standing, at=clock.now(), actor_id=officer.pk)
        messages.success(request, _("%(agency)s ngừng áp dụng thủ tục này.") % {"agency": agency.name})
    return redirect("procedures:procedure", version.procedure.code)


def _known(code: str, agency_id: int) -> tuple[ProcedureVersion, Agency]:
    """The version in force and the agency, or 404."""
    version = queries.version_in_force(code, clock.today())
    agency = Agency.objects.on(clock.today()).filter(pk=agency_id).first()
    if version is None or agency is None:
        raise Http404
    return version, agency
