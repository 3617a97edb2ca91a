"""Doors to the log for system administrators: what is stuck, and Retry."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from motcua.directory.agencies.choices import Role
from motcua.directory.agencies.doors import officer_required
from motcua.kernel import clock
from motcua.kernel.events import retry

PAGE_SIZE = 50
_LONGEST_ID = 18  # digits that fit both engines


@officer_required(Role.SYSTEM_ADMIN)
@require_safe
def stuck(request: HttpRequest) -> HttpResponse:
    """Dispatches that gave up, and those that fail and are tried again by themselves."""
    page = Paginator(retry.stuck(), PAGE_SIZE).get_page(request.GET.get("page"))
    return render(request, "desk/stuck.html", {"page": page, "failing": retry.failing()[:PAGE_SIZE]})


@officer_required(Role.SYSTEM_ADMIN)
@require_POST
def retry_stuck(request: HttpRequest) -> HttpResponse:
    """One (`one`), the chosen ones (`chosen`) or every stuck dispatch (`all`) runs again at once."""
    freed = retry.retry(dispatch_ids=_asked(request), at=clock.now())
    if freed:
        messages.success(request, ngettext("Đang thử lại %d việc.", "Đang thử lại %d việc.", freed) % freed)
    else:
        messages.warning(request, _("Chưa chọn việc nào còn bị kẹt."))
    return redirect("desk:stuck")


def _asked(request: HttpRequest) -> list[int]:
    """Ids of dispatches; what is no id is left out."""
    if "all" in request.POST:
        return list(retry.stuck().values_list("pk", flat=True))
    asked = request.POST.getlist("one") or request.POST.getlist("chosen")
    return [int(text) for text in asked if text.isascii() and text.isdigit() and len(text) <= _LONGEST_ID]


def waiting_count(request: HttpRequest) -> int:
    """For the menu: how much is stuck."""
    return retry.stuck().count()
