"""Letters that were not sent: what the fake mailer kept, marked as fake. Evaluation, demo and training only."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from motcua.directory.agencies.doors import officer_required
from motcua.kernel import clock
from motcua.outreach.notifications import mailing, permissions, queries
from motcua.outreach.notifications.desk.messages import WATCHERS

PAGE_SIZE = 10


@officer_required(*WATCHERS)
@require_safe
def fake_mails(request: HttpRequest) -> HttpResponse:
    if not mailing.is_fake():
        raise Http404
    agency_ids = permissions.watched_agencies(request.officer, clock.today())  # type: ignore[attr-defined]
    page = Paginator(queries.fake_mails(agency_ids), PAGE_SIZE).get_page(request.GET.get("page"))
    return render(request, "notifications/desk/fakes.html", {"page": page})
