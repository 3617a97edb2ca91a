"""Doors to the register of a one-stop (Mẫu 07): what it would hold, and the files."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from motcua.casework.finding.actions import reading
from motcua.casework.slips import permissions, register, register_files
from motcua.casework.slips.data import Head
from motcua.casework.slips.desk.list_forms import RegisterForm
from motcua.casework.slips.desk.views import as_pdf
from motcua.casework.slips.register_files import Register
from motcua.directory.agencies import queries as agencies
from motcua.directory.agencies.doors import denied, officer_required
from motcua.directory.agencies.models import Agency
from motcua.facilities.papers.printed_forms import form_in_force
from motcua.kernel import clock

MAY_KEEP = officer_required(*permissions.REGISTER_ROLES)
MOST_PRINTED = 10_000
MOST_KEPT = 200_000
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@MAY_KEEP
@require_safe
def registers(request: HttpRequest) -> HttpResponse:
    """Choose a one-stop and days; see how many lines there are; fetch the files."""
    form = _asked(request)
    said = form.cleaned_data if form.is_valid() else {}
    number = register.count(said["agency"].pk, said["first"], said["last"]) if said else None
    shown = {
        "form": form,
        "number": number,
        "query": f"agency={said['agency'].pk}&first={said['first']:%d/%m/%Y}&last={said['last']:%d/%m/%Y}"
        if said
        else "",
        "is_too_long": number is not None and number > MOST_PRINTED,
    }
    return render(request, "slips/desk/registers.html", shown, status=422 if form.errors else 200)


@MAY_KEEP
@require_safe
def as_file(request: HttpRequest, kind: str) -> HttpResponse:
    """The register as `pdf` or `xlsx`; the fetch is in the access log."""
    form = _asked(request)
    if not form.is_valid():
        raise Http404
    agency, first, last = (form.cleaned_data[name] for name in ("agency", "first", "last"))
    if register.count(agency.pk, first, last) > (MOST_PRINTED if kind == "pdf" else MOST_KEPT):
        return denied(request, _("Sổ quá dài để in một lần. Hãy chọn kỳ ngắn hơn."))
    _note(request, agency, f"{first}..{last}", kind)
    about = Register(head=_head(agency), first=first, last=last, made_at=clock.now())
    lines = register.lines(agency.pk, first, last)
    name = f"so-theo-doi-{agency.code}-{first:%Y%m%d}-{last:%Y%m%d}"
    if kind == "pdf":
        return as_pdf(register_files.as_pdf(about, lines, form_in_force("07", clock.now(), agency.pk)), name)
    headers = {
        "Content-Disposition": f'attachment; filename="{name}.xlsx"',
        "Cache-Control": "private, no-store",
    }
    return HttpResponse(register_files.as_xlsx(about, lines), content_type=_XLSX, headers=headers)


def _asked(request: HttpRequest) -> RegisterForm:
    """An agency outside the officer's sight is an error of the form, and then nothing is listed."""
    today = clock.today()
    usual = {"first": f"{today.replace(day=1):%d/%m/%Y}", "last": f"{today:%d/%m/%Y}"}
    scope = permissions.register_agencies(request.officer, today)
    return RegisterForm(request.GET.dict(), scope=scope, usual=usual)


def _head(agency: Agency) -> Head:
    parent = agency.parent.name if agency.parent else ""
    return Head(agency=agency.name, parent=parent, place=agencies.place_of(agency))


def _note(request: HttpRequest, agency: Agency, period: str, kind: str) -> None:
    reading.note(
        dossier_id=None,
        officer_id=request.officer.pk,
        address=request.META.get("REMOTE_ADDR", ""),
        what=f"register.{kind}:{agency.pk}",
        at=clock.now(),
        why=period,
    )
