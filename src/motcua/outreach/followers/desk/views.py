"""Messages to followers that did not go, and Retry."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from motcua.directory.agencies.desk.writing import write_once
from motcua.directory.agencies.doors import officer_required
from motcua.kernel import clock
from motcua.kernel.ui.fields import ClientForm
from motcua.outreach.followers import actions, permissions, queries

PAGE_SIZE = 30
MAY_KEEP = officer_required(*permissions.KEEPERS)


@MAY_KEEP
@require_safe
def failed(request: HttpRequest) -> HttpResponse:
    """What stopped, of the agencies this officer runs; who was to hear of it stands nowhere."""
    kept = permissions.kept_agencies(request.officer, clock.today())  # type: ignore[attr-defined]
    page = Paginator(queries.failed(kept), PAGE_SIZE).get_page(request.GET.get("page"))
    return render(request, "followers/failed.html", {"page": page, "form": ClientForm()})


@MAY_KEEP
@require_POST
def retry(request: HttpRequest, alert_id: int) -> HttpResponse:
    """Try one again."""
    kept = permissions.kept_agencies(request.officer, clock.today())  # type: ignore[attr-defined]
    if not queries.failed(kept).filter(pk=min(alert_id, 2**62)).exists():
        raise Http404
    form = ClientForm(request.POST)

    def act() -> dict[str, int]:
        return {"alert": actions.retry(alert_id=alert_id, at=clock.now()).pk}

    if form.is_valid() and write_once(request, form, "followers.retry", act) is not None:
        messages.success(request, _("Đang gửi lại."))
    else:
        messages.error(request, str(next(iter(form.errors.values()))[0]))
    return redirect("followers:failed")
