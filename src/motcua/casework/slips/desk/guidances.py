"""The door to the guidance slip of a procedure."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

from motcua.casework.slips import guidance as slip
from motcua.casework.slips.desk.views import as_pdf
from motcua.directory.agencies.doors import officer_required
from motcua.directory.agencies.models import Agency
from motcua.directory.procedures import queries
from motcua.directory.procedures.showing import shown
from motcua.kernel import clock


@officer_required()
@require_safe
def guidance(request: HttpRequest, code: str) -> HttpResponse:
    """What holds of the procedure today, headed by the officer's own agency."""
    today = clock.today()
    version = queries.version_in_force(code, today)
    said = shown(version.pk, today) if version else None
    if said is None:
        raise Http404
    return as_pdf(slip.render(said, _agency(request), clock.now()), f"huong-dan-{said.code}")


def link_panel(request: HttpRequest, code: str) -> str:
    """The way to it from the page of a procedure."""
    return render_to_string("slips/desk/guidance_link.html", {"code": code}, request)


def _agency(request: HttpRequest) -> Agency:
    """Where the officer takes dossiers in, else where the officer serves."""
    rows = sorted(request.officer.live_memberships, key=lambda m: m.role != "intake_officer")
    return rows[0].agency
